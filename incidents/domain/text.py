"""Text from outside made safe to show, and blocks in place of erased words.

Each character stands for one character, so that offsets into a text hold for what is shown. Knows no terminal.
"""

from __future__ import annotations

import re
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


BLOCK = "\u2588"
ERASED = "[erased]"


def black_out(words: str) -> str:
    """*words* with a block for each letter, mark and space."""
    return BLOCK * len(words)


def whole_words(name: str) -> re.Pattern[str]:
    """What finds *name* where it stands as whole words, in any case. ValueError for what has no word."""
    words = re.findall(r"\w+", name)
    if not words:
        raise ValueError("no word")
    return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def show_erased(words: str) -> str:
    """*words* as they are shown: ``[erased]`` where nothing of them is left."""
    return ERASED if words and not words.strip(BLOCK) else words
