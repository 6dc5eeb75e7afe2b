"""Dates in a sentence, resolved against the day of publication, which counts as past.

Says which words date something and when that is; does not say which event they date. "Two days after" hangs on another
event's date: it comes back as an ``Anchor`` for ``events`` to resolve. The rules stand in ``explicit``,
``holidays``, ``months``, ``weekday``, ``relative`` and ``periods``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from incidents.coder.mentions.dates.explicit import EXPLICIT_RULES
from incidents.coder.mentions.dates.holidays import HOLIDAY_RULES
from incidents.coder.mentions.dates.mention import DateMention
from incidents.coder.mentions.dates.months import MONTH_RULES
from incidents.coder.mentions.dates.periods import PERIOD_RULES
from incidents.coder.mentions.dates.reading import (
    DATELINED,
    EXPLICIT,
    NOTHING,
    RANGED,
    Context,
    Reading,
    Rule,
    words_of,
)
from incidents.coder.mentions.dates.relative import RELATIVE_RULES
from incidents.coder.mentions.dates.weekday import WEEKDAY_RULES
from incidents.coder.mentions.dates.words import DateWords
from incidents.coder.text.sentences import DATELINE, Sentence
from incidents.domain.dates import When

__all__ = ["DateMention", "DateWords", "find_dates"]

_RULES = (*EXPLICIT_RULES, *HOLIDAY_RULES, *MONTH_RULES, *WEEKDAY_RULES, *RELATIVE_RULES, *PERIOD_RULES)
_TELLING = frozenset().union(*(rule.needs[0] for rule in _RULES))
"""Each rule needs one of these words; most sentences have none."""
_CLAUSE = re.compile(r"[,;:\u2014\u2013]|\b(?:after|when|while|that|which|who|where|because|but)\b", re.IGNORECASE)
_OWNER = re.compile(r"['\u2019]s\b")
"""After a date: "said Thursday's attack" dates the attack."""
_BEGUN_ASIDE = re.compile(r",[ ](?:on[ ]|late[ ](?:on[ ])?|early[ ](?:on[ ])?)?\Z", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)
_OLD = timedelta(days=182)
_REACH_BACK, _FRESH = 80, timedelta(days=3)


def find_dates(sentence: Sentence, *, published_on: date | None, words: DateWords) -> tuple[DateMention, ...]:
    """The dates of *sentence* from left to right; without *published_on* only those that need none.

    Where two rules read the same words, the one that comes first in the tables of rules has them.
    """
    told = words_of(sentence.text)
    rules = () if told.isdisjoint(_TELLING) else tuple(rule for rule in _RULES if rule.may_match(told))
    if not rules:
        return ()
    taken = [match.span() for match in words.name.finditer(sentence.text)]
    found: list[DateMention] = []
    for match, reading in _readings(sentence.text, rules, taken, published_on, words):
        taken.append(match.span())
        if reading is not NOTHING and not _is_of_photograph(sentence, match, reading, published_on):
            found.append(_mention(sentence, match, reading, published_on, words))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _readings(
    text: str, rules: Iterable[Rule], taken: list[tuple[int, int]], published_on: date | None, words: DateWords
) -> Iterator[tuple[re.Match[str], Reading]]:
    """Each match of *rules* that touches no span of *taken*, which the caller fills as it goes."""
    for rule in rules:
        for match in rule.pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if words.name_after.match(text, match.end()) is not None:
                continue
            is_future = words.future.search(_clause_before(text, match.start())) is not None
            reading = rule.read(match, Context(published_on, is_future))
            if reading is not None:
                yield match, reading


def _clause_before(text: str, start: int) -> str:
    """The words of the same clause that stand before *start*."""
    before = text[max(0, start - _REACH_BACK) : start]
    cuts = [cut.end() for cut in _CLAUSE.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _mention(
    sentence: Sentence, match: re.Match[str], reading: Reading, published_on: date | None, words: DateWords
) -> DateMention:
    before = _clause_before(sentence.text, match.start())
    quote = match.group().rstrip(".")
    is_past = reading.when is None or published_on is None or reading.when.start <= published_on
    return DateMention(
        start=sentence.start + match.start(),
        end=sentence.start + match.start() + len(quote),
        quote=quote,
        when=reading.when,
        kind=DATELINED if _is_dateline(sentence, quote, reading) else reading.kind,
        anchor=reading.anchor,
        is_future=reading.is_future or not is_past,
        is_historic=_is_old(reading.when, published_on),
        is_bound=reading.kind != RANGED and _is_bound(before, quote, words) and not _opens_act(sentence, match),
        is_speech=_is_speech(sentence.text, before, match.group(), match.end(), words),
        alternatives=reading.alternatives,
    )


def _is_dateline(sentence: Sentence, quote: str, reading: Reading) -> bool:
    """True for the day of writing: in a wire's dateline, or a full date that is all its line says."""
    return sentence.kind == DATELINE or (reading.kind == EXPLICIT and quote == sentence.text.rstrip("."))


def _is_of_photograph(sentence: Sentence, match: re.Match[str], reading: Reading, published_on: date | None) -> bool:
    """True for the full date that ends the words under a photograph, after a comma.

    "Marchers in Moscow, March 4, 2017": news itself leaves out the year of what is new.
    """
    is_last = match.end() == len(sentence.text.rstrip(". "))
    is_parted = sentence.text[: match.start()].endswith(", ")
    if reading.kind != EXPLICIT or not (is_last and is_parted) or reading.when is None or published_on is None:
        return False
    is_dated = match.group().rstrip(".").endswith(f"{published_on.year}")
    return is_dated and timedelta(0) <= published_on - reading.when.end <= _FRESH


def _is_speech(text: str, before: str, quote: str, end: int, words: DateWords) -> bool:
    """True for "said on Sunday" and "the ministry Sunday called"; "said Thursday's attack" dates the attack.

    So is "the minister, late on Sunday in Cairo, confirmed": an aside between who speaks and the verb.
    """
    if words.spoken.match(text, end) is not None:
        return True
    is_aside = _BEGUN_ASIDE.search(text[: end - len(quote)]) is not None
    if is_aside and words.spoken_aside.match(text, end) is not None:
        return True
    is_told = words.speech.search(before) is not None or words.heard.search(before) is not None
    return is_told and _OWNER.match(text, end) is None


def _is_bound(before: str, quote: str, words: DateWords) -> bool:
    """True when "since" or the like stands before the date or is its first word."""
    return any(words.bound.search(lead) is not None for lead in (before, f"{before}{quote.split(maxsplit=1)[0]} "))


def _opens_act(sentence: Sentence, match: re.Match[str]) -> bool:
    """True for "since Friday when clashes broke out", which dates the clashes."""
    return _WHEN.match(sentence.text, match.end()) is not None


def _is_old(when: When | None, published_on: date | None) -> bool:
    return when is not None and published_on is not None and published_on - when.end > _OLD
