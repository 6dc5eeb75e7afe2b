"""A sentence as a row of chunks, each with a one-letter symbol: people, words of harm, and the small words between.

Puts the pieces of ``pieces`` together: a number with the people it counts, a person with article and name.
The row of symbols is what ``patterns`` reads. Does not say who was harmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from incidents.coder.mentions.casualties.pieces import NAME, NUMBERED, ONE, PEOPLE, WORD, Chunk
from incidents.domain.harm import EVERYONE

_VERBS, _DOING, _AFTER_OBJECT = frozenset("bpdis"), frozenset("adgDE"), frozenset(",;r&l")
_NOUN, _THING, _MORE, _OF = "u", "t", "e", "o"
_PLURAL = re.compile(r"(?:[^s]s|men|people|children|police|wives|personnel|staff|youth|family|couple|crew)\Z")
_SURE_PLURAL = re.compile(r"(?:[^s]s|men|people|children|wives)\Z", re.IGNORECASE)
_MODIFIER = re.compile(
    r"who|whom|whose|that|which|\w+ing|\w+ed|\w+ly|shot|held|hit|struck|caught|seen|thrown|taken|known|driven|ran|went|fell"
    r"|was|just|too|late|early|earlier|later|yesterday|today|tonight|overnight|here|this|last|each|dead|not|is",
    re.IGNORECASE,
)
"""What may follow a person without making a compound of the two."""
_GENITIVE = re.compile(r"['\u2019]s\b|['\u2019](?=\s)")
_OPENERS, _INDEFINITE = {",", ";", "&"}, {"a", "an"}
_SEVERAL = {"others", "many"}
_SUBORDINATE = re.compile(r"after|before|when|while|where|because|as|until|that", re.IGNORECASE)
_SINGULAR = re.compile(r"is|was", re.IGNORECASE)
_DETERMINERS = {"a", "an", "the", "his", "her", "its", "their", "this"}
_GENERIC = {EVERYONE, "fighters"}
"""Groups of words such as "members of", which say less than what follows them."""
_WITHIN = {WORD, NAME, NUMBERED, _NOUN, _THING, "v"}
"""What may stand between a number and the people it counts."""
_LONGEST_UNKNOWN = 4
"""How many words a noun that no list holds may have, with what stands before it."""
_LONGEST_PHRASE = 6
"""How many words may stand between a number and the people it counts."""


def gather(text: str, pieces: Iterable[Chunk]) -> tuple[Chunk, ...]:
    """The chunks of *text* from left to right, put together from its *pieces* in any order."""
    return tuple(_gather(text, sorted(pieces, key=lambda piece: piece.start)))


def _gather(text: str, pieces: Sequence[Chunk]) -> Iterator[Chunk]:
    row: list[Chunk] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], at + 1
        if piece.symbol == NUMBERED:
            piece, following = _counted(text, pieces, at)
        elif piece.symbol == _NOUN:
            piece, following = _uncounted(text, pieces, at, row)
        elif piece.symbol == _MORE:
            piece = _alone(text, pieces, at)
        elif piece.symbol == WORD and (not row or _opens(text, row[-1])):
            piece, following = _unlisted(text, pieces, at)
        if piece.symbol == NAME and row and row[-1].symbol == NAME:
            row[-1] = row[-1]._replace(end=piece.end)
        else:
            if piece.symbol == NUMBERED and row and _leads_number(text, row[-1]):
                lead = row.pop()
                piece = piece._replace(start=lead.start, is_more=piece.is_more or lead.symbol == _MORE)
            row.append(piece)
        at = following
    return (chunk if chunk.symbol not in {_THING, _MORE, _NOUN} else chunk._replace(symbol=WORD) for chunk in row)


def _opens(text: str, chunk: Chunk) -> bool:
    """True for what a clause may begin after."""
    return chunk.symbol in _OPENERS or _SUBORDINATE.fullmatch(text, chunk.start, chunk.end) is not None


def _unlisted(text: str, pieces: Sequence[Chunk], at: int) -> tuple[Chunk, int]:
    """One person whom no list holds, at the head of a clause: "a tavern owner is killed", "a 15-year-old died"."""
    piece, step = pieces[at], at + 1
    if text[piece.start : piece.end].lower() not in _INDEFINITE:
        return piece, step
    while step < len(pieces) and step - at <= _LONGEST_UNKNOWN and pieces[step].symbol in {WORD, NAME}:
        step += 1
    following = "".join(each.symbol for each in pieces[step : step + 2])
    is_harmed = following == "bd" and _SINGULAR.fullmatch(text, pieces[step].start, pieces[step].end) is not None
    if step == at + 1 or not (is_harmed or following.startswith("i")):
        return piece, at + 1
    return piece._replace(symbol=ONE, end=pieces[step - 1].end), step


def _alone(text: str, pieces: Sequence[Chunk], at: int) -> Chunk:
    """Read "another", "a fourth" and "others" as people with a verb: "another was wounded", "injured another"."""
    piece = pieces[at]
    said = text[piece.start : piece.end].lower()
    following = [each.symbol for each in pieces[at + 1 : at + 3]]
    is_subject = following[:1] != [] and (following[0] in _VERBS or following == ["v", "d"])
    is_object = at > 0 and pieces[at - 1].symbol in _DOING and (not following or following[0] in _AFTER_OBJECT)
    if not (said in {"another", *_SEVERAL} or said.startswith("a ")) or not (is_subject or is_object):
        return piece
    return piece._replace(symbol=PEOPLE if said in _SEVERAL else ONE, is_more=True)


def _leads_number(text: str, chunk: Chunk) -> bool:
    """True for "another" and "his" before a number."""
    return chunk.symbol == _MORE or text[chunk.start : chunk.end].lower() in _DETERMINERS


def _counted(text: str, pieces: Sequence[Chunk], at: int) -> tuple[Chunk, int]:
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
    while step < len(pieces) and step - at <= _LONGEST_PHRASE:
        piece = pieces[step]
        if piece.symbol == _THING and not has_head and not _is_noun(pieces, step + 1):
            return phrase._replace(is_thing=True)
        if piece.symbol == _MORE:
            phrase = phrase._replace(end=step + 1, is_more=True)
        elif piece.symbol == _NOUN and _GENITIVE.match(text, piece.end) is None:
            phrase = phrase._replace(end=step + 1, group=piece.group)
            has_head = not text.endswith(" of", piece.start, piece.end)
        elif piece.symbol == _OF and (not has_head or phrase.group in _GENERIC):
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
    return bool(after) and after[0].symbol == NAME and next(symbol for symbol in (*rest, "") if symbol != NAME) == _NOUN


def _is_kind(text: str, pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "army" of "five Lebanese army soldiers": a word between people of no sure number and a noun."""
    if pieces[at].symbol != WORD or _SURE_PLURAL.search(text, 0, pieces[at - 1].end) or not _is_noun(pieces, at + 1):
        return False
    return pieces[at - 1].symbol == _NOUN and _MODIFIER.fullmatch(text, pieces[at].start, pieces[at].end) is None


