"""Profiles of the codebook as layouts of files: their columns, kinds of values, documentation and coverage.

The kinds are for formats that have types: Parquet, GeoPackage, a table schema. ``docs/data-dictionary.md`` is generated
by ``data_dictionary``. ``explain`` counts what a layout cannot say of events: columns that stay blank, fields without a
column, and events that it leaves out. Writes no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.names import Names
from incidents.codebook.profiles import Column, Profile
from incidents.domain.documents import Document
from incidents.domain.events import Record
from incidents.errors import BadUsage, UnknownTerm
from incidents.exchange.derived import FIELDS
from incidents.exchange.documents import write_record
from incidents.exchange.rows import compile_cells, compile_reason, follow

NATIVE = "native"
"""The profile that holds all that a flat row can hold of an event."""
TEXT, INTEGER, NUMBER, BOOLEAN, DATE, DATETIME = "text", "integer", "number", "boolean", "date", "datetime"

_OF_FIELD = {kind: kind for kind in (INTEGER, NUMBER, BOOLEAN, DATE, DATETIME)}
# Conversions whose cell is of another kind than the field; every other one but "keep" makes a text.
_OF_CONVERSION = {"decimals": NUMBER, "lowest_or_zero": INTEGER, "unix_time": INTEGER, "year": INTEGER}


def find_profile(codebook: Codebook, name: str, columns: Iterable[str] = ()) -> Profile:
    """Return the profile *name*, with only *columns* if there are any.

    Raises UnknownTerm for an unknown profile or column, BadUsage for a profile that files are only read by.
    """
    profile = codebook.profile(name)
    if not profile.columns:
        raise BadUsage(f"the layout {name!r} is only read", mend="export in another, such as: --profile native")
    return choose_columns(profile, columns) if columns else profile


def choose_columns(profile: Profile, names: Iterable[str]) -> Profile:
    """Return *profile* with only the columns *names*, in that order. Raises UnknownTerm for unknown ones."""
    columns = Names(
        ((column.name, column) for column in profile.columns), kind="column", label=lambda column: column.name
    )
    asked = tuple(names)
    unknown = [name for name in asked if columns.get(name) is None]
    if unknown:
        raise _refusal(unknown, columns, profile)
    return replace(profile, columns=tuple(dict.fromkeys(columns.find(name) for name in asked)))


def _refusal(unknown: Sequence[str], columns: Names[Column], profile: Profile) -> BadUsage:
    """Return one error for all names that are no column, a line each, with the columns that there are."""
    mend = f"its columns: {', '.join(column.name for column in profile.columns)}"
    errors = [UnknownTerm(name, kind="column", near=columns.near(name), mend=mend) for name in unknown]
    return errors[0] if len(errors) == 1 else BadUsage("\n".join(error.what for error in errors), mend=mend)


def kinds_of(profile: Profile, *, codebook: Codebook) -> tuple[str, ...]:
    """Return the kind of each column of *profile*, in order: text, integer, number, boolean, date or datetime."""
    fields = {field.name: field for field in codebook.fields}
    return tuple(_kind(column, fields, codebook) for column in profile.columns)


def kind_of_field(field: Field) -> str:
    """Return the kind of a cell that holds the value of *field* as it is; codes and lists are texts."""
    return _OF_FIELD.get(field.type, TEXT)


def _kind(column: Column, fields: Mapping[str, Field], codebook: Codebook) -> str:
    name, *arguments = (column.conversion or "keep").split(" ")
    if name in _OF_CONVERSION:
        return _OF_CONVERSION[name]
    if name == "attribute":
        return _kind_of_attribute(*arguments, codebook=codebook)
    field = fields.get(column.source or "")
    return TEXT if name != "keep" or field is None else kind_of_field(field)


def _kind_of_attribute(vocabulary: str, name: str, *, codebook: Codebook) -> str:
    attributes = codebook.vocabulary(vocabulary).attributes
    return next((INTEGER for each in attributes if each.name == name and each.type == INTEGER), TEXT)


# Not of the event: words and shades of its reports, and what "claims" says at greater length.
_LEFT_ASIDE = ("evidence", "confidence", "main", "claim", "alternatives")
_CONTAINERS = frozenset({"group", "rows", "mapping"})


@dataclass(slots=True, kw_only=True)
class Explanation:
    """*blank* are columns that are always so; *reasons* why an event is left out, *left_out* how often each was.

    *lost* maps each field that no column says to the number of events that have a value in it.
    """

    profile: Profile
    blank: tuple[str, ...]
    reasons: tuple[str, ...]
    lost: dict[str, int]
    events: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def explain(
    records: Iterable[Record], profile: Profile, codebook: Codebook, *, note: Callable[[str, str], object]
) -> Explanation:
    """Count what *profile* cannot say of *records*; *note* is called with each event left out and the reason."""
    explanation = Explanation(
        profile=profile,
        blank=tuple(column.name for column in profile.columns if column.source is None and column.constant is None),
        reasons=tuple(dict.fromkeys(column.needed for column in profile.columns if column.needed is not None)),
        lost=dict.fromkeys(_unsaid(profile, codebook), 0),
    )
    make_cells, find_reason = compile_cells(profile.columns, profile, codebook), compile_reason(profile)
    for document in map(write_record, records):
        explanation.events += 1
        for name in explanation.lost:
            explanation.lost[name] += _has_value(document, name.split("."))
        reason = find_reason(make_cells(document))
        if reason is not None:
            explanation.left_out[reason] += 1
            note(document["event_id"], reason)
    return explanation


def _unsaid(profile: Profile, codebook: Codebook) -> Iterator[str]:
    """Yield the fields of an event that no column takes its value from, itself or with the whole that it is part of."""
    sources = {column.source for column in profile.columns if column.source}
    said = {name for each in sources for name in (FIELDS[each].says if each in FIELDS else (each,))}
    for each in codebook.fields:
        if each.kind == "event" and each.type not in _CONTAINERS and each.name.split(".")[0] not in _LEFT_ASIDE:
            wholes = {each.name, each.name.partition(".")[0]}
            if not wholes & said and not (each.name.startswith("claims") and any(s.startswith("claim") for s in said)):
                yield each.name


def _has_value(document: Document, keys: Sequence[str]) -> bool:
    value: Any = follow(document, keys)
    values = value if isinstance(value, list) else [value]
    return any(each is not None and each != "not mentioned" for each in values)


_HEAD = """\
# Data dictionary

