"""Compile the rules of a reading for one header: from the cells of a row to parts of an event document.

A rule reports what is wrong with the column and value of the file and goes on, so that all problems of a row are told
together. ``reader`` builds the event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Codes, Part, Reading, Rule
from incidents.domain.documents import Document
from incidents.domain.problems import Problem
from incidents.domain.text import count_of
from incidents.errors import BadCodebook, BadUsage, UnknownTerm
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.readers.conversions import Lookup, Read, compile_reading, read_text
from incidents.exchange.readers.sheets import Cells

Row = Cells | Mapping[int, str]  # the cells of a row by their places, all of them or some
_LONGEST_SHOWN = 60
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})  # as workbooks say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How a table is written: by columns of the profile, what its *codes* mean, and the *separators* of its lists.

    *is_day_first* says how 03/04/2021 is meant; None if unknown, and then such a date is refused.
    """

    codes: Mapping[str, Codes] = field(default_factory=dict)
    separators: Mapping[str, str] = field(default_factory=dict)
    is_day_first: bool | None = None


NO_CONVENTIONS = Conventions()


class ColumnPlace(NamedTuple):
    """The *place* of a column of the profile in the file, and its *name* there."""

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
        """Return the part's cells of *row*, blank ones empty."""
        if len(self.places) == 1 and self.places[0] is not None:
            return (self.clean(row[self.places[0]]),)
        return tuple("" if place is None else self.clean(row[place]) for place in self.places)

    def clean(self, cell: str) -> str:
        """Return *cell*, empty if it says nothing."""
        if self.is_exact:
            return cell
        text = cell.strip()
        return "" if text in self.blanks else text

    def value(self, cells: Sequence[str]) -> Any:  # noqa: ANN401 - as wide as a document's values
        """Return the value of *cells*, None if they are blank. Raises Misread."""
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
        """Return the error for *cells*, showing those that are in the file."""
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
    """A compiled rule for a *field*: the *places* of its cells, and the function that applies it to a row.

    *is_plain* says that the value is the text of its one cell, unchanged.
    """

    field: str
    places: tuple[int, ...]
    apply: Apply
    is_plain: bool


_MERGED = "count"  # a part of a row whose value is several keys of it


def compile_rules(
    reading: Reading, columns: Mapping[str, ColumnPlace], codebook: Codebook, conventions: Conventions
) -> tuple[CompiledRule, ...]:
    """Return each rule, compiled; *columns* says where each column stands.

    Rules of which the file has no column are left out. Raises BadCodebook for a conversion that does not exist.
    """
    fields = {field.name: field for field in codebook.fields}
    _refuse_unknown(reading, fields, codebook, conventions.codes)
    compiled = []
    for rule in reading.rules:
        if rule.columns and not any(column in columns for column in rule.columns):
            continue
        sources = {
            key: _compile(part, _field_of(rule, key, fields), reading, columns, codebook, conventions)
            for key, part in rule.parts.items()
        }
        separator = _find_separator(rule, conventions)
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
            code
            for name in vocabularies
            if name
            for code in _own_codes({column: codes}, (column,), name, codebook).values()
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
    columns: Mapping[str, ColumnPlace],
    codebook: Codebook,
    conventions: Conventions,
) -> Source:
    try:
        read = compile_reading(part.conversion, field, codebook, is_day_first=conventions.is_day_first)
    except BadCodebook as error:
        raise BadCodebook(f"reading of {', '.join(part.columns)}: {error.what}") from None
    own = (
        {}
        if field is None or field.vocabulary is None
        else _own_codes(conventions.codes, part.columns, field.vocabulary, codebook)
    )
    if part.codes is not None or own:
        table = reading.codes[part.codes] if part.codes is not None else {}
        read = Lookup(table, own, fallback=read if part.codes is None or part.conversion is not None else None)
    places = tuple(columns[column].place if column in columns else None for column in part.columns)
    name = ", ".join(columns[column].name for column in part.columns if column in columns) or ", ".join(part.columns)
    return Source(part, name, places, read, frozenset(reading.blanks), reading.is_exact)


def _find_separator(rule: Rule, conventions: Conventions) -> re.Pattern[str] | None:
    """Return what separates the values of a list: any of the table's own separators, else the rule's."""
    if rule.split is None:
        return None
    own = next((conventions.separators[column] for column in rule.columns if column in conventions.separators), None)
    return re.compile(re.escape(rule.split) if own is None else f"[{re.escape(own)}]")


def _own_codes(
    overrides: Mapping[str, Codes], columns: Sequence[str], vocabulary: str, codebook: Codebook
) -> dict[str, str]:
    """Return those of the user's codes for *columns* that a field of that vocabulary can have."""
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
    """Return a row of the document, in which a count among *values* becomes several keys."""
    count = values.get(_MERGED) or {}
    return {key: value for key, value in values.items() if key != _MERGED} | dict(count)


def _items(
    separator: re.Pattern[str] | None, sources: Mapping[str, Source], row: Row
) -> Iterator[Mapping[str, Sequence[str]]]:
    """Yield the cells of each row that *row* holds: one, or as many as its lists are long."""
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
    """Return the parts whose cells are aligned lists: the lead, and all that are not looked up for the whole row."""
    lead = next(iter(sources))
    return [key for key, source in sources.items() if key == lead or (source.part.columns and not source.part.codes)]


def _split(separator: re.Pattern[str], source: Source, cell: str) -> list[str]:
    return [source.clean(item) for item in separator.split(cell)] if cell else []