def _joins_kinds(pieces: Sequence[Chunk], at: int) -> bool:
    """True for the "and" of "two suicide and gun attacks": a word on both sides, then the thing that is counted."""
    symbols = [piece.symbol for piece in pieces[at - 1 : at + 3]]
    return symbols == [WORD, "&", WORD, _THING]


def _is_noun(pieces: Sequence[Chunk], at: int) -> bool:
    """True for people right behind a thing: "two village elders" are no villages."""
    return at < len(pieces) and pieces[at].symbol == _NOUN


def _unknown_noun(text: str, pieces: Sequence[Chunk], at: int) -> int:
    """Where a noun that no list holds ends, after a number: a plural ("18 rural activists") or a name ("two Malians").

    The plural may have words before it, but must stand before something that is no plain word.
    """
    step = at
    while step < min(len(pieces), at + _LONGEST_UNKNOWN) and pieces[step].symbol in {WORD, NAME}:
        is_last = step + 1 == len(pieces) or pieces[step + 1].symbol not in {WORD, NAME, _NOUN, _THING}
        if _ends_in_s(text, pieces[step]) and (step == at or is_last):
            return step + 1
        step += 1
    return at + 1 if at < len(pieces) and pieces[at].symbol == NAME else at


def _ends_in_s(text: str, piece: Chunk) -> bool:
    return piece.symbol == WORD and text.endswith("s", piece.start, piece.end)


def _uncounted(text: str, pieces: Sequence[Chunk], at: int, row: list[Chunk]) -> tuple[Chunk, int]:
    """People without a number at *at*, with what belongs to them; takes their articles from the end of *row*."""
    last = at
    while last + 1 < len(pieces) and pieces[last + 1].symbol == _NOUN:
        last += 1
    noun = pieces[last]._replace(start=pieces[at].start)
    if _GENITIVE.match(text, noun.end) or _is_adjunct(text, pieces, last):
        return noun._replace(symbol=WORD), last + 1
    if _PLURAL.search(text[noun.start : noun.end].lower()):
        return noun._replace(symbol=PEOPLE), last + 1
    is_more = _take_article(text, row)
    start = noun.start if is_more is None else row.pop().start
    while last + 1 < len(pieces) and pieces[last + 1].symbol == NAME:
        last += 1
    one = noun._replace(symbol=ONE, start=start, end=pieces[last].end, is_more=bool(is_more))
    return one, last + 1


def _is_adjunct(text: str, pieces: Sequence[Chunk], at: int) -> bool:
    """True for the first of two nouns ("police operation", "student protest"), which names no person."""
    if at + 1 == len(pieces) or pieces[at + 1].symbol != WORD or _SURE_PLURAL.search(text, 0, pieces[at].end):
        return False
    following = text[pieces[at + 1].start : pieces[at + 1].end]
    return _MODIFIER.fullmatch(following) is None


def _take_article(text: str, row: list[Chunk]) -> bool | None:
    """Join an article, or a name, and the words after it at the end of *row*.

    True for "another", None when there is nothing to join.
    """
    for back in range(1, min(_LONGEST_PHRASE, len(row)) + 1):
        chunk = row[-back]
        if chunk.symbol == _MORE or text[chunk.start : chunk.end].lower() in _DETERMINERS:
            row[-back:] = [chunk]
            return chunk.symbol == _MORE
        if chunk.symbol not in {WORD, NAME}:
            break
    return False if row and row[-1].symbol == NAME else None
