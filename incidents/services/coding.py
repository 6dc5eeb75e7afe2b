"""Coding: suggest the events of an article, store those that a person accepts, and measure what coding costs.

Values are not judged here; the form did that before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from incidents import __version__
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import NOTHING_TAKEN, Effort, Suggestion, Taken, Verdict
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The median cost of one *task* for one person: keys and seconds an item, over so many *items* and *events*.

    *untouched* is the share of rows accepted as suggested, None if no row was decided.
    """

    by: str
    task: str
    items: int
    events: int
    keys: float
    seconds: float
    untouched: float | None


@dataclass(frozen=True, slots=True)
class Efforts:
    """How many keys and how much time coding takes. ``project.effort``."""

    context: Context

    def keep(self, effort: Effort, *, verdicts: Iterable[Verdict] = ()) -> None:
        """Store what one item cost the user, and in the same transaction *verdicts* on what was left out of it."""
        with self.context.open_archive(effort.task) as archive:
            for verdict in verdicts:
                archive.keep_verdict(verdict)
            archive.keep_effort(effort)

    def costs(self) -> tuple[Cost, ...]:
        """Return what items cost, by person and task (medians; time in seconds)."""
        found: dict[tuple[str, str], list[Effort]] = defaultdict(list)
        with Reader.open(self.context.database) as reader:
            for effort in reader.efforts():
                found[effort.by or "", effort.task].append(effort)
        return tuple(_sum_up(*key, efforts) for key, efforts in sorted(found.items()))


def _sum_up(by: str, task: str, efforts: list[Effort]) -> Cost:
    rows = sum(effort.rows for effort in efforts)
    return Cost(
        by=by,
        task=task,
        items=len(efforts),
        events=sum(effort.events for effort in efforts),
        keys=median(effort.keys for effort in efforts),
        seconds=round(median(effort.seconds for effort in efforts), 1),
        untouched=None if rows == 0 else round(sum(effort.untouched for effort in efforts) / rows, 3),
    )


PAUSE = 120.0  # seconds without a key: whoever rests longer is not counted as working


@dataclass(slots=True)
class Meter:
    """Counts *keys* and *seconds* at work; *read_clock* gives seconds from anywhere that only rise."""

    read_clock: Callable[[], float]
    keys: int = 0
    seconds: float = 0.0
    _last: float | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start the clock: the article is on the screen."""
        self._last = self.read_clock()

    def press(self, keys: int = 1) -> None:
        """Count keys, and the time since the last one."""
        now = self.read_clock()
        self.seconds += 0.0 if self._last is None else min(now - self._last, PAUSE)
        self.keys += keys
        self._last = now
