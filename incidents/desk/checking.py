"""Every event of a selection checked by every rule: those across its fields, its evidence, its place on the map.

Reports, and mends nothing. What an event must not be is the review room's; where a point lies, the map's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from incidents.codebook.loader import Codebook
from incidents.desk.clock import read_today
from incidents.desk.desk import Desk
from incidents.desk.place_check import find_faults
from incidents.domain.event import Event, Record
from incidents.domain.problem import Problem
from incidents.domain.selection import EVERYTHING, Selection
from incidents.geo.territories import open_territories
from incidents.review.checks import WARNING, check_event, check_evidence
from incidents.store.reading import Reader

MAP_RULE = "place_agrees_with_the_map"
_ARTICLES_HELD = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one event."""

    event_id: str
    problem: Problem


class Checking:
    """The checks at one desk. ``Checking(desk).run(selection)``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, selection: Selection = EVERYTHING) -> Iterator[Finding]:
        """Every problem of the events of *selection*, event by event, errors before warnings."""
        codebook = self._desk.codebook
        with Reader.open(self._desk.database) as reader:
            read_text = lru_cache(maxsize=_ARTICLES_HELD)(lambda article: reader.article(article).text)
            for record in reader.records(selection):
                problems = [*check_record(record, codebook=codebook, read_text=read_text), *self._place(record)]
                for problem in sorted(problems, key=attrgetter("is_error"), reverse=True):
                    yield Finding(record.event_id, problem)

    def _place(self, record: Record) -> Iterator[Problem]:
        if record.event.place.point == (0.0, 0.0):  # has a rule of its own
            return
        severity = self._desk.codebook.vocabulary("checks").find(MAP_RULE).attributes["severity"]
        faults = find_faults([record], gazetteer=self._desk.layers, territories=open_territories())
        for fault in faults:
            yield Problem(field=fault.field, message=fault.message, is_error=severity != WARNING, rule=MAP_RULE)


def check_record(record: Record, *, codebook: Codebook, read_text: Callable[[str], str]) -> Iterator[Problem]:
    """The problems of one event, its evidence held against the articles that *read_text* gives by identifier.

    The day of publication is that of the first article.
    """
    published = [source.published_on for source in record.sources if source.published_on is not None]
    bare = replace(record.event, evidence=())
    yield from check_event(bare, codebook=codebook, published_on=min(published, default=None), today=read_today())
    for article in sorted({each.article for each in record.event.evidence if each.article is not None}):
        cited = Event(evidence=tuple(each for each in record.event.evidence if each.article == article))
        yield from check_evidence(cited, codebook=codebook, text=read_text(article))
