"""A number with the people it counts: "five Lebanese army soldiers", "18 rural activists", "two Malians".

Reads on from the number; people without one are for ``uncounted``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from incidents.coder.mentions.casualties.nouns import is_genitive, is_surely_plural, makes_compound
from incidents.coder.mentions.casualties.pieces import MORE, NAME, NOUN, NUMBERED, OF, THING, WORD, Chunk
from incidents.domain.documents import EVERYONE

_GENERIC = {EVERYONE, "fighters"}
"""Groups of words such as "members of", which say less than what follows them."""
_WITHIN = {WORD, NAME, NUMBERED, NOUN, THING, "v"}
"""What may stand between a number and the people it counts."""
LONGEST_UNKNOWN = 4
"""How many words a noun that no list holds may have, with what stands before it."""
LONGEST_PHRASE = 6
"""How many words may stand between a number and the people it counts."""


def read_counted(text: str, pieces: Sequence[Chunk], at: int) -> tuple[Chunk, int]:
    """The number at *at* with the people it counts, and where to read on; a plain word when it counts things."""
    phrase = _read_phrase(text, pieces, at)
    if phrase.is_thing:
        return pieces[at]._replace(symbol=WORD), at + 1
    whole = pieces[at]._replace(end=pieces[phrase.end - 1].end, group=phrase.group, is_more=phrase.is_more)
    return whole, phrase.end


class _Phrase(NamedTuple):
    """What follows a number: up to the piece before *end*."""

    end: int
    group: str = EVERYONE
    is_more: bool = False
    is_thing: bool = False


def _read_phrase(text: str, pieces: Sequence[Chunk], at: int) -> _Phrase:
    phrase, has_head, step = _Phrase(_unknown_noun(text, pieces, at + 1)), False, at + 1
    while step < len(pieces) and step - at <= LONGEST_PHRASE:
        piece = pieces[step]
        if piece.symbol == THING and not has_head and not _is_noun(pieces, step + 1):
            return phrase._replace(is_thing=True)
        if piece.symbol == MORE:
            phrase = phrase._replace(end=step + 1, is_more=True)
        elif piece.symbol == NOUN and not is_genitive(text, piece):
            phrase = phrase._replace(end=step + 1, group=piece.group)
            has_head = not text.endswith(" of", piece.start, piece.end)
        elif (piece.symbol == OF and (not has_head or phrase.group in _GENERIC)) or (
            has_head and _leads_to_noun(text, pieces, step)
        ):
            has_head = False
        elif not has_head and (_joins_names(text, pieces, step) or (step == at + 2 and _joins_kinds(pieces, step))):
            pass
        elif (has_head and not _is_kind(text, pieces, step)) or piece.symbol not in _WITHIN:
            break
        step += 1
    return phrase


def _joins_names(text: str, pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "and" of "60 Boko Haram and Islamic State insurgents": names on both sides, then whose they are."""
    before, after = pieces[at - 1], pieces[at + 1 : at + 2]
    if pieces[at].symbol != "&" or before.symbol != NAME or text.endswith("s", before.start, before.end):
        return False
    rest = (piece.symbol for piece in pieces[at + 1 :])
    return bool(after) and after[0].symbol == NAME and next(symbol for symbol in (*rest, "") if symbol != NAME) == NOUN


def _goes_on(text: str, pieces: Sequence[Chunk], at: int, phrase: _Phrase, *, has_head: bool) -> bool:
    """True where the noun of *phrase*, if it has one, was not the last: "members of the police", "GHF workers"."""
    if pieces[at].symbol == OF:
        return not has_head or phrase.group in _GENERIC
    return has_head and _leads_to_noun(text, pieces, at)


def _leads_to_noun(text: str, pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "GHF" of "eight Palestinian GHF workers": names between people of no sure number and a noun."""
    if pieces[at].symbol != NAME or is_surely_plural(text, pieces[at - 1]):
        return False
    return next((piece.symbol for piece in pieces[at:] if piece.symbol != NAME), "") == NOUN


def _is_kind(text: str, pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "army" of "five Lebanese army soldiers": a word between people of no sure number and a noun."""
    before, piece = pieces[at - 1], pieces[at]
    return before.symbol == NOUN and _is_noun(pieces, at + 1) and makes_compound(text, before, piece)


def _joins_kinds(pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "and" of "two suicide and gun attacks": a word on both sides, then the thing that is counted."""
    symbols = [piece.symbol for piece in pieces[at - 1 : at + 3]]
    return symbols == [WORD, "&", WORD, THING]


def _is_noun(pieces: Sequence[Chunk], at: int) -> bool:
    """True for people right behind a thing: "two village elders" are no villages."""
    return at < len(pieces) and pieces[at].symbol == NOUN


def _unknown_noun(text: str, pieces: Sequence[Chunk], at: int) -> int:
    """Where a noun that no list holds ends, after a number: a plural ("18 rural activists") or a name ("two Malians").

    The plural may have words before it, but must stand before something that is no plain word.
    """
    step = at
    while step < min(len(pieces), at + LONGEST_UNKNOWN) and pieces[step].symbol in {WORD, NAME}:
        is_last = step + 1 == len(pieces) or pieces[step + 1].symbol not in {WORD, NAME, NOUN, THING}
        if _ends_in_s(text, pieces[step]) and (step == at or is_last):
            return step + 1
        step += 1
    return at + 1 if at < len(pieces) and pieces[at].symbol == NAME else at


def _ends_in_s(text: str, piece: Chunk) -> bool:
    return piece.symbol == WORD and text.endswith("s", piece.start, piece.end)
