"""The cells of one event under a profile, made of its document. Knows no record and no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.codebook.matching import Names
from incidents.codebook.model import Column, Profile
from incidents.domain.summing import Document
from incidents.errors import BadCodebook, BadUsage, UnknownTerm
from incidents.exchange import derived
from incidents.exchange.conversions import Cell, compile_conversion

Row = tuple[Cell, ...]
Read = Callable[[Document], Any]


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


def compile_cells(columns: Iterable[Column], profile: Profile, codebook: Definitions) -> Callable[[Document], Row]:
    """The function that makes the cells of *columns*, some of *profile*, blank ones too.

    Of the document only the sources of the columns need be there, or what they are computed from.
    """
    read_cells = [_compile(column, profile, codebook) for column in columns]
    return lambda document: tuple([read(document) for read in read_cells])


def _compile(column: Column, profile: Profile, codebook: Definitions) -> Read:
    """The function that yields the column's cell; BadCodebook names the column that makes no sense."""
    if column.source is None:
        return lambda _document: column.constant
    try:
        convert = compile_conversion(column.conversion or "keep", codebook)
    except BadCodebook as error:
        raise BadCodebook(f"schema/profiles/{profile.name}.toml: columns[{column.name}]: {error.what}") from None
    value = _reader(column.source, codebook)
    if column.conversion in {None, "keep"}:
        return value
    return lambda document: convert(value(document))


def _reader(source: str, codebook: Definitions) -> Read:
    if source in derived.FROM:
        derive = derived.find(source)
        return lambda document: derive(document, codebook)
    keys = source.split(".")
    if len(keys) == 1:
        return lambda document: document[source]
    return lambda document: follow(document, keys)


def follow(value: Any, keys: Sequence[str]) -> Any:  # noqa: ANN401 - as wide as JSON
    """The value at the end of a path; a list on the way gives the list of what is in each of its rows."""
    for key in keys:
        value = [row[key] for row in value] if isinstance(value, list) else value[key]
    return value
