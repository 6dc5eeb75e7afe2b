"""The lines ``Title:``, ``Publisher:``, ``Scale:``, ``Date:``, ``URL:`` and ``Language:`` at the top of a text file.

Does not judge what they say beyond refusing a line that is given twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from incidents.errors import BadSource

_NAMES = {
    "title": "title",
    "headline": "title",
    "publisher": "publisher",
    "outlet": "publisher",
    "scale": "scale",
    "source scale": "scale",
    "source": "publisher",
    "date": "date",
    "published": "date",
    "published on": "date",
    "publication date": "date",
    "url": "url",
    "link": "url",
    "language": "language",
    "author": "author",
    "byline": "author",
}
_LINE = re.compile(rf"\s*({'|'.join(_NAMES)})\s*:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What stands behind the colon, None when nothing does, and the line's number in the file, from 1."""

    number: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Header:
    """The header *lines* by name (title, publisher, scale, date, url, language, author), and the *rest* below them."""

    lines: Mapping[str, HeaderLine]
    rest: str

    def get(self, name: str) -> str | None:
        """The value of the line *name*; None when it is absent or empty."""
        line = self.lines.get(name)
        return None if line is None else line.value


def read_header(text: str, *, source: str) -> Header:
    """The header of *text*: names in any order and case, blank lines between them allowed, up to the first other line.

    Raises BadSource, naming *source* and line, when two lines say the same thing twice.
    """
    lines = text.split("\n")
    header: dict[str, HeaderLine] = {}
    end = 0
    for number, line in enumerate(lines, start=1):
        found = _LINE.fullmatch(line)
        if found is None and line.strip():
            break
        if found is not None:
            name = _NAMES[" ".join(found[1].lower().split())]
            _refuse_twice(header, name, f"{source}, line {number}")
            header[name] = HeaderLine(number, " ".join(found[2].split()) or None)
            end = number
    return Header(header, "\n".join(lines[end:]).strip("\n"))


def _refuse_twice(header: Mapping[str, HeaderLine], name: str, where: str) -> None:
    if name in header:
        raise BadSource(
            f"{where}: a second {name} (the first is in line {header[name].number})", mend="keep one of them"
        )
