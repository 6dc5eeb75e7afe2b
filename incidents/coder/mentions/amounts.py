"""The arithmetic of English number words: "a hundred and ten" is 110, "1.2 million" is 1,200,000.

Reads one amount that is already known to be one; ``numbers`` finds them in a sentence.
"""

from __future__ import annotations

import re

_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_LARGE = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}

_small, _large = "|".join(sorted(_SMALL, key=len, reverse=True)), "|".join(_LARGE)
DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}(?:\.\d{{1,3}}(?=[ ](?:thousand|million)\b))?)(?:[ ](?:{_large})\b){{0,2}}"
)
"""A pattern for digits, with "thousand" and the like behind them."""
_below_hundred = rf"(?:{_small})(?:[ -](?<=ty[ -])(?:{_small}))?\b"
_one_large = rf"(?:half[ ])?an?[ ](?:{_large})\b"
_more = rf"(?:[ ]|-)(?:{_large})\b|(?:(?<=hundred)|(?<=thousand)|(?<=million)),?[ ](?:and[ ])?{_below_hundred}"
WORDS = rf"(?:{_one_large}|{_below_hundred})(?:{_more}){{0,8}}"
"""A pattern for an amount in words; "and" joins only what follows a hundred, a thousand or a million."""
NAMED = frozenset({*_SMALL, *_LARGE})
"""The words of which an amount in words has at least one."""
_PIECE = re.compile(r"half|\d[\d,]*(?:\.\d+)?|[a-z]+")


def read_amount(written: str) -> int:
    """The number that *written* says; *written* matches DIGITS or WORDS in full."""
    total, current = 0, 0.0
    pieces = _PIECE.findall(written.lower())
    for piece in pieces:
        if piece[0].isdigit():
            current = float(piece.replace(",", ""))
        elif piece in _SMALL:
            current += _SMALL[piece]
        elif piece in _LARGE:
            current = (current or 1) * _LARGE[piece]
            if _LARGE[piece] >= 1_000:
                total, current = total + round(current), 0.0
    amount = total + round(current)
    return amount // 2 if pieces[0] == "half" else amount
