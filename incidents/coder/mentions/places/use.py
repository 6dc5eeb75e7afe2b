"""How a name is used: as a place's, or in a person's name, for who speaks there, or as a part of a longer name.

Asks the words around it, and no list of places.
"""

from __future__ import annotations

import re

from incidents.coder.mentions.places.context import Surroundings
from incidents.coder.mentions.places.relations import is_inside
from incidents.coder.mentions.places.tokens import ARABIC_ARTICLES, Token

PLAIN, PERSON, SPEAKER, PART = "plain", "person", "speaker", "part"
_ELIDED = re.compile("d['\u2019][A-Z]")


def use_of(context: Surroundings) -> str:
    """How the name is used: plain, in a person's name, as who speaks, or as a part of a longer name."""
    if _is_named_on(context) or _is_named_on_by_article(context):
        return PERSON
    right = context.right
    if right is None:
        return PART if _is_compound(context) else PLAIN
    if context.words.has("speech", right.folded) and not is_inside(context):
        return SPEAKER
    if context.words.has("seat", context.folded) and context.words.has("speaker", right.folded):
        return SPEAKER
    return PART if _is_attribute(context, right) or _is_longer(context, right) else PLAIN


def _is_compound(context: Surroundings) -> bool:
    """Whether a hyphen and another word follow: "Yemen-based", "Vice-President"."""
    at = context.last + 1
    return at < len(context.tokens) and context.tokens[at].is_hyphened


def _is_attribute(context: Surroundings, right: Token) -> bool:
    """Whether a noun follows for which the name is only an attribute: "US troops", "the Gaza war"."""
    if context.words.has("affair", right.folded) or _goes_on(context, right) or _is_house(context, right):
        return True
    is_short = context.folded in context.words.acronyms and right.folded.isalpha()
    return is_short and not right.is_capital and not context.words.has("after_country", right.folded)


def _is_house(context: Surroundings, right: Token) -> bool:
    """Whether it is the name of a house in another place: "Madina hospital in Mogadishu"."""
    beyond = context.tokens[context.last + 2 : context.last + 4]
    is_put = len(beyond) > 1 and beyond[0].folded == "in" and beyond[1].is_capital
    return is_put and context.words.has("house", right.folded)


def _goes_on(context: Surroundings, right: Token) -> bool:
    """Whether an article leads on to more of the name: "Nasr al-Islam", "Castello d'Oro"."""
    at = context.last + 2
    is_article = right.folded in ARABIC_ARTICLES and at < len(context.tokens) and context.tokens[at].is_hyphened
    return is_article or _ELIDED.match(right.text) is not None


def _is_longer(context: Surroundings, right: Token) -> bool:
    """Whether a capitalised word follows that makes it another name: "Washington Post"."""
    if not right.is_capital or context.is_loud or context.kinds_after or right.folded in context.words.demonyms:
        return False
    if right.folded in context.words.several:
        return False
    if context.words.has("within_town", right.folded):
        return True
    if context.words.has("before_site", right.folded) and _is_site_at(context, context.last + 2):
        return False  # "Sochi International Airport" is in Sochi
    return not any(context.words.has(key, right.folded) for key in ("site", "direction", "calendar"))


def _is_site_at(context: Surroundings, at: int) -> bool:
    """Whether a noun of a site stands at *at*, or a word that goes before one and then the noun."""
    if at >= len(context.tokens) or not context.tokens[at].is_spaced:
        return False
    word = context.tokens[at].folded
    return context.words.has("site", word) or (context.words.has("before_site", word) and _is_site_at(context, at + 1))


def _is_named_on(context: Surroundings) -> bool:
    """Whether the word before makes the name a person's or a group's: "Jack London", "President Jordan"."""
    if context.first == 0:
        return False
    before, own = context.tokens[context.first - 1 : context.first + 1]
    if not (own.is_spaced or own.gap == ". " or own.is_hyphened):
        return False
    if context.words.has("group_before", before.folded):
        return True
    if context.words.has("title", before.folded) and (before.is_capital or own.is_spaced):
        return True
    if before.is_capital and context.words.has("personal", before.folded):
        return True
    is_sentence_opened = context.first == 1 and context.folded in context.words.demonyms  # "Former Iranian minister"
    return not is_sentence_opened and _is_other_name(context, before)


def _is_named_on_by_article(context: Surroundings) -> bool:
    """Whether an article joins it to a name before: "Hassan al-Ahmad" is nobody's Ahmad in Kuwait."""
    if context.first < 2 or not context.tokens[context.first].is_hyphened:
        return False
    before, article = context.tokens[context.first - 2 : context.first]
    return article.folded in ARABIC_ARTICLES and article.is_spaced and _is_other_name(context, before)


def _is_other_name(context: Surroundings, before: Token) -> bool:
    """Whether a word before is capitalised as a name is, and goes with this one for that."""
    return before.is_capital and not before.text.isdigit() and not context.is_loud and not _is_ordinary(context, before)


def _is_ordinary(context: Surroundings, before: Token) -> bool:
    """Whether a capitalised word before is none of the name: "In", "Northern", "Iraqi"."""
    if before.folded in context.words.demonyms or before.folded in context.words.countries:
        return True
    lists = ("direction", "inner", "common", "locative", "kind_before")
    return any(context.words.has(key, before.folded) for key in lists)
