"""One article read through: each sentence with everything that is mentioned in it.

Only gathers what the finders find, once; which mentions belong together is for ``events``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from incidents.codebook.loader import Codebook
from incidents.coder.mentions.casualties.finding import CasualtyMention, CasualtyWords, find_casualties
from incidents.coder.mentions.claims import ClaimMention, find_claims
from incidents.coder.mentions.clauses import Clause
from incidents.coder.mentions.company import in_company
from incidents.coder.mentions.dates.finding import DateMention, DateWords, find_dates
from incidents.coder.mentions.devices import Salvo, Share, find_salvos, find_shares
from incidents.coder.mentions.numbers import Number, NumberWords, find_numbers
from incidents.coder.mentions.parties import Party, find_parties
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention, find_places
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.mentions.roles import Role, find_roles
from incidents.coder.mentions.triggers import Trigger, find_triggers
from incidents.coder.mentions.weapons import WeaponMention, find_weapons
from incidents.coder.text.lexicon import TELLING, Cues, find_cues
from incidents.coder.text.quotations import find_quotations, is_quoted
from incidents.coder.text.sentences import DATELINE, HEADING, Sentence, split_sentences
from incidents.coder.text.tags import tag
from incidents.coder.text.words import Word, split_words
from incidents.domain.article import Article
from incidents.geo.gazetteer import Gazetteer

_LEAD = re.compile(r"[^\W\d_][\w .,'/-]{1,40}?(?:\([^()\n]{2,40}\))?\s*(?::|\s[-\u2013\u2014]{1,2})\s")
_START = attrgetter("start")
_LEADING = 2  # sentences, which name the parties even before they tell of an act
_DASHES, _LONGEST_DATELINE = frozenset("-\u2013\u2014"), 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence and its mentions; every offset counts characters of the article's text."""

    sentence: Sentence
    words: tuple[Word, ...]
    cues: Cues
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    casualties: tuple[CasualtyMention, ...]
    parties: tuple[Party, ...]
    triggers: tuple[Trigger, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    salvos: tuple[Salvo, ...] = ()
    shares: tuple[Share, ...] = ()
    roles: tuple[Role, ...] = ()
    claims: tuple[ClaimMention, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finders:
    numbers: NumberWords
    dates: DateWords
    casualties: CasualtyWords
    places: PlaceWords
    projectiles: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the sentences of one article share."""

    article: Article
    places: Sequence[PlaceMention]
    quotations: tuple[tuple[int, int], ...]
    finders: _Finders

    def places_in(self, sentence: Sentence) -> tuple[PlaceMention, ...]:
        """The places that *sentence* names."""
        begin = bisect_left(self.places, sentence.start, key=_START)
        return tuple(self.places[begin : bisect_left(self.places, sentence.end, lo=begin, key=_START)])


@lru_cache(maxsize=4)
def _finders(codebook: Codebook) -> _Finders:
    numbers = NumberWords.of(codebook.cues("numbers"))
    groups, statuses = codebook.vocabulary("casualty_groups"), codebook.vocabulary("casualty_status")
    return _Finders(
        numbers,
        DateWords.of(codebook.cues("dates")),
        CasualtyWords.of(codebook.cues("casualties"), groups=groups, statuses=statuses, numbers=numbers),
        PlaceWords.of(codebook.cues("places"), countries=codebook.countries),
        frozenset(codebook.cues("devices")["projectiles"]),
    )


def read(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> tuple[Reading, ...]:
    """Every sentence of *article*, in order, with its mentions."""
    sentences = split_sentences(article.text)
    found = find_places(sentences, gazetteer=gazetteer, words=_finders(codebook).places, title=article.title)
    places = _mark_dateline(article.text, found)
    body = [sentence for sentence in sentences if not _is_dateline(sentence) and sentence.kind != HEADING] or sentences
    words = [split_words(article.text, sentence.start, sentence.end) for sentence in body]
    cues = find_cues(article.text, words, codebook=codebook)
    whole = _Whole(article, places, find_quotations(article.text), _finders(codebook))
    return tuple(_read(each, said, found, whole) for each, said, found in zip(body, words, cues, strict=True))


def _mark_dateline(text: str, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """*places* with those of a dateline that the first sentence runs on from marked: ``COLOMBO: At least one``."""
    lead = _LEAD.match(text)
    end = 0 if lead is None else lead.end()
    return tuple(replace(place, is_dateline=True) if place.end <= end else place for place in places)


def _is_dateline(sentence: Sentence) -> bool:
    """True for ``NAIROBI (Agency) -``: where a report was written is not where an event was."""
    return sentence.kind == DATELINE or (
        len(sentence.text) < _LONGEST_DATELINE and sentence.text.rstrip()[-1:] in _DASHES
    )


def _read(sentence: Sentence, words: tuple[Word, ...], cues: Cues, whole: _Whole) -> Reading:
    numbers = find_numbers(sentence, words=whole.finders.numbers)
    dates = find_dates(sentence, published_on=whole.article.published_on, words=whole.finders.dates)
    places = whole.places_in(sentence)
    parties: tuple[Party, ...] = ()
    if cues["triggers"] or cues["claims"] or sentence.index < _LEADING:
        tags = tag(
            words, cues, numbers=map(_span, numbers), dates=map(_span, dates), places=map(_span, _points(places))
        )
        parties = find_parties(whole.article.text, words, tags, cues)
    plain = Reading(
        sentence=sentence,
        words=words,
        cues=cues,
        numbers=numbers,
        dates=dates,
        places=places,
        casualties=find_casualties(sentence, words=whole.finders.casualties),
        parties=parties,
    )
    return _with_acts(plain, whole) if any(cues[name] for name in TELLING) else plain


def _with_acts(plain: Reading, whole: _Whole) -> Reading:
    """*plain*, a sentence that names an act, a weapon or a claim, with who did what, and by which means."""
    text, words, cues, numbers = whole.article.text, plain.words, plain.cues, plain.numbers
    weapons = _unquoted_weapons(find_weapons(text, words, cues, numbers), whole.quotations)
    triggers = in_company(
        _unquoted_triggers(find_triggers(words, cues), whole.quotations),
        words,
        cues,
        has_projectiles=any(weapon.code in whole.finders.projectiles for weapon in weapons),
        spots=[place.start for place in _points(plain.places)],
    )
    return replace(
        plain,
        triggers=triggers,
        weapons=weapons,
        salvos=find_salvos(words, cues, numbers, weapons),
        shares=find_shares(words, cues, numbers),
        roles=find_roles(Clause(words, cues, [act for act in triggers if act.is_real], weapons), plain.parties),
        claims=find_claims(text, cues, plain.parties),
    )


def _points(places: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Those of *places* that are no whole country and no people."""
    return [place for place in places if place.kind not in {COUNTRY, DEMONYM}]


def _unquoted_triggers(found: Sequence[Trigger], quotations: tuple[tuple[int, int], ...]) -> tuple[Trigger, ...]:
    """Acts told in a speech stay known, but are not taken for real."""
    return tuple(
        replace(trigger, is_real=False) if is_quoted(trigger.start, trigger.end, quotations) else trigger
        for trigger in found
    )


def _unquoted_weapons(
    found: Sequence[WeaponMention], quotations: tuple[tuple[int, int], ...]
) -> tuple[WeaponMention, ...]:
    return tuple(weapon for weapon in found if not is_quoted(weapon.start, weapon.end, quotations))


def _span(mention: Number | DateMention | PlaceMention) -> tuple[int, int]:
    return mention.start, mention.end
