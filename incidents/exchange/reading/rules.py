"""The rules of a reading, compiled for one header: from the cells of a row to parts of an event document.

Says what is wrong by column and value, and goes on: a row's problems are told together. Builds no event (``reader``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Field
from incidents.codebook.readings import Codes, Part, Reading, Rule
from incidents.domain.documents import Document
from incidents.domain.problems import Problem
from incidents.domain.text import count_of
from incidents.errors import BadCodebook, BadUsage
from incidents.exchange.reading.at_once import AtOnce, compile_rows, compile_value
from incidents.exchange.reading.codes import Lookup
from incidents.exchange.reading.conversions import compile_reading, name_reading
from incidents.exchange.reading.habits import Habits
from incidents.exchange.reading.source import Misread, Row, Source, Spot

Apply = Callable[[Row, Document, list[Problem]], None]
_KNOWN = 16_384  # cells of which a rule knows what they say
_MERGED = "count"  # a part of a row whose value is several keys of it


class Compiled(NamedTuple):
    """A *rule*, and the function that applies it to a row; *at_once* reads its cells of many rows, if that can be."""

    rule: Rule
    apply: Apply
    at_once: AtOnce | None


def compile_rules(
    reading: Reading, columns: Mapping[str, Spot], codebook: Codebook, habits: Habits
) -> tuple[Compiled, ...]:
    """Each rule, compiled; *columns* says where each column stands.

    Rules of which the file has no column are left out. Raises BadCodebook for a conversion that does not exist.
    """
    fields = {field.name: field for field in codebook.fields}
    _refuse_unknown(reading, fields, codebook, habits.codes)
    compiled = []
    for rule in reading.rules:
        if rule.columns and not any(column in columns for column in rule.columns):
            continue
        sources = {
            key: _compile(part, _field_of(rule, key, fields), reading, columns, codebook, habits)
            for key, part in rule.parts.items()
        }
        separator = _find_separator(rule, habits)
        if "" in sources:
            source = sources[""]
            compiled.append(Compiled(rule, _value_rule(rule.field, source), compile_value(source)))
        else:
            compiled.append(_row_rule(rule, sources, separator))
    return tuple(compiled)


def _refuse_unknown(
    reading: Reading, fields: Mapping[str, Field], codebook: Codebook, overrides: Mapping[str, Codes]
) -> None:
    """Raise BadUsage for a code of the user's that no field of its column can have."""
    parts = [(part, _field_of(rule, key, fields)) for rule in reading.rules for key, part in rule.parts.items()]
    for column, codes in overrides.items():
        vocabularies = [field.vocabulary for part, field in parts if field is not None and column in part.columns]
        known = {
            code for name in vocabularies if name for code in _mine({column: codes}, (column,), name, codebook).values()
        }
        wrong = sorted(set(codes.values()) - known - {""})
        if wrong:
            raise BadUsage(
                f"the mapping's codes of {column!r}: {wrong[0]!r} is no code of that column",
                mend="see what there is: incidents codebook",
            )


def _field_of(rule: Rule, key: str, fields: Mapping[str, Field]) -> Field | None:
    return fields.get(f"{rule.field}.{key}" if key else rule.field)


def _compile(  # noqa: PLR0913, PLR0917 - all that a part's meaning hangs on
    part: Part,
    field: Field | None,
    reading: Reading,
    columns: Mapping[str, Spot],
    codebook: Codebook,
    habits: Habits,
) -> Source:
    try:
        read = compile_reading(part.conversion, field, codebook, is_day_first=habits.is_day_first)
    except BadCodebook as error:
        raise BadCodebook(f"reading of {', '.join(part.columns)}: {error.what}") from None
    own = (
        {}
        if field is None or field.vocabulary is None
        else _mine(habits.codes, part.columns, field.vocabulary, codebook)
    )
    if part.codes is not None or own:
        table = reading.codes[part.codes] if part.codes is not None else {}
        read = Lookup(table, own, fallback=read if part.codes is None or part.conversion is not None else None)
    places = tuple(columns[column].place if column in columns else None for column in part.columns)
    name = ", ".join(columns[column].name for column in part.columns if column in columns) or ", ".join(part.columns)
    way = None if part.codes is not None or own or len(places) > 1 else name_reading(part.conversion, field)
    return Source(
        part,
        name,
        places,
        read,
        frozenset(reading.blanks),
        reading.is_exact,
        way,
    )


def _find_separator(rule: Rule, habits: Habits) -> re.Pattern[str] | None:
    """What stands between the values of a list: any of the signs that the author of the table uses, else the rule's."""
    if rule.split is None:
        return None
    own = next((habits.separators[column] for column in rule.columns if column in habits.separators), None)
    return re.compile(re.escape(rule.split) if own is None else f"[{re.escape(own)}]")


