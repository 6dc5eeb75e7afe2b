"""The desk itself: it composes the rooms, holds the clock and the transaction, and keeps no work of its own.

Nothing is opened before it is needed, and what only writing needs is not even imported before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import Any

from incidents.codebook.loader import Codebook, load
from incidents.coder.fields.summary import summarise
from incidents.desk.articles import read, recall
from incidents.desk.asking import Answer, Asking, Question
from incidents.desk.clock import read_now, read_today
from incidents.desk.coding import MACHINE, Coding
from incidents.desk.duplicates import Duplicates
from incidents.desk.editing import Editing
from incidents.desk.erasing import Erasing
from incidents.desk.explaining import Reason, explain
from incidents.desk.following import Outcome
from incidents.desk.forms import Edit, Forms
from incidents.desk.history import History
from incidents.desk.judging import Judging
from incidents.desk.layers import open_layers
from incidents.desk.moments import read_moment
from incidents.desk.naming import find_database, name_coder
from incidents.desk.overlooked import tell_overlooked
from incidents.desk.publishing import Layout, Table, find_profile, publish, tabulate
from incidents.domain.article import Article
from incidents.domain.event import Event, Record
from incidents.domain.moment import Moment
from incidents.domain.selection import EVERYTHING, Selection
from incidents.domain.suggestion import Suggestion
from incidents.domain.verdict import Verdict
from incidents.exchange.explaining import Explanation
from incidents.exchange.explaining import explain as explain_layout
from incidents.exchange.rows import Report
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.geo.index import Progress
from incidents.review.reconciliation.deciding import Rulebook
from incidents.store import migrate
from incidents.store.database import Database
from incidents.store.reading import Reader


class Desk:
    """Everything one person does with one database. ``Desk.open("iraq.db", by="amal")``; nothing needs closing."""

    def __init__(
        self,
        database: Database,
        *,
        by: str | None = None,
        progress: Progress | None = None,
        moment: Moment | None = None,
    ) -> None:
        self.database = database
        self._by = by
        self._progress = progress
        self._moment = moment

    @classmethod
    def open(cls, database: str | None = None, *, by: str | None = None, progress: Progress | None = None) -> Desk:
        """A desk at *database*, a path or URL, else ``INCIDENTS_DATABASE``, else ./incidents.db.

        *by* is who codes, else ``INCIDENTS_CODER``, else the login name.
        """
        return cls(find_database(database), by=by, progress=progress)

    def at(self, moment: str) -> Desk:
        """A desk that reads the same database as it was at a *moment*: a day, an instant, a revision. It writes now.

        Raises BadUsage for a moment that cannot be read or is still to come.
        """
        return Desk(self.database, by=self._by, progress=self._progress, moment=read_moment(moment, read_now()))

    @cached_property
    def coder(self) -> str:
        """Who is at the desk."""
        return name_coder(self._by)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook of this version."""
        return load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer; built when it is first used on a machine."""
        return open_gazetteer(self._progress)

    @cached_property
    def layers(self) -> Gazetteer:
        """The gazetteer with the places that this database has coded and listed before it."""
        return open_layers(self.database, self.gazetteer)

    def read(
        self, source: str, *, published_on: str | None = None, publisher: str | None = None, title: str | None = None
    ) -> Article:
        """The article in a file, at a URL or on standard input (``-``); what is given stands above what it says."""
        return read(source, published_on=published_on, publisher=publisher, title=title)

    def suggest(self, article: Article | str) -> Suggestion:
        """The events that *article*, or the source of that name, reports.

        Places that the project has coded or listed before come first, where there is a database; none is made.
        """
        from incidents.coder.pipeline import suggest  # noqa: PLC0415 - a query need not wait for forty modules of rules

        text = self.read(article) if isinstance(article, str) else article
        return suggest(text, codebook=self.codebook, gazetteer=self.layers)

    def recall(self, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
        """The identifiers of the events coded from *article*, and those of *events* that nobody accepted yet."""
        with self._open_reader() as reader:
            return recall(reader, article, events)

    def prepare(self) -> bool:
        """Make the database when there is none, True then. Raises BadDatabase when it cannot be used."""
        return migrate.ensure(self.database)

    def upgrade(self) -> Path | None:
        """Bring an older database up to date; the backup made before, None when there was nothing to do."""
        return migrate.upgrade(self.database)

    @property
    def forms(self) -> Forms:
        """The coding form: shows an event as it is typed, reads what is typed, and checks the whole."""
        return Forms(self.codebook, lambda: self.layers, read_today())

    def accept(
        self,
        article: Article,
        events: Sequence[Event],
        *,
        proposed_by: str | None = None,
        verdicts: Sequence[Verdict] = (),
    ) -> tuple[str, ...]:
        """Store events that *article* reports, as drafts, all or none; found by the machine unless told otherwise.

        *verdicts* say what a person made of suggestions; they are kept for the coder to learn from.
        """
        return self._coding().accept(article, events, proposed_by=proposed_by or MACHINE, verdicts=verdicts)

    def keep_verdict(self, verdict: Verdict) -> None:
        """Keep what a person made of a suggestion that is not stored as an event of its own."""
        self._coding().keep(verdict)

    def accept_into(self, article: Article, event: Event, event_id: str, *, proposed_by: str | None = None) -> Outcome:
        """Store what *article* reports as one more report of a stored event, which follows it."""
        return self._coding().accept_into(article, event, event_id, self.rulebook, proposed_by=proposed_by or MACHINE)

    def add(self, event: Event) -> str:
        """Store an event that rests on no article, as a draft; its identifier."""
        return self._coding().add(event)

    def edit(
        self, event_id: str, changes: Mapping[str, str], *, reason: str | None = None, version: int | None = None
    ) -> Edit:
        """Change fields of an event, all or none; *version* is what the person looked at. See ``Editing``."""
        editing = Editing(self._coding().open, self.rulebook, self.forms)
        return editing.edit(event_id, changes, reason=reason, version=version)

    @property
    def judging(self) -> Judging:
        """Links of reports, merging and splitting, and the rules by which an event follows."""
        return Judging(self._coding().open, self.rulebook)

    @property
    def duplicates(self) -> Duplicates:
        """What may be in the database twice."""
        return Duplicates(self.database, self._coding().open)

    @property
    def erasing(self) -> Erasing:
        """Words that the law wants gone."""
        return Erasing(self._coding().open)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which events follow from their reports."""
        return Rulebook(self.codebook, summarise)

    def withdraw(self, event_id: str, *, reason: str) -> None:
        """Take an event back; it stays in the database, marked as withdrawn."""
        self._coding().withdraw(self.record(event_id), reason=reason)

    def record(self, event_id: str) -> Record:
        """One event; NotFound when there is none of that identifier."""
        with self._open_reader() as reader:
            return reader.record(event_id)

    def explain(self, event_id: str, keys: Iterable[str]) -> Reason:
        """Why the values under *keys* of the event's document stand as they do."""
        with self._open_reader() as reader:
            return explain(reader, event_id, keys, self.rulebook)

    def ask(self, question: Question) -> Answer:
        """*question* in codes, with a note of events that it would lose silently."""
        asking = Asking(codebook=self.codebook, open_gazetteer=lambda: self.layers, today=read_today())
        return tell_overlooked(asking.resolve(question), self.database, as_of=self._moment)

    def records(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """The events of *selection*, streamed."""
        with self._open_reader() as reader:
            yield from reader.records(selection)

    def publish(self, selection: Selection, layout: Layout, target: str | None = None) -> Report:
        """Write the events of *selection* to the file *target*, else to standard output; what was left out and why."""
        return publish(self.records(selection), layout, target, codebook=self.codebook)

    def explain_layout(self, selection: Selection, profile: str) -> Explanation:
        """What the layout *profile* cannot say of the events of *selection*."""
        return explain_layout(self.records(selection), find_profile(self.codebook, profile, ()), self.codebook)

    def tabulate(self, selection: Selection, columns: tuple[str, ...] = ()) -> Table:
        """The events of *selection* as a table for reading."""
        return tabulate(self.records(selection), columns, codebook=self.codebook)

    @property
    def history(self) -> History:
        """The log, undoing and redoing, what differs between two days, and whether all is whole."""
        return History(self.database, self._open_archive, read_now())

    def _open_archive(self, command: str, *, reason: str | None) -> AbstractContextManager[Any]:
        return self._coding().open(command, reason=reason)

    def _open_reader(self) -> AbstractContextManager[Reader]:
        return Reader.open(self.database, as_of=self._moment)

    def _coding(self) -> Coding:
        version = self.codebook.version
        return Coding(database=self.database, by=self.coder, at=read_now(), codebook_version=version)
