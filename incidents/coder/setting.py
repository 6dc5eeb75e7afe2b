"""When and where one event happened, chosen among the dates and places of its passages.

The date nearest to an act of the opening wins, then any date told with it; a bare report of today's news is dated by its
publication, as an inference. The place that stands "in" a clause with an act wins, the more exact one before its country.
Does not find dates or places.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from incidents.coder.events import Account
from incidents.coder.findings import Finding
from incidents.coder.passages import Passage
from incidents.coder.places import PlaceMention
from incidents.domain.when import When, on
from incidents.domain.where import NOWHERE, Place

_OPENING = 3
_EXACTNESS = {"exact": 4, "place": 4, "town": 4, "district": 3, "admin2": 3, "region": 2, "admin1": 2, "country": 1}


def find_when(account: Account, *, published_on: date | None) -> Finding[When | None]:
    """The date of the event; inferred from *published_on* when the article tells none."""
    for passage in account.passages:
        mention = passage.date
        if mention is None or mention.is_future or mention.is_historic:
            continue
        when = account.when if mention.anchor is not None else mention.when
        if when is not None and (passage.acts or passage is account.passages[0]):
            return Finding(when, (mention,), _date_confidence(mention.kind, passage))
    if account.when is not None:
        return Finding(account.when, (), 0.5)
    if published_on is not None and account.is_main:
        return Finding(on(published_on), (), 0.6)
    return Finding(None, (), 0.0)


def find_where(account: Account) -> Finding[Place]:
    """The place of the event; ``NOWHERE`` when none is told."""
    ranked = sorted(_ranked(account), key=lambda pair: (-pair[0], pair[1].start))
    if not ranked:
        return Finding(NOWHERE, (), 0.0)
    weight, mention = ranked[0]
    return Finding(mention.place, (mention,), min(0.95, weight / 12))


def _ranked(account: Account) -> Iterator[tuple[float, PlaceMention]]:
    for order, passage in enumerate(account.passages):
        for mention in passage.reading.places:
            yield _weight(mention, passage, order), mention


def _weight(mention: PlaceMention, passage: Passage, order: int) -> float:
    nearness = max(0, _OPENING - order) + (2 if passage.acts else 0)
    exactness = _EXACTNESS.get(mention.place.precision or "", 2)
    return nearness + exactness + mention.score


def _date_confidence(kind: str, passage: Passage) -> float:
    return {"explicit": 0.95, "weekday": 0.92, "relative": 0.9, "anchored": 0.85}.get(kind, 0.75) - (0 if passage.acts else 0.15)
