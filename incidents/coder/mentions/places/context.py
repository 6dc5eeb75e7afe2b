"""What the words around a name say of it: whether it is a place's at all, and what is put there.

Looks no place up. The name is ``tokens[first : last + 1]`` of one sentence throughout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.coder.mentions.places.tokens import ARABIC_ARTICLES, Token
from incidents.coder.mentions.places.words import PlaceWords

PLAIN, PERSON, SPEAKER, PART = "plain", "person", "speaker", "part"
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "this", "that"))
_MOST_ADJECTIVES = 3
_REACH = 9
_LONGEST_BEFORE = 4  # words of an unknown name
_ASIDE = 4  # words
_PARENT = re.compile(r"(?:\s+[a-z]+)?,\s+(?:in\s+)?(?:the\s+)?|\s+\(|,?\s+in\s+(?:the\s+|\w+\s+)?", re.IGNORECASE)
_RUN_ON = re.compile(r"(?:,\s[A-Z]\w+)?(?::|\s[-\u2013\u2014]{1,2})\s")
_BORDER = re.compile("['\u2019]s\\s+(?:\\w+\\s+)?(?:border|frontier)s?\\b")
_ELIDED = re.compile("d['\u2019][A-Z]")
_OWNER = re.compile("(?:\\s[a-z]+)?['\u2019]s?\\s+(?:[a-z-]+\\s+){0,3}")


@dataclass(slots=True)
class Surroundings:
    """A name in its sentence; *text* is the sentence's, *folded* the name's, *is_loud* a text of capitals."""

    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    folded: str
    is_loud: bool
    words: PlaceWords
    _right: Token | None = field(init=False)
    _kinds_after: frozenset[str] = field(init=False)
    _before: list[str] = field(init=False)
    _has_kind_of: bool = field(init=False)
    _governing: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self._right = self._find_right()
        self._kinds_after = self._find_kinds_after()
        self._before = self._find_before()
        self._has_kind_of = self._find_kind_of()
        self._governing = self._find_governing()

    @property
    def kinds(self) -> frozenset[str]:
        """What a noun beside the name says it is: "X District", "the state of X"; empty when nothing says."""
        if self._kinds_after or self._is_nation or not self._has_kind_of:
            return self._kinds_after
        return self.words.kinds_before.get(self._before[-2], frozenset())

    @property
    def end(self) -> int:
        """Where the words end: a noun such as "District" belongs to the name it follows."""
        right = self._right
        is_titled = right is not None and right.is_capital and bool(self._kinds_after)
        return right.end if right is not None and is_titled else self.tokens[self.last].end

    @property
    def use(self) -> str:
        """How the name is used: plain, in a person's name, as who speaks, or as a part of a longer name."""
        if self.first > 0 and (self._is_named_on(self.tokens[self.first - 1]) or self._is_named_on_by_article()):
            return PERSON
        right = self._right
        if right is None:
            return PART if self._is_compound() else PLAIN
        if self.words.has("speech", right.folded) and not self.is_inside:
            return SPEAKER
        if self.words.has("seat", self.folded) and self.words.has("speaker", right.folded):
            return SPEAKER
        return PART if self._is_attribute(right) or self._is_longer(right) else PLAIN

    @property
    def is_located(self) -> bool:
        """Whether a preposition or the like governs the name."""
        left = self._governing
        return self.is_near or (bool(left) and self.words.has("locative", left[-1])) or self._has_kind_of

    @property
    def is_run_on(self) -> bool:
        """Whether it is a dateline from which the sentence runs on: "YALA: A ranger was killed"."""
        return self.first == 0 and _RUN_ON.match(self.text, self.tokens[self.last].end) is not None

    @property
    def is_inside(self) -> bool:
        """Whether something is plainly put there: "in", "at", "rocked"."""
        left = self._governing
        return bool(left) and self.words.has("inside", left[-1])

    @property
    def is_beyond(self) -> bool:
        """Whether it follows a name that something is put in, known or not: "killed in Muraikh, Qatar"."""
        back = self.first
        if self.tokens[back].gap != ", ":
            return False
        while back > 1 and self.first - back < _LONGEST_BEFORE and self.tokens[back - 1].is_capital:
            back -= 1
            if self.words.has("calendar", self.tokens[back].folded) or not self.tokens[back].is_joined:
                return False
        return 1 < back < self.first and self.words.has("inside", self.tokens[back - 1].folded)

    @property
    def is_near(self) -> bool:
        """Whether something is only near it: "outside the town of X", "10 km north of X", "on X's border"."""
        if _BORDER.match(self.text, self.tokens[self.last].end) is not None:
            return True
        return self.words.ends_with("near", self._before) or self.words.ends_with("near", self._governing)

    @property
    def is_away(self) -> bool:
        """Whether something else than an event is put there: "told reporters in", "an official in X said"."""
        right = self._right
        is_speaker_s = right is not None and self.is_inside and self.words.has("saying", right.folded)
        return is_speaker_s or self.words.ends_with("away", self._governing) or self._is_of_speech

    def is_inside_of(self, end: int) -> bool:
        """Whether only a comma parts it from a name that ends at *end* of the sentence: "X, Y"."""
        return _PARENT.fullmatch(self.text, end, self.tokens[self.first].start) is not None

    def is_owned_by(self, end: int) -> bool:
        """Whether a name that ends at *end* of the sentence owns it: "Kenya's Mandera County"."""
        return _OWNER.fullmatch(self.text, end, self.tokens[self.first].start) is not None

    @property
    def _is_of_speech(self) -> bool:
        """Whether it stands in an aside on when and where somebody spoke: "the minister, on Monday in X, confirmed"."""
        after = self.tokens[self.last + 1 : self.last + 2]
        is_told = any(token.gap == ", " and self.words.has("saying", token.folded) for token in after)
        begun = self._before[:-1]
        return is_told and self.is_inside and bool(begun) and self.words.has("calendar", begun[-1]) and self._is_aside

    @property
    def _is_aside(self) -> bool:
        """Whether the words before it, up to a comma within the sentence, are few: "..., late on Monday in"."""
        at = self.first - len(self._before)
        return at > 0 and len(self._before) <= _ASIDE and self.tokens[at].gap == ", "

    @property
    def _is_nation(self) -> bool:
        return self.folded in self.words.countries or self.folded in self.words.demonyms

    def _find_right(self) -> Token | None:
        """The next word, when nothing but a space parts it."""
        at = self.last + 1
        return self.tokens[at] if at < len(self.tokens) and self.tokens[at].is_spaced else None

    def _find_kinds_after(self) -> frozenset[str]:
        right = self._right
        if right is None or self._is_nation:
            return frozenset()
        return self.words.kinds_after.get(right.folded, frozenset())

    def _find_before(self) -> list[str]:
        """The words before, without articles and points of the compass right before the name."""
        begin = self.first
        while begin > 0 and self.tokens[begin].is_joined and self.first - begin < _REACH:
            begin -= 1
        words = [token.folded for token in self.tokens[begin : self.first]]
        while words and (words[-1] in _DETERMINERS or self.words.has("direction", words[-1])):
            words.pop()
        return words

    def _find_governing(self) -> list[str]:
        """The words before that govern the name: without "the Pakistani city of", "the busy"."""
        words = self._before
        if self._has_kind_of:
            words = words[:-2]
        elif not words or self.words.has("locative", words[-1]):
            return words
        for back in range(1, min(_MOST_ADJECTIVES + 1, len(words)) + 1):
            if words[-back] in _DETERMINERS:
                return words[:-back]
        return words

    def _find_kind_of(self) -> bool:
        """Whether "city of", "province of" or the like stands before."""
        words = self._before
        return len(words) > 1 and words[-1] == "of" and self.words.has("kind_before", words[-2])

    def _is_compound(self) -> bool:
        """Whether a hyphen and another word follow: "Yemen-based", "Vice-President"."""
        at = self.last + 1
        return at < len(self.tokens) and self.tokens[at].is_hyphened

    def _is_attribute(self, right: Token) -> bool:
        """Whether a noun follows for which the name is only an attribute: "US troops", "the Gaza war"."""
        if self.words.has("affair", right.folded) or self._goes_on(right) or self._is_house(right):
            return True
        is_short = self.folded in self.words.acronyms and right.folded.isalpha()
        return is_short and not right.is_capital and not self.words.has("after_country", right.folded)

    def _is_house(self, right: Token) -> bool:
        """Whether it is the name of a house in another place: "Madina hospital in Mogadishu"."""
        beyond = self.tokens[self.last + 2 : self.last + 4]
        is_put = len(beyond) > 1 and beyond[0].folded == "in" and beyond[1].is_capital
        return is_put and self.words.has("house", right.folded)

    def _goes_on(self, right: Token) -> bool:
        """Whether an article leads on to more of the name: "Nasr al-Islam", "Castello d'Oro"."""
        at = self.last + 2
        is_article = right.folded in ARABIC_ARTICLES and at < len(self.tokens) and self.tokens[at].is_hyphened
        return is_article or _ELIDED.match(right.text) is not None

    def _is_longer(self, right: Token) -> bool:
        """Whether a capitalised word follows that makes it another name: "Washington Post"."""
        if not right.is_capital or self.is_loud or self._kinds_after or right.folded in self.words.demonyms:
            return False
        if right.folded in self.words.several:
            return False
        if self.words.has("within_town", right.folded):
            return True
        if self.words.has("before_site", right.folded) and self._is_site_at(self.last + 2):
            return False  # "Sochi International Airport" is in Sochi
        return not any(self.words.has(key, right.folded) for key in ("site", "direction", "calendar"))

    def _is_site_at(self, at: int) -> bool:
        """Whether a noun of a site stands at *at*, or a word that goes before one and then the noun."""
        if at >= len(self.tokens) or not self.tokens[at].is_spaced:
            return False
        word = self.tokens[at].folded
        return self.words.has("site", word) or (self.words.has("before_site", word) and self._is_site_at(at + 1))

    def _is_named_on(self, before: Token) -> bool:
        """Whether the word before makes the name a person's or a group's: "Jack London", "President Jordan"."""
        own = self.tokens[self.first]
        if not (own.is_spaced or own.gap == ". " or own.is_hyphened):
            return False
        if self.words.has("group_before", before.folded):
            return True
        if self.words.has("title", before.folded) and (before.is_capital or own.is_spaced):
            return True
        if before.is_capital and self.words.has("personal", before.folded):
            return True
        return self._is_other_name(before)

    def _is_named_on_by_article(self) -> bool:
        """Whether an article joins it to a name before: "Hassan al-Ahmad" is nobody's Ahmad in Kuwait."""
        if self.first < 2 or not self.tokens[self.first].is_hyphened:
            return False
        before, article = self.tokens[self.first - 2 : self.first]
        return article.folded in ARABIC_ARTICLES and article.is_spaced and self._is_other_name(before)

    def _is_other_name(self, before: Token) -> bool:
        """Whether a word before is capitalised as a name is, and goes with this one for that."""
        return before.is_capital and not before.text.isdigit() and not self.is_loud and not self._is_ordinary(before)

    def _is_ordinary(self, before: Token) -> bool:
        """Whether a capitalised word before is none of the name: "In", "Northern", "Iraqi"."""
        if before.folded in self.words.demonyms or before.folded in self.words.countries:
            return True
        lists = ("direction", "inner", "common", "locative", "kind_before")
        return any(self.words.has(key, before.folded) for key in lists)
