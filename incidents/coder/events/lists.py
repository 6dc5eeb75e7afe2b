"""The places of a list that one act is aimed at each: "strikes on A, B and C".

Makes no events of them: ``spread`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import is_spot, lie_apart
from incidents.coder.mentions.places.finding import COUNTRY, PlaceMention
from incidents.coder.text.lexicon import keyed

_TARGETED = frozenset({"airstrike", "shelling", "bombing", "suicide", "protest", "overtake", "gain", "attack", "clash"})
_INTERCEPT = "intercept"
_LINK = re.compile(
    r"\s*(?:,|,?\s+and|,?\s+as well as)\s+(?:(?:in|on|at)\s+)?(?:the\s+)?(?:(?:city|town|village|port) of\s+)?"
)
_GOES_ON = re.compile(r"(?:\s+[A-Z]\w+)?,?\s+(?:and\s|among\s+other)")
_SORTS = re.compile(r"(?:\s+[\w-]+){0,4}\s+(?:towns|cities|villages|communes|districts|provinces|states|regions) of\s+")
_WIDE = frozenset({"between", "across", "throughout"})
_ONE = frozenset({"a", "an", "one"})
_BEFORE = 3  # words


def listed(passage: Passage, kinds: frozenset[str]) -> list[PlaceMention]:
    """The places of a list that an act of *kinds* is aimed at, or the countries that stopped one each for itself."""
    for members in _lists(passage):
        if not lie_apart(members) or _is_one_act(passage):
            continue
        if (kinds & _TARGETED or is_separate(passage)) and _is_aimed(passage, members[0]):
            return members
        if _INTERCEPT in passage.kinds and members[0].start == passage.start and not _is_put(passage, members):
            return members
    return []


def _lists(passage: Passage) -> list[list[PlaceMention]]:
    """The lists of places of one kind with "and" before the last: "A, B and C", "A, B and a depot in C"."""
    places = [place for place in passage.reading.places if place.kind == COUNTRY or is_spot(place)]
    lists: list[list[PlaceMention]] = [[place] for place in places[:1]]
    for one, other in pairwise(places):
        is_next = _LINK.fullmatch(_between(passage, one.end, other.start)) is not None
        if is_next and (one.kind == COUNTRY) == (other.kind == COUNTRY):
            lists[-1].append(other)
        else:
            lists.append([other])
    return [members for members in lists if len(members) > 1 and _has_and(passage, members)]


def _has_and(passage: Passage, members: Sequence[PlaceMention]) -> bool:
    """True when "and" stands before the last of *members*, or leads on behind it; else a town and what it lies in."""
    is_closed = "and" in _between(passage, members[-2].end, members[-1].start).split()
    return is_closed or _GOES_ON.match(_between(passage, members[-1].end, passage.end)) is not None


def _is_one_act(passage: Passage) -> bool:
    """True for "a strike near A and B"."""
    words = passage.reading.words
    first = passage.acts[0]
    before = words[max(0, first.first - _BEFORE) : first.first]
    return not first.is_verb and any(word.folded in _ONE for word in before)


def _is_aimed(passage: Passage, place: PlaceMention) -> bool:
    """True when something is put in *place* or aimed at it; not for "between A and B" nor "across A and B"."""
    said = set(_between(passage, passage.start, place.start).removesuffix("the ").split()[-1:])
    aims = [cue.end for cue in keyed(passage.reading.cues, "grammar.aimed")]
    is_sorted = any(_SORTS.fullmatch(_between(passage, end, place.start)) for end in aims if end < place.start)
    is_after_act = any(act.is_verb and act.end + 1 == place.start for act in passage.acts)
    is_aimed = place.is_inside or is_after_act or is_sorted or any(end + 1 == place.start for end in aims)
    return is_aimed and said.isdisjoint(_WIDE) and any(act.start < place.start for act in passage.acts)


def _is_put(passage: Passage, members: Sequence[PlaceMention]) -> bool:
    """True when a place besides *members* has something put in it."""
    return any(place.is_inside and place not in members for place in passage.reading.places)


def is_separate(passage: Passage) -> bool:
    """True for "killed in two separate shootings in A and B", where the number is that of both."""
    cues = (cue.end for cue in keyed(passage.reading.cues, "discourse.apiece"))
    return any(end < act.start for end in cues for act in passage.acts if act.kind != "kill")


def _between(passage: Passage, start: int, end: int) -> str:
    sentence = passage.reading.sentence
    return sentence.text[start - sentence.start : end - sentence.start]
