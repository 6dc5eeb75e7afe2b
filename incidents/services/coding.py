"""Coding: suggest the events of an article, and store those that a person accepts.

Values are not judged here; the form did that before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents import __version__
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import NOTHING_TAKEN, Suggestion, Taken, Verdict
from incidents.services.articles import find_coded, read_article, recall, store_article
from incidents.services.context import Context
from incidents.services.reconciliation import EventChanges, Outcome
from incidents.store.archive import Archive
from incidents.store.reading import Reader

MACHINE = f"incidents {__version__}"  # who proposed what the machine coder suggested


@dataclass(frozen=True, slots=True)
class Coding:
    """Coding articles: suggestions, and events stored as drafts. ``project.coding``.

    Each method that writes is one transaction and one revision: everything is stored, or nothing.
    """

    context: Context

    def suggest(self, article: Article | str) -> Suggestion:
        """Suggest the events that *article* reports; a string is a source, see ``project.articles.read``.

        Places that the project coded or listed before are preferred, if there is a database; none is created.

        >>> suggestion = project.coding.suggest("article.txt")
        >>> [event.sub_event_type for event in suggestion.events]
        """
        from incidents.coder.pipeline import suggest

        if isinstance(article, str):
            article = read_article(article, published_on=None, publisher=None, title=None)
        return suggest(article, codebook=self.context.codebook, gazetteer=self.context.layered_gazetteer)

    def accept(
        self, article: Article, events: Sequence[Event], *, proposed_by: str | None = None, taken: Taken = NOTHING_TAKEN
    ) -> tuple[str, ...]:
        """Store *article*, a report of each event, and the events as drafts; return their identifiers, in order.

        *proposed_by* is who found the events, by default the machine coder. The verdicts in *taken* are stored in the
        same transaction. Raises BadDatabase if there is no database (see ``project.create``).

        >>> project.coding.accept(suggestion.article, suggestion.events)
        ('IRQ1',)
        """
        with self.context.open_archive("code") as archive:
            stored = store_article(archive, article).id
            reports = [self._report(archive, stored, event, proposed_by) for event in events]
            pairs = zip(events, reports, strict=True)
            _keep(archive, taken)
            return tuple(archive.add_event(event, reports=(report,)) for event, report in pairs)

    def accept_into(
        self,
        article: Article,
        event: Event,
        event_id: str,
        *,
        proposed_by: str | None = None,
        taken: Taken = NOTHING_TAKEN,
    ) -> Outcome:
        """Store what *article* says of *event* as one more report of the stored event *event_id*.

        That event then follows all its reports, by its rules. Raises NotFound, and BadUsage if it is withdrawn.
        """
        with self.context.open_archive("code") as archive:
            changing = EventChanges(archive, self.context.rulebook)
            into = changing.take(event_id)
            stored = store_article(archive, article).id
            archive.link(into, self._report(archive, stored, event, proposed_by))
            _keep(archive, taken)
            return changing.follow()[0]

    def add(self, event: Event) -> str:
        """Store an event that rests on no article, as a draft; return its identifier."""
        with self.context.open_archive("add") as archive:
            return archive.add_event(event)

    def keep_verdict(self, verdict: Verdict) -> None:
        """Store what a person made of a suggestion that did not become an event."""
        with self.context.open_archive("code") as archive:
            archive.keep_verdict(verdict)

    def recall(self, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
        """Return the identifiers of the events coded from *article*, and those of *events* that nobody accepted yet."""
        with Reader.open(self.context.database) as reader:
            return recall(reader, article, events)

    def find_coded(self, article: Article, event: Event) -> str | None:
        """Return the event with a report of *article* that says exactly what *event* says; None if there is none."""
        with Reader.open(self.context.database) as reader:
            return find_coded(reader, article, event)

    def _report(self, archive: Archive, article_id: str, event: Event, proposed_by: str | None) -> str:
        by = proposed_by or MACHINE
        return archive.add_report(article_id, event, proposed_by=by, accepted_by=self.context.user)


def _keep(archive: Archive, taken: Taken) -> None:
    for verdict in taken.verdicts:
        archive.keep_verdict(verdict)
    for trial in taken.trials:
        archive.keep_trial(trial)