What each column of an exported file means. Generated from `schema/profiles/`; edit those files, not this one.

Files are CSV in UTF-8, with commas, a header and LF line ends. Dates are ISO 8601, coordinates WGS84. A text that a
spreadsheet would take for a formula has an apostrophe in front.
"""


def data_dictionary(profiles: Iterable[Profile]) -> str:
    """Return the whole page, one section for each of *profiles*."""
    return "\n".join([_HEAD, *(_describe(profile) for profile in profiles)])


def _describe(profile: Profile) -> str:
    rows = "".join(_describe_column(number, column) for number, column in enumerate(profile.columns, start=1))
    return f"""\
## {profile.label} (`{profile.name}`)

{profile.definition}

|   | column | meaning | field | conversion |
|---|---|---|---|---|
{rows}"""


def _describe_column(number: int, column: Column) -> str:
    meaning = column.description
    if column.needed is not None:
        meaning += f" An event is left out when {column.needed}."
    cells = (str(number), _code(column.name), meaning, _code(column.source), _code(column.conversion))
    return f"| {' | '.join(_escape(cell) for cell in cells)} |\n"


def _code(text: str | None) -> str:
    return "" if text is None else f"`{text}`"


def _escape(cell: str) -> str:
    return cell.replace("|", r"\|")
