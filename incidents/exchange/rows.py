"""One row of cells per record, under a profile; or the reason why the layout cannot say the event.

Does not write files: the formats do. Holds one record at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from incidents.codebook.definitions import Definitions
from incidents.codebook.matching import Names
from incidents.codebook.model import Column, Profile
from incidents.domain.document import Document
from incidents.domain.event import Record
from incidents.errors import BadCodebook, BadUsage, UnknownTerm
from incidents.exchange import derived
from incidents.exchange.conversions import Cell, compile_conversion
from incidents.exchange.records import write_record

Row = tuple[Cell, ...]
Read = Callable[[Record, Document], Any]


class Skipped(NamedTuple):
    """An event that the layout cannot say, and why."""

    event_id: str
    reason: str


class Report:
    """What an export did: how many events were *written*, and which were *skipped*. Filled while it runs."""

    def __init__(self) -> None:
        self.written = 0
        self.skipped: list[Skipped] = []


def choose(profile: Profile, names: Iterable[str]) -> Profile:
    """*profile* with only the columns that *names* ask for, in that order; UnknownTerm names every unknown one."""
    columns = Names(
        ((column.name, column) for column in profile.columns), kind="column", label=lambda column: column.name
    )
    asked = tuple(names)
    unknown = [name for name in asked if columns.get(name) is None]
    if unknown:
        raise _refusal(unknown, columns, profile)
    return profile._replace(columns=tuple(dict.fromkeys(columns.find(name) for name in asked)))


def _refusal(unknown: Sequence[str], columns: Names[Column], profile: Profile) -> BadUsage:
    """One error for every name that is no column, a line each, and the columns that there are."""
    mend = f"its columns: {', '.join(column.name for column in profile.columns)}"
    errors = [UnknownTerm(name, kind="column", near=columns.near(name), mend=mend) for name in unknown]
    return errors[0] if len(errors) == 1 else BadUsage("\n".join(error.what for error in errors), mend=mend)


def make_rows(
    records: Iterable[Record], profile: Profile, *, codebook: Definitions, report: Report
) -> Iterator[tuple[Record, Row]]:
    """Each record that the layout can say, with its cells in the order of the profile; *report* counts along."""
    make_cells = compile_columns(profile, codebook)
    needed = [(place, column.needed) for place, column in enumerate(profile.columns) if column.needed is not None]
    for record in records:
        row = make_cells(record)
        reason = next((reason for place, reason in needed if row[place] is None), None)
        if reason is None:
            report.written += 1
            yield record, row
        else:
            report.skipped.append(Skipped(record.event_id, reason))


def compile_columns(profile: Profile, codebook: Definitions) -> Callable[[Record], Row]:
    """The function that makes a record's cells in the order of the profile, blank ones too."""
    make_cells = compile_cells(profile, codebook)
    is_derived = all(column.source is None or column.source in derived.FIELDS for column in profile.columns)
    return lambda record: make_cells(record, {} if is_derived else write_record(record))


def compile_cells(profile: Profile, codebook: Definitions) -> Callable[[Record, Document], Row]:
    """As ``compile_columns``, given the record's document, of which only the sources of the columns need be there."""
    read_cells = [_compile(column, profile, codebook) for column in profile.columns]
    return lambda record, document: tuple([read(record, document) for read in read_cells])


def _compile(column: Column, profile: Profile, codebook: Definitions) -> Read:
    """The function that yields the column's cell; BadCodebook names the column that makes no sense."""
    if column.source is None:
        return lambda _record, _document: column.constant
    try:
        convert = compile_conversion(column.conversion or "keep", codebook)
    except BadCodebook as error:
        raise BadCodebook(f"schema/profiles/{profile.name}.toml: columns[{column.name}]: {error.what}") from None
    value = _reader(column.source, codebook)
    if column.conversion in {None, "keep"}:
        return value
    return lambda record, document: convert(value(record, document))


def _reader(source: str, codebook: Definitions) -> Read:
    if source in derived.FIELDS:
        derive = derived.FIELDS[source]
        return lambda record, _document: derive(record.event, codebook)
    keys = source.split(".")
    if len(keys) == 1:
        return lambda _record, document: document[source]
    return lambda _record, document: follow(document, keys)


def follow(value: Any, keys: Sequence[str]) -> Any:  # noqa: ANN401 - as wide as JSON
    """The value at the end of a path; a list on the way gives the list of what is in each of its rows."""
    for key in keys:
        value = [row[key] for row in value] if isinstance(value, list) else value[key]
    return value
