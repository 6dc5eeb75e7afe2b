"""People without a number: "the soldiers", "a tavern owner", "another", with their articles and names.

A number with the people it counts is for ``counted``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidents.coder.mentions.casualties.counted import LONGEST_PHRASE, LONGEST_UNKNOWN
from incidents.coder.mentions.casualties.nouns import is_genitive, is_plural, makes_compound
from incidents.coder.mentions.casualties.pieces import MORE, NAME, NOUN, ONE, PEOPLE, THING, WORD, Chunk

_VERBS, _DOING, _AFTER_OBJECT = frozenset("bpdis"), frozenset("adgDE"), frozenset(",;r&l")
_SEVERAL = {"others", "many"}
_INDEFINITE = {"a", "an"}
_SINGULAR = re.compile(r"is|was", re.IGNORECASE)
_JOINT = re.compile("&w?ub[bpv]*[dD]")
"""What follows the first of two who are harmed together: "and his bodyguard were shot"."""
_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee|ard)\Z")
"""How words end that say what somebody is or does."""
_NOUNS = {NOUN, THING}
DETERMINERS = {"a", "an", "the", "his", "her", "its", "their", "this"}


def read_uncounted(text: str, pieces: Sequence[Chunk], at: int, row: list[Chunk]) -> tuple[Chunk, int]:
    """People without a number at *at*, with what belongs to them; takes their articles from the end of *row*."""
    last = at
    while last + 1 < len(pieces) and pieces[last + 1].symbol == NOUN:
        last += 1
    noun = pieces[last]._replace(start=pieces[at].start)
    if is_genitive(text, noun) or (last + 1 < len(pieces) and makes_compound(text, noun, pieces[last + 1])):
        return noun._replace(symbol=WORD), last + 1
    if is_plural(text, noun):
        return noun._replace(symbol=PEOPLE), last + 1
    is_more = _take_article(text, row)
    start = noun.start if is_more is None else row.pop().start
    while last + 1 < len(pieces) and pieces[last + 1].symbol == NAME:
        last += 1
    one = noun._replace(symbol=ONE, start=start, end=pieces[last].end, is_more=bool(is_more))
    return one, last + 1


def _take_article(text: str, row: list[Chunk]) -> bool | None:
    """Join an article, or a name, and the words after it at the end of *row*.

    True for "another", None when there is nothing to join.
    """
    for back in range(1, min(LONGEST_PHRASE, len(row)) + 1):
        chunk = row[-back]
        if chunk.symbol == MORE or text[chunk.start : chunk.end].lower() in DETERMINERS:
            row[-back:] = [chunk]
            return chunk.symbol == MORE
        if chunk.symbol not in {WORD, NAME}:
            break
    return False if row and row[-1].symbol == NAME else None


def read_unlisted(text: str, pieces: Sequence[Chunk], at: int) -> tuple[Chunk, int]:
    """One person whom no list holds, at the head of a clause: "a tavern owner is killed", "a 15-year-old died"."""
    piece, step = pieces[at], _behind_unlisted(text, pieces, at)
    following = "".join(each.symbol for each in pieces[step : step + LONGEST_PHRASE])
    is_single = (
        following.startswith("bd") and _SINGULAR.fullmatch(text, pieces[step].start, pieces[step].end) is not None
    )
    is_harmed = is_single or following.startswith("i") or _JOINT.match(following) is not None
    if step == at + 1 or not is_harmed:
        return piece, at + 1
    return piece._replace(symbol=ONE, end=pieces[step - 1].end), step


def read_unlisted_object(text: str, pieces: Sequence[Chunk], at: int) -> tuple[Chunk, int]:
    """One person whom no list holds, whom somebody kills: "killed a Texan rancher"."""
    piece, step = pieces[at], _behind_unlisted(text, pieces, at)
    last = pieces[step - 1]
    is_followed = step < len(pieces) and pieces[step].symbol in _NOUNS
    if step == at + 1 or is_followed or _AGENT.search(text, last.start, last.end) is None:
        return piece, at + 1
    return piece._replace(symbol=ONE, end=last.end), step


def _behind_unlisted(text: str, pieces: Sequence[Chunk], at: int) -> int:
    """Where the plain words and names end that follow an article at *at*; right behind it where there is none."""
    step = at + 1
    if text[pieces[at].start : pieces[at].end].lower() not in _INDEFINITE:
        return step
    while step < len(pieces) and step - at <= LONGEST_UNKNOWN and pieces[step].symbol in {WORD, NAME}:
        step += 1
    return step


def read_alone(text: str, pieces: Sequence[Chunk], at: int) -> Chunk:
    """Read "another", "a fourth" and "others" as people with a verb: "another was wounded", "injured another"."""
    piece = pieces[at]
    said = text[piece.start : piece.end].lower()
    following = [each.symbol for each in pieces[at + 1 : at + 3]]
    is_subject = following[:1] != [] and (following[0] in _VERBS or following == ["v", "d"])
    is_object = at > 0 and pieces[at - 1].symbol in _DOING and (not following or following[0] in _AFTER_OBJECT)
    if not (said in {"another", *_SEVERAL} or said.startswith("a ")) or not (is_subject or is_object):
        return piece
    return piece._replace(symbol=PEOPLE if said in _SEVERAL else ONE, is_more=True)
