"""Stretches of words in a sentence that a list of places may hold, the longest where several begin.

Asks only whether a name is listed; what the words around it say is for ``context``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from incidents.coder.mentions.places.tokens import ARABIC_ARTICLES, Token
from incidents.coder.mentions.places.words import PlaceWords
from incidents.geo.names import fold

_LONGEST_NAME = 7


def find_stretches(
    text: str, tokens: Sequence[Token], is_listed: Callable[[str], bool], words: PlaceWords
) -> Iterator[tuple[int, int, str]]:
    """The first and last of *tokens*, which are those of *text*, and the folded name of each stretch that is listed."""
    reached = -1
    for at in _beginnings(tokens, words):
        found = _longest(text, tokens, at, is_listed, words) if at > reached else None
        if found is not None:
            reached = found[0]
            yield at, *found


def _beginnings(tokens: Sequence[Token], words: PlaceWords) -> Iterator[int]:
    """The words with which a name may begin: in capitals, in a script without them, or small before such a one."""
    compass = words.lists["compass"]
    for at, token in enumerate(tokens):
        if "a" <= token.text[0] <= "z":  # as most words are
            if (token.folded in compass or token.folded in ARABIC_ARTICLES) and _leads(at, tokens, words):
                yield at
        elif (token.is_capital and not _is_loose_article(at, tokens)) or token.is_caseless:
            yield at


def _leads(at: int, tokens: Sequence[Token], words: PlaceWords) -> bool:
    """Whether a word in lower case leads to a name: "al-Bab", "northern Mali", "north-western Pakistan"."""
    token, following = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.is_joined:
        return False
    if following.is_capital:
        return words.has("compass", token.folded) != following.is_hyphened
    return following.is_hyphened and words.has("compass", token.folded) and words.has("compass", following.folded)


def _is_loose_article(at: int, tokens: Sequence[Token]) -> bool:
    """Whether an article begins what is no name: "Al-fresco"."""
    if tokens[at].folded not in ARABIC_ARTICLES or at + 1 == len(tokens):
        return False
    return tokens[at + 1].is_hyphened and not tokens[at + 1].is_capital


def _longest(
    text: str, tokens: Sequence[Token], at: int, is_listed: Callable[[str], bool], words: PlaceWords
) -> tuple[int, str] | None:
    for last in range(_reach(tokens, at, words), at - 1, -1):
        if not _may_end(tokens[last]):
            continue
        folded = _folded(text, tokens, at, last)
        is_empty = _is_vague(folded, words) if last > at else not _is_weighty(tokens[at], folded, words)
        if is_empty and not _is_in_country(tokens, last, words):
            continue
        if is_listed(folded):
            return last, folded
    return None


def _folded(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    """The name that the words *first* to *last* are; most often one plain word, which is folded already."""
    word = tokens[first].text
    is_plain = first == last and word.isascii() and word.isalpha()
    return tokens[first].folded if is_plain else fold(text[tokens[first].start : tokens[last].end])


def _reach(tokens: Sequence[Token], at: int, words: PlaceWords) -> int:
    """The last word that may still be of the name that begins at *at*."""
    last = at
    while last + 1 < len(tokens) and last + 1 < at + _LONGEST_NAME:
        following = tokens[last + 1]
        is_inner = following.is_capital or following.text.isdigit() or words.has("inner", following.folded)
        if not following.is_joined or not (is_inner or following.is_hyphened or following.is_caseless):
            break
        last += 1
    return last


def _may_end(token: Token) -> bool:
    return not token.is_possessive and (token.is_capital or token.is_hyphened or token.is_caseless)


def _is_vague(folded: str, words: PlaceWords) -> bool:
    """Whether a name of several words is made of none of its own: "Southern District", "Central Region"."""
    return all(words.has("direction", word) or word in words.kinds_after or word == "middle" for word in folded.split())


def _is_in_country(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Whether a comma and a country follow, so that even a common word names a town: "Nice, France"."""
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    is_after_comma = following is not None and following.gap == ", " and following.is_capital
    return is_after_comma and following is not None and following.folded in words.countries


def _is_weighty(token: Token, folded: str, words: PlaceWords) -> bool:
    """Whether a single word may stand for a place: "US" may, "us" may not, and one letter never."""
    if folded in words.acronyms:
        return token.text.isupper()
    if words.has("common", folded) or words.has("compass", folded) or words.has("personal", folded):
        return False
    return len(folded) > 2 or (len(folded) == 2 and (token.is_caseless or token.text.istitle()))