def _mine(
    overrides: Mapping[str, Codes], columns: Sequence[str], vocabulary: str, codebook: Codebook
) -> dict[str, str]:
    """Of the user's codes for *columns*, those that a field of that vocabulary can have."""
    given = {word: code for column in columns for word, code in overrides.get(column, {}).items()}
    if vocabulary == "countries":
        return {word: code for word, code in given.items() if not code or codebook.countries.get(code) is not None}
    terms = codebook.vocabulary(vocabulary)
    return {word: code for word, code in given.items() if not code or terms.get(code) is not None}


def _value_rule(field: str, source: Source) -> Apply:
    *above, last = field.split(".")
    single = source.places[0] if len(source.places) == 1 else None
    if single is not None and source.way == "text" and source.is_exact and not above:
        return _text_rule(last, single)
    is_count = field in {"killed", "injured"}
    look = _looking(source)

    def apply(row: Row, document: Document, problems: list[Problem]) -> None:
        if single is not None and not row[single]:
            return  # most cells of most files say nothing
        try:
            value = look(row)
        except Misread as error:
            problems.append(error.problem)
            return
        if value is None:
            return
        if type(value) is dict and not is_count:
            document.update(value)
            return
        for key in above:
            document = document.setdefault(key, {})
        document.setdefault(last, value)

    return apply


def _text_rule(key: str, place: int) -> Apply:
    """The rule of a cell that says what it says, as most cells that differ from row to row do."""

    def apply(row: Row, document: Document, _: list[Problem]) -> None:
        cell = row[place]
        if cell:
            document.setdefault(key, cell)

    return apply


def _looking(source: Source) -> Callable[[Row], Any]:
    """What the source says in a row; it is known what the same cells said."""
    places = [place for place in source.places if place is not None]
    if source.places != tuple(places) or not places:
        return lambda row: source.value(source.cells(row))
    if source.way == "decimal":  # different in each row: nothing is gained by remembering
        return lambda row: source.value((source.clean(row[places[0]]),))
    if len(places) == 1:
        single = lru_cache(maxsize=_KNOWN)(lambda cell: source.value((source.clean(cell),)))
        return lambda row: single(row[places[0]])
    known = lru_cache(maxsize=_KNOWN)(lambda *cells: source.value(tuple(map(source.clean, cells))))
    return lambda row: known(*[row[place] for place in places])


def _row_rule(rule: Rule, sources: Mapping[str, Source], separator: re.Pattern[str] | None) -> Compiled:
    lead = next(iter(sources))
    has_codes = sources[lead].part.codes is not None
    places = [place for source in sources.values() for place in source.places if place is not None]
    is_constant = sources[lead].part.constant is not None

    @lru_cache(maxsize=_KNOWN)
    def read(*cells: str) -> list[Document]:
        rows: list[Document] = []
        for each in _items(separator, sources, dict(zip(places, cells, strict=True))):
            values = {key: source.value(each[key]) for key, source in sources.items()}
            if values[lead] is not None:
                rows.append(_flat(values))
        return rows

    def apply(row: Row, document: Document, problems: list[Problem]) -> None:
        cells = [row[place] for place in places]
        if not is_constant and not any(cells):
            return
        try:
            found = read(*cells)
        except Misread as error:
            problems.append(error.problem)
            return
        for each in found:
            rows = document.setdefault(rule.field, [])
            if not has_codes or each not in rows:  # two codes of theirs may be one of ours
                rows.append(each)

    return Compiled(rule, apply, None if has_codes else compile_rows(rule.field, places, read))


def _flat(values: Mapping[str, Any]) -> Document:
    """A row of the document; a count among *values* stands in it as its several keys."""
    count = values.get(_MERGED) or {}
    return {key: value for key, value in values.items() if key != _MERGED} | dict(count)


def _items(
    separator: re.Pattern[str] | None, sources: Mapping[str, Source], row: Row
) -> Iterator[Mapping[str, Sequence[str]]]:
    """The cells of each row that *row* holds: one, or as many as the lists in its cells are long."""
    cells = {key: source.cells(row) for key, source in sources.items()}
    if separator is None:
        yield cells
        return
    lists = {key: _split(separator, sources[key], cells[key][0]) for key in _listed(sources)}
    longest = max(map(len, lists.values()))
    for key, items in lists.items():
        if items and len(items) != longest:
            listed = count_of(len(items), "value")
            raise sources[key].misread(f"lists {listed}, where another lists {longest}", cells[key])
    for number in range(longest):
        yield cells | {key: (items[number] if items else "", *cells[key][1:]) for key, items in lists.items()}


def _listed(sources: Mapping[str, Source]) -> list[str]:
    """The parts whose cells are aligned lists: the lead, and all that are not looked up for the whole row."""
    lead = next(iter(sources))
    return [key for key, source in sources.items() if key == lead or (source.part.columns and not source.part.codes)]


def _split(separator: re.Pattern[str], source: Source, cell: str) -> list[str]:
    return [source.clean(item) for item in separator.split(cell)] if cell else []
