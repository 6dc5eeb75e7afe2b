"""The data dictionary: what each column of a layout means, as Markdown, from the profile that writes the column.

``docs/data-dictionary.md`` is this for the layouts of files; a test compares the two. Does not write it.
"""

from __future__ import annotations

from collections.abc import Iterable

from incidents.codebook.profiles import Column, Profile

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
