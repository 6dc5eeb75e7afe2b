"""What the sentences of one article share: its places, chosen together, its quotations, and the words to read it by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter

from incidents.codebook.loader import Codebook
from incidents.coder.mentions.casualties.finding import CasualtyWords
from incidents.coder.mentions.dates.finding import DateWords
from incidents.coder.mentions.numbers import NumberWords
from incidents.coder.mentions.places.finding import PlaceMention, find_places
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.mentions.weapons import WeaponMention
from incidents.coder.text.quotations import find_quotations, is_quoted
from incidents.coder.text.sentences import Sentence
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

_LEAD = re.compile(
    r"(?:[A-Z][A-Z'-]+[ /]){1,3}(?=[A-Z][a-z])"
    r"|[^\W\d_][\w .,'/-]{1,40}?(?:\([^()\n]{2,40}\))?\s*(?::|\s[-\u2013\u2014]{1,2})\s"
)
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Finders:
    """The word lists of the codebook that finders read by, each compiled once."""

    numbers: NumberWords
    dates: DateWords
    casualties: CasualtyWords
    places: PlaceWords
    projectiles: frozenset[str]


@lru_cache(maxsize=4)
def finders_of(codebook: Codebook) -> Finders:
    """Those of *codebook*, kept."""
    groups, statuses = codebook.vocabulary("casualty_groups"), codebook.vocabulary("casualty_status")
    return Finders(
        NumberWords.of(codebook.cues("numbers")),
        DateWords.of(codebook.cues("dates")),
        CasualtyWords.of(codebook.cues("casualties"), groups=groups, statuses=statuses),
        PlaceWords.of(codebook.cues("places"), countries=codebook.countries),
        frozenset(codebook.cues("devices")["projectiles"]),
    )


@dataclass(frozen=True, eq=False)
class Whole:
    """An *article* and its *sentences*; what is found in it as a whole is found when first asked for."""

    article: Article
    sentences: tuple[Sentence, ...]
    finders: Finders
    gazetteer: Gazetteer

    @cached_property
    def places(self) -> Sequence[PlaceMention]:
        """The places that the article names, those of a dateline marked."""
        begin = self.sentences[0].start if self.sentences else 0
        return _mark_dateline(self.article.text, begin, [place for place in self._named if place.start >= 0])

    @cached_property
    def titled(self) -> Sequence[PlaceMention]:
        """The places that its title names."""
        return tuple(place for place in self._named if place.start < 0)

    @cached_property
    def _named(self) -> Sequence[PlaceMention]:
        """The places of title and text."""
        title, words = self.article.title, self.finders.places
        return find_places(self.sentences, gazetteer=self.gazetteer, words=words, title=title)

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        """Where its longer quotations are."""
        return find_quotations(self.article.text)

    def places_in(self, sentence: Sentence) -> tuple[PlaceMention, ...]:
        """The places that *sentence* names."""
        begin = bisect_left(self.places, sentence.start, key=_START)
        return tuple(self.places[begin : bisect_left(self.places, sentence.end, lo=begin, key=_START)])

    def is_spoken(self, mention: Trigger | WeaponMention) -> bool:
        """True for what somebody says in a speech."""
        return is_quoted(mention.start, mention.end, self.quotations)


def _mark_dateline(text: str, begin: int, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """*places* with those of a dateline that the first sentence runs on from marked: ``COLOMBO: At least one``."""
    lead = _LEAD.match(text, begin)
    if lead is None:
        return tuple(places)
    return tuple(place._replace(is_dateline=True) if place.end <= lead.end() else place for place in places)
