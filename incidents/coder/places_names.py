"""Stretches of a sentence that may name a place, and what the words around them say.

Asks the gazetteer only whether a name is listed; which place it means is for ``places_choice``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.places_words import PlaceWords
from incidents.coder.text import DATELINE, HEADING, Sentence
from incidents.geo.names import fold

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+")
_LONGEST_NAME = 7
_JOINS = frozenset((" ", "-", "\u2010", "\u2011", "'", "\u2019", "\u02bc", ". ", "\n", "\u00a0", "; "))
_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2019\u02bc")
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az"))

PLAIN, PERSON, PART = "plain", "person", "part"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence at ``text[start:end]`` of the sentence; *gap* is what stands before it."""

    text: str
    folded: str
    start: int
    end: int
    gap: str

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are."""
        return self.text[0].isupper()

    @property
    def is_joined(self) -> bool:
        """Whether it may be of one name with the word before it."""
        return self.gap in _JOINS


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A listed name at ``text[start:end]`` of the article, and its surroundings.

    *folded* is how the gazetteer lists it; *kinds* what a noun beside it allows, empty for anything. *use* is plain,
    person (a title, a first name or a verb of speech stands beside it) or part (of a longer name). *is_located*: a
    preposition puts something there; *is_inside*: plainly so; *is_near*: only near it; *is_away*: something else than
    an event is put there. *is_parent*: nothing but a comma parts it from the name before, which may lie in it.
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
    is_opening: bool
    is_loud: bool

    @property
    def quote(self) -> str:
        """The words."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]

    @property
    def is_dateline(self) -> bool:
        """Whether it stands where the report was written."""
        return self.sentence.kind == DATELINE


def split_tokens(text: str) -> tuple[Token, ...]:
    """The words of *text* in order; "U.S." is one."""
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(text):
        word = found.group()
        tokens.append(Token(word, word.lower(), found.start(), found.end(), text[last : found.start()]))
        last = found.end()
    return tuple(tokens)


def find_names(sentence: Sentence, *, is_listed: Callable[[str], bool], words: PlaceWords) -> tuple[Name, ...]:
    """The listed names of *sentence* from left to right, the longest where several begin."""
    tokens = split_tokens(sentence.text)
    is_loud = _is_loud(tokens, sentence)
    names: list[Name] = []
    for first, last, folded in _stretches(tokens, is_listed, words):
        context = _Context(sentence, tokens, first, last, folded, is_loud, words)
        names.append(context.name(before=names[-1] if names else None))
    return tuple(names)


def name_at(sentence: Sentence, start: int, end: int, *, words: PlaceWords) -> Name:
    """The words at ``text[start:end]`` of the article as a name, listed or not: somebody says that it is one."""
    tokens = split_tokens(sentence.text)
    inside = [
        at
        for at, token in enumerate(tokens)
        if token.end > start - sentence.start and token.start < end - sentence.start
    ]
    folded = fold(sentence.text[start - sentence.start : end - sentence.start])
    context = _Context(sentence, tokens, inside[0], inside[-1], folded, _is_loud(tokens, sentence), words)
    return context.name(before=None)


