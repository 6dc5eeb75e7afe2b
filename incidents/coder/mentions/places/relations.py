"""How a sentence puts something at a name: in it, near it, beyond it, or something else than an event.

Reads prepositions and points; which words govern a name is for ``context``.
"""

from __future__ import annotations

import re

from incidents.coder.mentions.places.context import Surroundings

_INTO = frozenset({"over", "on", "into", "onto", "off", "from"})
_LONGEST_BEFORE = 4  # words of an unknown name
_ASIDE = 4  # words
_PARENT = re.compile(r"(?:\s+[a-z]+)?,\s+(?:in\s+)?(?:the\s+)?|\s+\(|,?\s+in\s+(?:the\s+|\w+\s+)?", re.IGNORECASE)
_RUN_ON = re.compile(r"(?:,\s[A-Z]\w+)?(?::|\s[-\u2013\u2014]{1,2})\s")
_BORDER = re.compile("['\u2019]s\\s+(?:\\w+\\s+)?(?:border|frontier)s?\\b")
_OWNER = re.compile("(?:\\s[a-z]+)?['\u2019]s?\\s+(?:[a-z-]+\\s+){0,3}")


def is_located(context: Surroundings) -> bool:
    """Whether a preposition or the like governs the name."""
    left = context.governing
    return is_near(context) or (bool(left) and context.words.has("locative", left[-1])) or context.has_kind_of


def is_run_on(context: Surroundings) -> bool:
    """Whether it is a dateline from which the sentence runs on: "YALA: A ranger was killed"."""
    return context.first == 0 and _RUN_ON.match(context.text, context.tokens[context.last].end) is not None


def is_inside(context: Surroundings) -> bool:
    """Whether something is plainly put there: "in", "at", "rocked"."""
    left = context.governing
    return bool(left) and (context.words.has("inside", left[-1]) or (left[-1] in _INTO and _is_of_soil(context)))


def _is_of_soil(context: Surroundings) -> bool:
    """Whether it is the land, sea or air of a nation: "over Iranian territory"."""
    right = context.right
    return context.is_nation and right is not None and context.words.has("soil", right.folded)


def is_beyond(context: Surroundings) -> bool:
    """Whether it follows a name that something is put in, known or not: "killed in Muraikh, Qatar"."""
    back = context.first
    if context.tokens[back].gap != ", ":
        return False
    while back > 1 and context.first - back < _LONGEST_BEFORE and context.tokens[back - 1].is_capital:
        back -= 1
        if context.words.has("calendar", context.tokens[back].folded) or not context.tokens[back].is_joined:
            return False
    return 1 < back < context.first and context.words.has("inside", context.tokens[back - 1].folded)


def is_near(context: Surroundings) -> bool:
    """Whether something is only near it: "outside the town of X", "10 km north of X", "on X's border"."""
    if _BORDER.match(context.text, context.tokens[context.last].end) is not None or _is_of_edge(context):
        return True
    return context.words.ends_with("near", context.before) or context.words.ends_with("near", context.governing)


def _is_of_edge(context: Surroundings) -> bool:
    """Whether it only says where a people's land ends: "at the Ethiopian border"."""
    right = context.right
    return context.folded in context.words.demonyms and right is not None and context.words.has("edge", right.folded)


def is_away(context: Surroundings) -> bool:
    """Whether something else than an event is put there: "told reporters in", "an official in X said"."""
    right = context.right
    is_speaker_s = right is not None and is_inside(context) and context.words.has("saying", right.folded)
    return is_speaker_s or context.words.ends_with("away", context.governing) or _is_of_speech(context)


def is_inside_of(context: Surroundings, end: int) -> bool:
    """Whether only a comma parts it from a name that ends at *end* of the sentence: "X, Y"."""
    return _PARENT.fullmatch(context.text, end, context.tokens[context.first].start) is not None


def is_owned_by(context: Surroundings, end: int) -> bool:
    """Whether a name that ends at *end* of the sentence owns it: "Kenya's Mandera County"."""
    return _OWNER.fullmatch(context.text, end, context.tokens[context.first].start) is not None


def _is_of_speech(context: Surroundings) -> bool:
    """Whether it stands in an aside on when and where somebody spoke: "the minister, on Monday in X, confirmed"."""
    after = context.tokens[context.last + 1 : context.last + 2]
    is_told = any(token.gap == ", " and context.words.has("saying", token.folded) for token in after)
    begun = context.before[:-1]
    is_dated = bool(begun) and context.words.has("calendar", begun[-1])
    return is_told and is_dated and is_inside(context) and _is_aside(context)


def _is_aside(context: Surroundings) -> bool:
    """Whether the words before it, up to a comma within the sentence, are few: "..., late on Monday in"."""
    at = context.first - len(context.before)
    return at > 0 and len(context.before) <= _ASIDE and context.tokens[at].gap == ", "
