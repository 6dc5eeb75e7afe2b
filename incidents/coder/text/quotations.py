"""Which stretches of a text are somebody's spoken words, in double quotation marks.

What is said there may be rhetoric: it tells how many died, but a weapon named in a speech is one of the event only
where the report itself names none.
Short quotations ("sharp tool") are words chosen by the reporter and do not count.
"""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"\u201c\u201f]([^\"\u201c\u201d\n]*)(?:[\"\u201d]|\n|\Z)")
_LONG = 25  # characters


def find_quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the longer quotations of *text*; one left open ends with its paragraph."""
    return tuple(found.span(1) for found in _QUOTED.finditer(text) if len(found[1]) >= _LONG)


def is_quoted(start: int, end: int, quotations: tuple[tuple[int, int], ...]) -> bool:
    """True when ``text[start:end]`` lies inside one of *quotations*."""
    return any(begin <= start and end <= finish for begin, finish in quotations)