def _is_loud(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether capitals say little: a headline, or a sentence in capitals."""
    long = [token for token in tokens if len(token.text) > 3]
    capital = sum(token.is_capital for token in long)
    return sentence.kind == HEADING or (len(long) > 3 and capital >= 0.8 * len(long))


def _stretches(
    tokens: Sequence[Token], is_listed: Callable[[str], bool], words: PlaceWords
) -> Iterator[tuple[int, int, str]]:
    at = 0
    while at < len(tokens):
        found = _longest(tokens, at, is_listed, words) if _may_begin(tokens, at) else None
        if found is None:
            at += 1
        else:
            yield at, found[0], found[1]
            at = found[0] + 1


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.folded in _ARTICLES and at + 1 < len(tokens) and tokens[at + 1].gap in _HYPHENS:
        return tokens[at + 1].is_capital
    is_glued = at > 0 and token.gap in _APOSTROPHES and tokens[at - 1].is_capital
    return (token.is_capital or not token.text.isascii()) and not token.text.isdigit() and not is_glued


def _longest(
    tokens: Sequence[Token], at: int, is_listed: Callable[[str], bool], words: PlaceWords
) -> tuple[int, str] | None:
    for last in range(_reach(tokens, at, words), at - 1, -1):
        if not _may_end(tokens, last):
            continue
        text = "".join((token.gap if number else "") + token.text for number, token in enumerate(tokens[at : last + 1]))
        folded = fold(text)
        is_single = last == at
        if is_single and not _is_weighty(tokens[at], folded, words):
            continue
        if is_listed(folded):
            return last, folded
    return None


def _reach(tokens: Sequence[Token], at: int, words: PlaceWords) -> int:
    """The last word that may still be of the name that begins at *at*."""
    last = at
    while last + 1 < len(tokens) and last + 1 < at + _LONGEST_NAME:
        following = tokens[last + 1]
        is_inner = following.is_capital or following.text.isdigit() or words.has("inner", following.folded)
        is_glued = following.gap in _APOSTROPHES or following.gap in _HYPHENS
        is_native = not following.text.isascii()
        if not following.is_joined or not (is_inner or is_glued or is_native):
            break
        last += 1
    return last


def _may_end(tokens: Sequence[Token], last: int) -> bool:
    token = tokens[last]
    is_possessive = token.folded == "s" and token.gap in _APOSTROPHES
    is_broken = last + 1 < len(tokens) and tokens[last + 1].gap in _APOSTROPHES and tokens[last + 1].folded != "s"
    is_glued = token.gap in _APOSTROPHES or token.gap in _HYPHENS
    return not is_possessive and not is_broken and (token.is_capital or is_glued or not token.text.isascii())


def _is_weighty(token: Token, folded: str, words: PlaceWords) -> bool:
    """Whether a single word may stand for a place: "US" may, "us" may not, and one letter never."""
    if folded in words.acronyms:
        return token.text.isupper()
    if words.has("common", folded):
        return False
    return len(folded) > 2 or not token.text.isascii() or (len(folded) == 2 and token.text.istitle())


@dataclass(frozen=True, slots=True)
class _Context:
    """The words ``tokens[first : last + 1]`` in their sentence."""

    sentence: Sentence
    tokens: Sequence[Token]
    first: int
    last: int
    folded: str
    is_loud: bool
    words: PlaceWords

    def name(self, *, before: Name | None) -> Name:
        """What the surroundings say of the stretch; *before* is the name before it in the sentence."""
        left, right = self._left(), self._right()
        start, end = self.tokens[self.first].start, self._end()
        is_near = self._is_near(left)
        return Name(
            sentence=self.sentence,
            folded=self.folded,
            start=self.sentence.start + start,
            end=self.sentence.start + end,
            kinds=self._kinds(right),
            use=self._use(right),
            is_located=is_near or (bool(left) and self.words.has("locative", _last(left))),
            is_inside=bool(left) and self.words.has("inside", _last(left)),
            is_near=is_near,
            is_away=self.words.ends_with("away", left),
            is_parent=before is not None and self._is_parent(before),
            is_opening=self.first == 0,
            is_loud=self.is_loud,
        )

    def _left(self) -> list[str]:
        """The words before, down to the last five, past articles and points of the compass."""
        left = [token.folded for token in self._joined_before()]
        while left and (left[-1] in {"the", "a", "an"} or self.words.has("direction", left[-1])):
            left.pop()
        return left[-5:]

    def _joined_before(self) -> Iterator[Token]:
        begin = self.first
        while begin > 0 and self.tokens[begin].gap in _JOINS and self.first - begin < 8:
            begin -= 1
        return iter(self.tokens[begin : self.first])

    def _right(self) -> Token | None:
        """The next word, when nothing but a space parts it."""
        at = self.last + 1
        return self.tokens[at] if at < len(self.tokens) and self.tokens[at].gap in {" ", "\n", "\u00a0"} else None

    def _end(self) -> int:
        """The end of the quote: a noun such as "District" belongs to the name it follows."""
        right = self._right()
        is_noun = right is not None and right.is_capital and bool(self._kinds(right))
        return right.end if right is not None and is_noun else self.tokens[self.last].end

    def _kinds(self, right: Token | None) -> frozenset[str]:
        is_nation = self.folded in self.words.countries or self.folded in self.words.demonyms
        if right is not None and right.folded in self.words.kinds_after and not is_nation:
            return self.words.kinds_after[right.folded]
        return frozenset()

    def _use(self, right: Token | None) -> str:
        before = self.tokens[self.first - 1] if self.first > 0 else None
        if before is not None and self._is_run_on(before):
            return PERSON
        if right is None:
            return PART if self._is_compound() else PLAIN
        if self.words.has("speech", right.folded):
            return PERSON
        if self._is_adjective(right):
            return PART
        is_known = (
            bool(self._kinds(right))
            or self.words.has("site", right.folded)
            or self.words.has("direction", right.folded)
        )
        is_longer = right.is_capital and not self.is_loud and not is_known and not self._is_common_follower(right)
        return PART if is_longer else PLAIN

    def _is_compound(self) -> bool:
        """Whether a hyphen and a small word follow: "Yemen-based", "Tehran-backed"."""
        at = self.last + 1
        following = self.tokens[at] if at < len(self.tokens) else None
        return following is not None and following.gap in _HYPHENS and not following.is_capital

    def _is_adjective(self, right: Token) -> bool:
        """Whether a noun follows for which the name is only an attribute: "US troops", "the Gaza war"."""
        if self.words.has("affair", right.folded):
            return True
        is_short = self.folded in self.words.acronyms and right.folded.isalpha()
        return is_short and not right.is_capital and not self.words.has("after_country", right.folded)

    def _is_run_on(self, before: Token) -> bool:
        """Whether the capitalised word before makes the name a person's: "Jack London", "President Jordan"."""
        gap = self.tokens[self.first].gap
        if gap not in {" ", ". ", "\n", "-", "\u00a0"}:
            return False
        if self.words.has("title", before.folded) and (before.is_capital or gap == " "):
            return True
        is_plain = (
            self.words.has("direction", before.folded)
            or self.words.has("inner", before.folded)
            or self.words.has("common", before.folded)
            or self.words.has("locative", before.folded)
            or self.words.has("kind_before", before.folded)
            or before.folded in self.words.demonyms
            or before.folded in self.words.countries
        )
        return before.is_capital and not before.text.isdigit() and not is_plain and not self.is_loud

    def _is_common_follower(self, right: Token) -> bool:
        """Whether a capitalised next word begins something else: a day, a month, a nationality."""
        return right.folded in self.words.demonyms or self.words.has("calendar", right.folded)

    def _is_near(self, left: Sequence[str]) -> bool:
        if self.words.ends_with("near", left):
            return True
        # "near the town of X", "outskirts of the city of X"
        if len(left) >= 3 and left[-1] == "of" and self.words.has("kind_before", left[-2]):
            trimmed = [word for word in left[:-2] if word not in {"the", "a", "an"}]
            return self.words.ends_with("near", trimmed)
        return False

    def _is_parent(self, before: Name) -> bool:
        between = self.sentence.text[before.end - self.sentence.start : self.tokens[self.first].start].lower()
        return (
            re.fullmatch(r",\s+(?:in\s+)?(?:the\s+)?|\s+\(|\s+in\s+(?:the\s+)?|,?\s+in\s+\w+\s+", between) is not None
        )


def _last(left: Sequence[str]) -> str:
    return left[-1] if left else ""
