"""A file decoded piece by piece, strictly: all that comes before what cannot be decoded is read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO


def read_texts(file: BinaryIO, encoding: str, size: int) -> Iterator[str]:
    """The text of *file*, so many bytes at a time.

    Raises UnicodeError where a line cannot be decoded, and LookupError for what is no encoding of texts.
    """
    "".encode(encoding)
    decoder = codecs.getincrementaldecoder(encoding)()
    while piece := file.read(size):
        before = decoder.getstate()
        try:
            text = decoder.decode(piece)
        except UnicodeError:
            decoder.setstate(before)
            yield from map(decoder.decode, piece.splitlines(keepends=True))  # as far as it goes
        else:
            yield text
    yield decoder.decode(b"", final=True)
