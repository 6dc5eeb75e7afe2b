"""Which texts share their words, told from 128 numbers a text: MinHash over runs of three words.

Two texts agree in about as many of the numbers as their runs of words overlap (Broder 1997). Own code, because it is
forty lines, and numpy takes longer to import than a fingerprint to make. The same text gives the same numbers on every
machine. Knows no database.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

NUMBERS = 128
RUN = 3  # words
BAND = 2  # numbers that must agree for two texts to be compared at all
BANDS = 32
_WORD = re.compile(r"\w+")
_DIGITS = 8  # hexadecimal, of one number


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """*numbers* are 128 of 32 bits; *size* is how many different runs of words the text has."""

    numbers: tuple[int, ...]
    size: int

    def write(self) -> str:
        """The numbers as hexadecimal digits."""
        return "".join(f"{number:0{_DIGITS}x}" for number in self.numbers)

    def bands(self) -> Iterator[int]:
        """Numbers of which two texts that are near-duplicates almost always have one in common."""
        for band in range(BANDS):
            values = self.numbers[band * BAND : (band + 1) * BAND]
            yield band << 32 | crc32(b"".join(value.to_bytes(4, "big") for value in values))


def read_fingerprint(digits: str, size: int) -> Fingerprint:
    """The fingerprint that ``write`` wrote."""
    numbers = (int(digits[start : start + _DIGITS], 16) for start in range(0, len(digits), _DIGITS))
    return Fingerprint(tuple(numbers), size)


def take_fingerprint(text: str) -> Fingerprint | None:
    """The fingerprint of *text*; None for fewer words than make a run, of which nothing can be said."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    if not runs:
        return None
    return Fingerprint(tuple(map(min, zip(*map(_scatter, runs), strict=True))), len(runs))


def overlap(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the shorter text the longer one holds, 0 to 1, estimated from how much of both together they share.

    A wire story and its first half overlap wholly, though half of the runs of words of both are in one only.
    """
    shared = sum(mine == theirs for mine, theirs in zip(one.numbers, other.numbers, strict=True)) / NUMBERS
    common = shared * (one.size + other.size) / (1 + shared)
    return min(1.0, common / min(one.size, other.size))


def _scatter(run: str) -> tuple[int, ...]:
    """128 numbers of 32 bits for one run of words, each as good as random, the same ones every time."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which reading events can do without

    return struct.unpack(f">{NUMBERS}I", hashlib.shake_128(run.encode("utf-8", "replace")).digest(4 * NUMBERS))
