"""When and where one event happened, chosen among the dates and places of its passages.

The date nearest to an act of the opening wins, then any date told with it; a bare report of today's news is dated
by its publication, as an inference. Which place wins is for ``spot``. Does not find dates or places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from incidents.coder.events.accounts import Account
from incidents.coder.events.dating import date_of, is_dated_by_claim
from incidents.coder.events.passages import Passage
from incidents.coder.fields.findings import Finding, Rival
from incidents.coder.fields.homes import find_home
from incidents.coder.fields.sides import find_partners
from incidents.coder.fields.spot import event_place
from incidents.coder.fields.unlisted import without_towns
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import PERIOD
from incidents.coder.mentions.parties import Party
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.dates import When, on
from incidents.domain.locations import Place

_Dated = tuple[Passage, DateMention, When]
_LEAD, _WEEK = 2, 7
_EARLY = 4  # passages
_BEHIND = 6  # characters
_OPENING, _NEWS, _SLACK = 5, timedelta(days=10), timedelta(days=2)
_SECOND = 0.5  # what is left of the confidence in a date that is not the one chosen


def find_when(account: Account, *, published_on: date | None) -> Finding[When | None]:
    """The date of the event; inferred from *published_on* when the article tells none."""
    opening = [passage for passage in account.passages if passage.acts][:_LEAD]
    found = [each for passage in account.passages for each in _dated(passage, account)]
    told = [each for each in found if each[2].days <= _WEEK or each[0] in opening]
    early = account.passages[:_EARLY]
    ranked = _narrowed(sorted(told, key=lambda each: _tier(each, is_early=each[0] in early)))
    rivals = tuple(_rivals(ranked))
    for passage, mention, when in ranked:
        is_report = _is_report((passage, mention, when))
        if is_dated_by_claim(passage) and account.when is not None:
            continue
        finer = _finer((passage, mention, when), told)
        if finer is not None:
            return Finding(finer[2], (finer[1], mention), _date_confidence(finer[1].kind, finer[0]), rivals)
        if not _is_outdone(when, told, is_report=is_report):
            return Finding(when, (mention,), _date_confidence(mention.kind, passage) - 0.3 * is_report, rivals)
    if account.when is not None:
        return Finding(account.when, (), 0.5, rivals)
    if published_on is not None:
        return Finding(on(published_on), (), 0.6, rivals)
    return Finding(None, (), 0.0)


def _finer(dated: _Dated, told: Sequence[_Dated]) -> _Dated | None:
    """The day within a longer date on which the same act is told further on: "in July", then "on July 17"."""
    passage, _, when = dated
    if when.days == 1:
        return None
    days = (each for each in told if each[2].days == 1 and each[0].kinds & passage.kinds and not _is_report(each))
    return next((each for each in days if when.start <= each[2].start <= when.end), None)


def _is_report(dated: _Dated) -> bool:
    """True for the day on which something was said or claimed, came to its end or a toll rose, rather than was done."""
    passage, mention, _ = dated
    is_end = bool(keyed(passage.reading.cues, "discourse.closing"))
    is_rise = any(each.is_toll and 0 <= mention.start - each.end <= _BEHIND for each in passage.reading.casualties)
    return mention.is_speech or is_dated_by_claim(passage) or is_end or is_rise


def _narrowed(ranked: list[_Dated]) -> list[_Dated]:
    """*ranked*, where "this week" comes first and an act's day of that week is told, with that day before it."""
    if not ranked or ranked[0][1].kind != PERIOD:
        return ranked
    when = ranked[0][2]
    for each in ranked:
        passage, mention, day = each
        is_within = day.days == 1 and when.start - _SLACK <= day.start <= when.end
        if is_within and mention.anchor is None and passage.acts and not _is_report(each):
            return [each, *ranked]
    return ranked


def _tier(dated: _Dated, *, is_early: bool) -> int:
    """Which dates to believe first: the day of an act, then a day told early, then that on which an act was told.

    "The incident happened on Friday" comes before "a soldier was killed, officials said on Saturday", and that before
    "last week" further on.
    """
    if dated[0].acts and (is_early or dated[1].kind != PERIOD):
        return 2 * _is_report(dated)
    return 1 if is_early and not _is_report(dated) else 3


def _rivals(ranked: Sequence[_Dated]) -> Iterator[Rival[When | None]]:
    """Every date told, then every other honest reading of one."""
    for passage, mention, when in ranked:
        yield Rival(when, _SECOND * _date_confidence(mention.kind, passage), mention)
    for passage, mention, _ in ranked:
        for when in mention.alternatives:
            yield Rival(when, _SECOND * _date_confidence(mention.kind, passage), mention)


def _is_outdone(when: When, told: Sequence[_Dated], *, is_report: bool) -> bool:
    """True for a date told in passing long before the day on which the news was told."""
    reports = [other for _, mention, other in told[:_OPENING] if mention.is_speech and other.days == 1]
    return not is_report and any(other.end - when.start > _NEWS for other in reports)


def _dated(passage: Passage, account: Account) -> Iterator[_Dated]:
    mention = date_of(passage)
    if mention is None or mention.is_future or mention.is_historic:
        return
    when = account.when if mention.anchor is not None else mention.when
    if when is not None:
        yield passage, mention, when


def find_where(account: Account, others: Sequence[PlaceMention], *, doer: Party | None) -> Finding[Place]:
    """The place of the event; *others* are the places of the rest of the article, *doer* the perpetrator.

    The country of whoever did it is not where it was done as long as another is told: "an Iranian attack, Kuwait said".
    """
    doers = () if doer is None else (doer, *find_partners(account, doer))
    acting = [passage for passage in account.passages if passage.acts]
    told = [each for each in acting if each is acting[0] or not keyed(each.reading.cues, "discourse.series")][:_OPENING]
    own = [mention for passage in told for mention in passage.reading.places if not _is_of_any(mention, doers)]
    acts = [act.start for passage in told for act in passage.acts]
    rest = [mention for mention in without_towns(others, told) if not _is_of_any(mention, doers)]
    found = event_place(own, rest, acts=acts)
    if found.mentions or not doers:
        return found
    return find_home(account, doers) or event_place([], others, acts=acts)


def _is_of_any(mention: PlaceMention, doers: Sequence[Party]) -> bool:
    """True for the country or nationality by which one of the perpetrators is called, unless something is put there."""
    own = [doer for doer in doers if doer.country is not None and doer.country == mention.place.country]
    is_named = mention.kind == DEMONYM or (mention.kind == COUNTRY and not (mention.is_inside or mention.is_near))
    return bool(own) and (is_named or any(doer.start <= mention.start < doer.end for doer in own))


def _date_confidence(kind: str, passage: Passage) -> float:
    return {"explicit": 0.95, "weekday": 0.92, "relative": 0.9, "anchored": 0.85}.get(kind, 0.75) - (
        0 if passage.acts else 0.15
    )
