"""Stretches of a sentence that may name a place, the longest where several begin.

Asks the gazetteer only whether a name is listed; which place it means is for ``choice``, what the words around
it say for ``context``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.mentions.places.context import Surroundings
from incidents.coder.mentions.places.tokens import ARABIC_ARTICLES, Token, split_tokens
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import DATELINE, HEADING, Sentence
from incidents.geo.names import fold

_LONGEST_NAME = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name at ``text[start:end]`` of the article, and its surroundings.

    *folded* is how the gazetteer lists it; *kinds* what a noun beside it allows, empty for anything. *use* is plain,
    person, speaker or part (of a longer name). *is_located*: a preposition puts something there; *is_inside*: plainly
    so; *is_near*: only near it; *is_away*: something else than an event. *is_parent*: only a comma parts it from the
    name before, which may lie in it; *is_owned*: the name before owns it ("Kenya's Mandera County"). *is_opening*: it
    begins the sentence; *is_loud*: the sentence is a headline or in capitals.
    """

    sentence: Sentence
    folded: str
    start: int
    end: int
    kinds: frozenset[str]
    use: str
    is_located: bool
    is_inside: bool
    is_near: bool
    is_away: bool
    is_parent: bool
    is_owned: bool
    is_opening: bool
    is_loud: bool

    @property
    def quote(self) -> str:
        """The words."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]

    @property
    def is_caseless(self) -> bool:
        """Whether its script has no capitals by which names are known."""
        return self.quote.upper() == self.quote.lower()

    @property
    def is_acronym(self) -> bool:
        """Whether it is a short word in capitals where others are not."""
        letters = self.quote.removesuffix("s")
        return letters.isupper() and letters.isalpha() and len(letters) <= 5 and not self.is_loud

    @property
    def before(self) -> str:
        """The sentence up to the name."""
        return self.sentence.text[: self.start - self.sentence.start]

    @property
    def after(self) -> str:
        """The rest of the sentence."""
        return self.sentence.text[self.end - self.sentence.start :]

    @property
    def is_dateline(self) -> bool:
        """Whether it stands where the report was written."""
        return self.sentence.kind == DATELINE


def find_names(sentence: Sentence, *, is_listed: Callable[[str], bool], words: PlaceWords) -> tuple[Name, ...]:
    """The listed names of *sentence* from left to right, the longest where several begin."""
    tokens = split_tokens(sentence.text)
    stretches = list(_stretches(sentence.text, tokens, is_listed, words))
    is_loud = bool(stretches) and _is_loud(tokens, sentence)
    names: list[Name] = []
    for first, last, folded in stretches:
        context = Surroundings(sentence.text, tokens, first, last, folded, is_loud, words)
        names.append(_name(sentence, context, names[-1] if names else None))
    return tuple(names)


def name_at(sentence: Sentence, start: int, end: int, *, words: PlaceWords, before: Name | None = None) -> Name:
    """The words at ``text[start:end]`` of the article as a name, listed or not: somebody says that it is one.

    *before* is the name before it, if any. ValueError when no word lies there.
    """
    tokens = split_tokens(sentence.text)
    low, high = start - sentence.start, end - sentence.start
    inside = [at for at, token in enumerate(tokens) if token.end > low and token.start < high]
    if not inside:
        raise ValueError(f"no word of the sentence lies at {start} to {end}")
    folded, is_loud = fold(sentence.text[low:high]), _is_loud(tokens, sentence)
    context = Surroundings(sentence.text, tokens, inside[0], inside[-1], folded, is_loud, words)
    return _name(sentence, context, before)


def _name(sentence: Sentence, context: Surroundings, before: Name | None) -> Name:
    beside = before is not None and before.sentence is sentence
    reached = before.end - sentence.start if before is not None and beside else 0
    is_owned = beside and context.is_owned_by(reached)
    return Name(
        sentence=sentence,
        folded=context.folded,
        start=sentence.start + context.tokens[context.first].start,
        end=sentence.start + context.end,
        kinds=context.kinds,
        use=context.use,
        is_located=context.is_located or (is_owned and before is not None and before.is_located),
        is_inside=context.is_inside or (is_owned and before is not None and before.is_inside),
        is_near=context.is_near,
        is_away=context.is_away,
        is_parent=beside and context.is_inside_of(reached),
        is_owned=is_owned,
        is_opening=context.first == 0,
        is_loud=context.is_loud,
    )


def _is_loud(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether capitals say little: a headline, or a sentence in capitals."""
    if sentence.kind == HEADING:
        return True
    long = [token for token in tokens if len(token.text) > 3]
    return len(long) > 3 and sum(token.is_capital for token in long) >= 0.9 * len(long)


def _stretches(
    text: str, tokens: Sequence[Token], is_listed: Callable[[str], bool], words: PlaceWords
) -> Iterator[tuple[int, int, str]]:
    reached = -1
    for at in _beginnings(tokens, words):
        found = _longest(text, tokens, at, is_listed, words) if at > reached else None
        if found is not None:
            reached = found[0]
            yield at, *found


def _beginnings(tokens: Sequence[Token], words: PlaceWords) -> Iterator[int]:
    """The words with which a name may begin: in capitals, in a script without them, or a small word before such a one."""
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
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    is_article = tokens[at].folded in ARABIC_ARTICLES and following is not None and following.is_hyphened
    return is_article and following is not None and not following.is_capital


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
    if any(words.has(key, folded) for key in ("common", "compass", "personal")):
        return False
    return len(folded) > 2 or (len(folded) == 2 and (token.is_caseless or token.text.istitle()))
