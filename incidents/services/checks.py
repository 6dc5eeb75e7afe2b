"""Checks: every event of a selection checked by the codebook's rules and against the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from incidents.codebook.loader import Codebook
from incidents.domain.events import Event, Record
from incidents.domain.filters import EVERYTHING, Selection
from incidents.domain.problems import Problem
from incidents.geo.regions import open_territories
from incidents.review.checks import WARNING, check_event, check_evidence
from incidents.services.clock import read_today
from incidents.services.context import Context
from incidents.services.place_checks import find_faults
from incidents.store.reading import Reader

MAP_RULE = "place_agrees_with_the_map"
_ARTICLES_HELD = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one event."""

    event_id: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Checks:
    """Check events by every rule: across their fields, their evidence, their place on the map. ``project.checks``."""

    context: Context

    def run(self, selection: Selection = EVERYTHING) -> Iterator[Finding]:
        """Yield every problem of the events of *selection*, event by event, errors before warnings. Nothing is changed.

        >>> [str(each.problem) for each in project.checks.run() if each.problem.is_error]
        """
        codebook = self.context.codebook
        with Reader.open(self.context.database) as reader:
            read_text = lru_cache(maxsize=_ARTICLES_HELD)(lambda article: reader.article(article).text)
            for record in reader.records(selection):
                problems = [*check_record(record, codebook=codebook, read_text=read_text), *self._place(record)]
                for problem in sorted(problems, key=attrgetter("is_error"), reverse=True):
                    yield Finding(record.event_id, problem)

    def _place(self, record: Record) -> Iterator[Problem]:
        if record.event.place.point == (0.0, 0.0):  # has a rule of its own
            return
        severity = self.context.codebook.vocabulary("checks").find(MAP_RULE).attributes["severity"]
        faults = find_faults([record], gazetteer=self.context.layered_gazetteer, territories=open_territories())
        for fault in faults:
            yield Problem(field=fault.field, message=fault.message, is_error=severity != WARNING, rule=MAP_RULE)


def check_record(record: Record, *, codebook: Codebook, read_text: Callable[[str], str]) -> Iterator[Problem]:
    """Yield the problems of one event; *read_text* returns the text of an article by identifier, to check its evidence.

    The day of publication is that of the first article.
    """
    published = [source.published_on for source in record.sources if source.published_on is not None]
    bare = replace(record.event, evidence=())
    yield from check_event(bare, codebook=codebook, published_on=min(published, default=None), today=read_today())
    for article in sorted({each.article for each in record.event.evidence if each.article is not None}):
        cited = Event(evidence=tuple(each for each in record.event.evidence if each.article == article))
        yield from check_evidence(cited, codebook=codebook, text=read_text(article))
