"""The desk itself: it composes the rooms, holds the clock and the transaction, and keeps no work of its own.

Nothing is opened before it is needed, and each part is imported when it is first asked for: no command needs them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.desk.clock import read_now
from incidents.desk.looking import Looking
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.suggestion import Suggestion
from incidents.domain.taken import NOTHING, Taken
from incidents.domain.verdict import Verdict
from incidents.store import migrate

if TYPE_CHECKING:
    from incidents.desk.adjudicating import Adjudicating
    from incidents.desk.coding import Coding
    from incidents.desk.duplicates import Duplicates
    from incidents.desk.efforts import Efforts
    from incidents.desk.erasing import Erasing
    from incidents.desk.following import Outcome
    from incidents.desk.forms import Edit
    from incidents.desk.history import History
    from incidents.desk.inbox import Inbox
    from incidents.desk.ingesting import Ingesting
    from incidents.desk.judging import Judging
    from incidents.desk.membership import Membership
    from incidents.desk.querying import Querying
    from incidents.desk.reviewing import Reviewing
    from incidents.desk.sharing import Sharing
    from incidents.store.archive import Archive


class Desk(Looking):
    """Everything one person does with one database. ``Desk.open("iraq.db", by="amal")``; nothing needs closing."""

    def read(
        self, source: str, *, published_on: str | None = None, publisher: str | None = None, title: str | None = None
    ) -> Article:
        """The article in a file, at a URL or on standard input (``-``); what is given stands above what it says."""
        from incidents.desk.articles import read

        return read(source, published_on=published_on, publisher=publisher, title=title)

    def suggest(self, article: Article | str) -> Suggestion:
        """The events that *article*, or the source of that name, reports.

        Places that the project has coded or listed before come first, where there is a database; none is made.
        """
        from incidents.coder.pipeline import suggest

        text = self.read(article) if isinstance(article, str) else article
        return suggest(text, codebook=self.codebook, gazetteer=self.layers)

    def prepare(self) -> bool:
        """Make the database when there is none, True then. Raises BadDatabase when it cannot be used."""
        return migrate.ensure(self.database)

    def upgrade(self) -> Path | None:
        """Bring an older database up to date; the backup made before, None when there was nothing to do."""
        return migrate.upgrade(self.database)

    def accept(
        self,
        article: Article,
        events: Sequence[Event],
        *,
        proposed_by: str | None = None,
        taken: Taken = NOTHING,
    ) -> tuple[str, ...]:
        """Store events that *article* reports, as drafts, all or none; found by the machine unless told otherwise.

        What is *taken* down of how suggestions were taken is kept with them.
        """
        return self._coding().accept(article, events, proposed_by=proposed_by, taken=taken)

    def keep_verdict(self, verdict: Verdict) -> None:
        """Keep what a person made of a suggestion that is not stored as an event of its own."""
        self._coding().keep(verdict)

    def accept_into(
        self, article: Article, event: Event, event_id: str, *, proposed_by: str | None = None, taken: Taken = NOTHING
    ) -> Outcome:
        """Store what *article* reports as one more report of a stored event, which follows it; *taken* as above."""
        return self._coding().accept_into(article, event, event_id, proposed_by=proposed_by, taken=taken)

    def add(self, event: Event) -> str:
        """Store an event that rests on no article, as a draft; its identifier."""
        return self._coding().add(event)

    def edit(
        self, event_id: str, changes: Mapping[str, str], *, reason: str | None = None, version: int | None = None
    ) -> Edit:
        """Change fields of an event, all or none; *version* is what the person looked at. See ``Editing``."""
        from incidents.desk.editing import Editing

        editing = Editing(self._coding().open, self.rulebook, self.forms)
        return editing.edit(event_id, changes, reason=reason, version=version)

    @property
    def judging(self) -> Judging:
        """Links of reports, merging and splitting, and the rules by which an event follows."""
        from incidents.desk.judging import Judging

        return Judging(self._coding().open, self.rulebook)

    @property
    def duplicates(self) -> Duplicates:
        """What may be in the database twice."""
        from incidents.desk.duplicates import Duplicates

        return Duplicates(self.database, self._coding().open)

    @property
    def inbox(self) -> Inbox:
        """Articles that came in and wait."""
        from incidents.desk.inbox import Inbox

        return Inbox(self.database, self._coding().open, self.codebook)

    def ingesting(
        self,
        *,
        since: str | None = None,
        pause: float = 1.0,
        again: bool = False,
        prepare: Callable[[], object] | None = None,
    ) -> Ingesting:
        """The way in for many articles; *since* is a day as people type it, *pause* in seconds.

        *prepare* is called before something is kept; without it the database is made silently when there is none.
        """
        from incidents.desk.ingesting import open_ingesting

        return open_ingesting(self.inbox, since=since, pause=pause, again=again, prepare=prepare or self.prepare)

    @property
    def efforts(self) -> Efforts:
        """What items cost people."""
        from incidents.desk.efforts import Efforts

        return Efforts(self.database, self._coding().open)

    @property
    def querying(self) -> Querying:
        """Questions on the codebook, and what a changed definition leaves to be looked at again."""
        from incidents.desk.querying import Querying

        return Querying(self.database, self._coding().open, self.codebook)

    @property
    def sharing(self) -> Sharing:
        """Who is to code what, and codings that are kept apart."""
        from incidents.desk.sharing import Sharing

        return Sharing(database=self.database, open_archive=self._coding().open, by=self.coder, now=read_now())

    @property
    def adjudicating(self) -> Adjudicating:
        """Codings of two people, and what an adjudicator makes of them."""
        from incidents.desk.adjudicating import Adjudicating

        return Adjudicating(self.database, self._coding().open, self.forms, self.coder)

    @property
    def erasing(self) -> Erasing:
        """Words that the law wants gone."""
        from incidents.desk.erasing import Erasing

        return Erasing(self._coding().open)

    def withdraw(self, event_id: str, *, reason: str) -> None:
        """Take an event back; it stays in the database, marked as withdrawn."""
        self.reviewing.move("withdraw", [event_id], reason=reason)

    @property
    def reviewing(self) -> Reviewing:
        """Moves of events from state to state, and what waits for review."""
        from incidents.desk.reviewing import Reviewing

        return Reviewing(self.database, self._coding().open, self.moves, self.coder)

    @property
    def membership(self) -> Membership:
        """Who belongs to the team, and in which role."""
        from incidents.desk.membership import Membership

        return Membership(self.database, self._coding().open, self.codebook)

    @property
    def history(self) -> History:
        """The log, undoing and redoing, what differs between two days, and whether all is whole."""
        from incidents.desk.history import History

        return History(self.database, self._open_archive, read_now())

    def _open_archive(self, command: str, *, reason: str | None) -> AbstractContextManager[Archive]:
        return self._coding().open(command, reason=reason)

    def _coding(self) -> Coding:
        from incidents.desk.coding import Coding

        version = self.codebook.version
        at, allowed = read_now(), self.allowed
        return Coding(
            database=self.database,
            by=self.coder,
            at=at,
            codebook_version=version,
            rulebook=lambda: self.rulebook,
            allowed=allowed,
        )
