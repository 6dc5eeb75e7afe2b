"""One article read through: each sentence with everything that is mentioned in it.

Only gathers what the finders find, each when first asked for: of most articles only the opening is. Which mentions
belong together is for ``events``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from incidents.codebook.loader import Codebook
from incidents.coder.mentions.casualties.finding import CasualtyMention, find_casualties
from incidents.coder.mentions.chunking import find_parties
from incidents.coder.mentions.claims import ClaimMention, find_claims
from incidents.coder.mentions.clauses import Clause
from incidents.coder.mentions.company import in_company
from incidents.coder.mentions.dates.finding import DateMention, find_dates
from incidents.coder.mentions.devices import Salvo, Share, find_salvos, find_shares
from incidents.coder.mentions.labelling import find_roles
from incidents.coder.mentions.numbers import Number, find_numbers
from incidents.coder.mentions.owners import name_owners
from incidents.coder.mentions.parties import Party
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention
from incidents.coder.mentions.roles import Role
from incidents.coder.mentions.triggers import Trigger, find_triggers
from incidents.coder.mentions.weapons import WeaponMention, find_weapons
from incidents.coder.text.lexicon import TELLING, Cues, find_cues
from incidents.coder.text.sentences import DATELINE, HEADING, Sentence, split_sentences
from incidents.coder.text.tags import tag
from incidents.coder.text.words import Word, split_words
from incidents.coder.whole import Whole, finders_of
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

_LEADING = 2  # sentences, which name the parties even before they tell of an act
_ARTICLES, _AGREEMENT, _NAME = ("a ", "the "), "agreement", 30  # characters of a name
_LONG_PAST = timedelta(days=270)
_DASHES, _LONGEST_DATELINE = frozenset("-\u2013\u2014"), 60


@dataclass(frozen=True, eq=False, kw_only=True)  # without slots: what is found is kept
class Reading:
    """One sentence and its mentions; every offset counts characters of the article's text.

    *before* is the sentence before it, whole, None for the first.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    cues: Cues
    whole: Whole
    before: Reading | None = field(default=None, repr=False)

    def having(self, **mentions: Sequence[object]) -> Reading:
        """The same sentence with *mentions*, called by their names, in place of those of the kind that it has."""
        other = copy(self)
        vars(other).update(mentions)
        return other

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers that count people or things."""
        return find_numbers(self.sentence, words=self.whole.finders.numbers)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The dates, resolved by the day of publication."""
        published_on = self.whole.article.published_on
        return find_dates(self.sentence, published_on=published_on, words=self.whole.finders.dates)

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places, chosen by what the whole article names."""
        return self.whole.places_in(self.sentence)

    @cached_property
    def casualties(self) -> tuple[CasualtyMention, ...]:
        """The harm to people."""
        words = self.whole.finders.casualties
        if not words.may_tell(self.words):
            return ()
        past = [date.start for date in self.dates if self._is_long_past(date)]
        return find_casualties(self.sentence, self.words, words=words, numbers=self.numbers, past=past)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who may have acted, in a sentence of acts or claims and in the first."""
        if not (self.cues["triggers"] or self.cues["claims"] or self.sentence.index < _LEADING):
            return ()
        numbers, dates, points = _spans(self.numbers), _spans(self.dates), _spans(self._find_points())
        tags = tag(self.words, self.cues, numbers=numbers, dates=dates, places=points)
        return name_owners(find_parties(self.whole.article.text, self.words, tags, self.cues), self.cues)

    @cached_property
    def weapons(self) -> tuple[WeaponMention, ...]:
        """The weapons, but for those of a speech."""
        if not self.cues["weapons"]:
            return ()
        found = find_weapons(self.whole.article.text, self.words, self.cues, self.numbers)
        return tuple(weapon for weapon in found if not self.whole.is_spoken(weapon))

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        """The acts; those told in a speech stay known, but are not taken for real."""
        if not self.cues["triggers"]:
            return ()
        found = [
            act._replace(is_real=False) if self.whole.is_spoken(act) else act
            for act in find_triggers(self.words, self.cues)
        ]
        return in_company(
            Clause(self.words, self.cues, found, self.weapons),
            has_projectiles=any(weapon.code in self.whole.finders.projectiles for weapon in self.weapons),
            find_spots=lambda: [place.start for place in self._find_points()],
        )

    @cached_property
    def salvos(self) -> tuple[Salvo, ...]:
        """Counted devices, and what became of them."""
        return find_salvos(self.words, self.cues, self.numbers, self.weapons)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """What became of devices of another sentence."""
        return find_shares(self.words, self.cues, self.numbers) if self._is_telling else ()

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Which party did an act, and which suffered it."""
        acts = [act for act in self.triggers if act.is_real]
        return find_roles(Clause(self.words, self.cues, acts, self.weapons), self.parties) if self._is_telling else ()

    @cached_property
    def spoken_roles(self) -> tuple[Role, ...]:
        """The same of the acts that are only told in a speech: what a witness or an official says was done."""
        if not (self.cues["triggers"] and self.whole.quotations):
            return ()
        acts = [act for act in find_triggers(self.words, self.cues) if act.is_real and self.whole.is_spoken(act)]
        return find_roles(Clause(self.words, self.cues, acts, self.spoken_weapons), self.parties) if acts else ()

    @cached_property
    def spoken_weapons(self) -> tuple[WeaponMention, ...]:
        """The weapons that are only told of in a speech."""
        if not (self.cues["weapons"] and self.whole.quotations):
            return ()
        found = find_weapons(self.whole.article.text, self.words, self.cues, self.numbers)
        return tuple(weapon for weapon in found if self.whole.is_spoken(weapon))

    @cached_property
    def claims(self) -> tuple[ClaimMention, ...]:
        """Who claimed, denied or was blamed."""
        return find_claims(self.whole.article.text, self.cues, self.parties) if self._is_telling else ()

    def _is_long_past(self, date: DateMention) -> bool:
        """True for a day or year too far back for an event to be told of even beside the news."""
        published_on = self.whole.article.published_on
        if published_on is None or date.when is None or date.is_bound:
            return False
        return published_on - date.when.end > _LONG_PAST and not self._is_part_of_name(date)

    def _is_part_of_name(self, date: DateMention) -> bool:
        """True for the year in what something is called, which is no act: "the 2014 peace deal"."""
        is_before = date.quote.lower().startswith(_ARTICLES) and date.quote[-1].isdigit()
        harmful = (act for act in self.triggers if act.kind != _AGREEMENT)
        return is_before and not any(0 < act.start - date.end <= _NAME for act in harmful)

    @property
    def _is_telling(self) -> bool:
        """True for a sentence that names an act, a weapon or a claim."""
        return any(self.cues[name] for name in TELLING)

    def _find_points(self) -> list[PlaceMention]:
        """The places that are no whole country and no people, whatever *places* is narrowed to."""
        return [place for place in self.whole.places_in(self.sentence) if place.kind not in {COUNTRY, DEMONYM}]


def read(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Every sentence of *article*, in order, with its mentions."""
    sentences = split_sentences(article.text)
    body = [sentence for sentence in sentences if not _is_dateline(sentence) and sentence.kind != HEADING] or sentences
    words = [split_words(article.text, sentence.start, sentence.end) for sentence in body]
    cues = find_cues(article.text, words, codebook=codebook)
    whole = Whole(article, sentences, finders_of(codebook), gazetteer)
    readings: list[Reading] = []
    for each, said, found in zip(body, words, cues, strict=True):
        last = readings[-1] if readings else None
        readings.append(Reading(sentence=each, words=said, cues=found, whole=whole, before=last))
    return tuple(readings)


def _is_dateline(sentence: Sentence) -> bool:
    """True for ``NAIROBI (Agency) -``: where a report was written is not where an event was."""
    return sentence.kind == DATELINE or (
        len(sentence.text) < _LONGEST_DATELINE and sentence.text.rstrip()[-1:] in _DASHES
    )


def _spans(mentions: Iterable[Number | DateMention | PlaceMention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]
