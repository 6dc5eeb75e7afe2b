"""The rules of a reading, compiled for one header: from the cells of a row to parts of an event document.

Reports what is wrong by the file's own column and value, and goes on: a row's problems are told together. Builds no
event (``reader``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Codes, Part, Reading, Rule
from incidents.domain.documents import Document
from incidents.domain.problems import Problem
from incidents.domain.text import count_of
from incidents.errors import BadCodebook, BadUsage, UnknownTerm
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.readers.column_mapping import Habits
from incidents.exchange.readers.conversions import Lookup, Read, compile_reading, read_text
from incidents.exchange.readers.sheets import Cells

Row = Cells | Mapping[int, str]  # the cells of a row by their places, all of them or some
_LONGEST_SHOWN = 60
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})  # as workbooks say it


class Spot(NamedTuple):
    """Where a column of the profile stands in the file, and what the file calls it."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """One part, compiled: where its cells stand (None for a column that the file lacks), and how they are read.

    *name* is what the file calls those columns.
    """

    part: Part
    name: str
    places: tuple[int | None, ...]
    read: Read
    blanks: frozenset[str]
    is_exact: bool

    def cells(self, row: Row) -> tuple[str, ...]:
        """The part's cells of *row*, blank ones empty."""
        if len(self.places) == 1 and self.places[0] is not None:
            return (self.clean(row[self.places[0]]),)
        return tuple("" if place is None else self.clean(row[place]) for place in self.places)

    def clean(self, cell: str) -> str:
        """*cell*, empty when it says nothing."""
        if self.is_exact:
            return cell
        text = cell.strip()
        return "" if text in self.blanks else text

    def value(self, cells: Sequence[str]) -> Any:  # noqa: ANN401 - as wide as a document's values
        """What *cells* say, None for nothing. Raises Misread."""
        if self.part.constant is not None:
            return self.part.constant
        if not any(cells):
            return None
        if not self.is_exact and not _FAILED.isdisjoint(cells):
            raise self.misread("is what a formula gives that fails: mend it, then save again", cells)
        try:
            return self.read(cells)
        except UnknownTerm as error:
            raise self.misread(error.what, cells) from None
        except (ValueError, OverflowError) as error:
            raise self.misread(str(error), cells) from None

    def misread(self, message: str, cells: Sequence[str]) -> Misread:
        """The problem with *cells*, of which those that stand in the file are shown."""
        return Misread(
            self.name, message, [cell for cell, place in zip(cells, self.places, strict=True) if place is not None]
        )


class Misread(Exception):
    """A cell that cannot be read; becomes a Problem."""

    def __init__(self, columns: str, message: str, cells: Sequence[str]) -> None:
        super().__init__(message)
        value = SEPARATOR.join(cells)
        shown = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}..."
        says_value = repr(value) in message
        self.problem = Problem(field=columns, message=message, value=None if says_value else shown)


Apply = Callable[[Row, Document, list[Problem]], None]


class CompiledRule(NamedTuple):
    """A rule for a *field*: the *places* of its cells, and the function that applies it to a row.

    *is_plain* says that the value is what the one cell says, as it stands there.
    """

    field: str
    places: tuple[int, ...]
    apply: Apply
    is_plain: bool


_MERGED = "count"  # a part of a row whose value is several keys of it


def compile_rules(
    reading: Reading, columns: Mapping[str, Spot], codebook: Codebook, habits: Habits
) -> tuple[CompiledRule, ...]:
    """Return each rule, compiled; *columns* says where each column stands.

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
        apply = _value_rule(rule.field, sources[""]) if "" in sources else _row_rule(rule, sources, separator)
        places = [place for source in sources.values() for place in source.places if place is not None]
        is_plain = len(places) == 1 and "" in sources and _is_plain(sources[""])
        compiled.append(CompiledRule(rule.field, tuple(places), apply, is_plain))
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
    return Source(part, name, places, read, frozenset(reading.blanks), reading.is_exact)


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


def _is_plain(source: Source) -> bool:
    return source.is_exact and source.read is read_text and source.part.constant is None


def _value_rule(field: str, source: Source) -> Apply:
    *above, last = field.split(".")
    single = source.places[0] if len(source.places) == 1 else None
    is_count = field in {"killed", "injured"}

    def apply(row: Row, document: Document, problems: list[Problem]) -> None:
        if single is not None and not row[single]:
            return  # most cells of most files say nothing
        try:
            value = source.value(source.cells(row))
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


def _row_rule(rule: Rule, sources: Mapping[str, Source], separator: re.Pattern[str] | None) -> Apply:
    lead = next(iter(sources))
    has_codes = sources[lead].part.codes is not None
    places = [place for source in sources.values() for place in source.places if place is not None]
    is_constant = sources[lead].part.constant is not None

    def apply(row: Row, document: Document, problems: list[Problem]) -> None:
        if not is_constant and not any(row[place] for place in places):
            return
        try:
            read = [
                {key: source.value(cells[key]) for key, source in sources.items()}
                for cells in _items(separator, sources, row)
            ]
        except Misread as error:
            problems.append(error.problem)
            return
        for values in read:
            if values[lead] is None:
                continue
            rows = document.setdefault(rule.field, [])
            if not has_codes or _flat(values) not in rows:  # two codes of theirs may be one of ours
                rows.append(_flat(values))

    return apply


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
