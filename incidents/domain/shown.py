"""Text from outside made safe to show: an article may hold what moves a cursor or turns the direction of a line.

Knows no terminal and no page; letter stands for letter, so that offsets into a text hold for what is shown of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}  # Unicode's pictures of control characters
_HIDDEN = (
    range(0x80, 0xA0),
    range(0x200E, 0x2010),
    range(0x202A, 0x202F),
    range(0x2066, 0x206A),
    range(0xD800, 0xE000),
)


def hidden() -> Iterator[int]:
    """The codes of letters that are not seen, or turn what is."""
    return chain.from_iterable(_HIDDEN)


def clean(text: str) -> str:
    """*text* with control characters, direction overrides and lone surrogates made visible; newlines stay."""
    return text.translate(_visible())


@cache
def _visible() -> Mapping[int, int | str]:
    """What stands for each letter that is not shown; made when there is something to show."""
    return {**_PICTURES, **dict.fromkeys(hidden(), 0xFFFD), ord("\n"): "\n", ord("\t"): " "}


def flat(text: str) -> str:
    """*text* on one line: every run of white space is one space, and nothing in it can move the cursor."""
    return clean(" ".join(text.split()))


def count_of(number: int, noun: str, many: str | None = None) -> str:
    """So many of them: "1 error", "2,000 errors", and with *many* "2 countries"."""
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"
