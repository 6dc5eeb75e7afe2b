"""A sentence as a row of chunks, each with a one-letter symbol: people, words of harm, and the small words between.

Puts the pieces of ``pieces`` together: a number with the people it counts (``counted``), a person with article and name
(``uncounted``). The row of symbols is what ``patterns`` reads. Does not say who was harmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.coder.mentions.casualties.counted import read_counted
from incidents.coder.mentions.casualties.pieces import MORE, NAME, NOUN, NUMBERED, THING, WORD, Chunk
from incidents.coder.mentions.casualties.uncounted import (
    DETERMINERS,
    read_alone,
    read_uncounted,
    read_unlisted,
    read_unlisted_object,
)
from incidents.coder.mentions.casualties.wording import ClauseWords

_OPENERS = {",", ";", "&"}
_KILLS = frozenset("adg")


def gather(text: str, pieces: Iterable[Chunk], words: ClauseWords) -> tuple[Chunk, ...]:
    """The chunks of *text* from left to right, put together from its *pieces* in any order."""
    return tuple(_gather(text, sorted(pieces, key=lambda piece: piece.start), words))


def _gather(text: str, pieces: Sequence[Chunk], words: ClauseWords) -> Iterator[Chunk]:
    row: list[Chunk] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], at + 1
        if piece.symbol == NUMBERED:
            piece, following = read_counted(text, pieces, at)
        elif piece.symbol == NOUN:
            piece, following = read_uncounted(text, pieces, at, row)
        elif piece.symbol == MORE:
            piece = read_alone(text, pieces, at)
        elif piece.symbol == WORD and (not row or _opens(text, row[-1], words)):
            piece, following = read_unlisted(text, pieces, at)
        elif piece.symbol == WORD and row[-1].symbol in _KILLS:
            piece, following = read_unlisted_object(text, pieces, at)
        if piece.symbol == NAME and row and row[-1].symbol == NAME:
            row[-1] = row[-1]._replace(end=piece.end)
        else:
            if piece.symbol == NUMBERED and row and _leads_number(text, row[-1]):
                lead = row.pop()
                piece = piece._replace(start=lead.start, is_more=piece.is_more or lead.symbol == MORE)
            row.append(piece)
        at = following
    return (chunk if chunk.symbol not in {THING, MORE, NOUN} else chunk._replace(symbol=WORD) for chunk in row)


def _opens(text: str, chunk: Chunk, words: ClauseWords) -> bool:
    """True for what a clause may begin after."""
    return chunk.symbol in _OPENERS or words.clause_after.fullmatch(text, chunk.start, chunk.end) is not None


def _leads_number(text: str, chunk: Chunk) -> bool:
    """True for "another" and "his" before a number."""
    return chunk.symbol == MORE or text[chunk.start : chunk.end].lower() in DETERMINERS
