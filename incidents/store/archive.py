"""Every write. One archive is one transaction, and one revision unless it undoes several: all happens, or nothing.

Whoever writes hands in who, when and by which command; nothing here reads a clock. Values are the domain's, checked
there; codes are the codebook's, checked in ``review``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from incidents.domain.articles import Article, Intake, Page, Visit
from incidents.domain.datasets import File
from incidents.domain.documents import DRAFT, WITHDRAWN
from incidents.domain.events import Event
from incidents.domain.evidence import Judgement
from incidents.domain.locations import Alias, Geocode, ListedPlace
from incidents.domain.suggestions import Effort, Trial, Verdict
from incidents.domain.team import Assignment, Coding, Query, Recheck
from incidents.store import articles, erase, events, fingerprints, inbox, places, team, undo
from incidents.store.articles import StoredArticle
from incidents.store.bulk import Bulk
from incidents.store.database import Database
from incidents.store.decisions import write_effort, write_verdict
from incidents.store.events import Tombstone
from incidents.store.keys import NO_COUNTRY, event_key, number_of
from incidents.store.log import Log, Session, Signature, instant
from incidents.store.permissions import Allowed
from incidents.store.reading import Reader
from incidents.store.revisions import FACTS as RELEASE_FACTS
from incidents.store.revisions import KIND as RELEASE
from incidents.store.revisions import Entry
from incidents.store.state import check
from incidents.store.team import admit
from incidents.store.transaction import transaction, wait_for_writers
from incidents.store.writing import add_rows


class Archive:
    """The writes of one transaction. Use ``Archive.open``. Every method raises NotFound for an unknown identifier.

    The identifier of an event may be written in small letters.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._loads: list[Bulk] = []

    @classmethod
    @contextmanager
    def open(  # noqa: PLR0913 - what a revision keeps of its writer
        cls,
        database: Database,
        *,
        by: str,
        at: datetime,
        command: str,
        reason: str | None = None,
        codebook_version: str | None = None,
        allowed: Allowed | None = None,
    ) -> Iterator[Archive]:
        """An archive while the block lasts, committed at its end; an error in the block takes everything back.

        *at* needs a time zone. Raises NotAllowed when the database has members, and *by* has none of the roles that are
        *allowed* to do *command* (None: everybody is); BadDatabase when the database is missing, of another schema, not
        writable, or busy for longer than half a minute.
        """
        check(database)
        signature = Signature(by=by, at=instant(at), command=command, reason=reason, codebook_version=codebook_version)
        with transaction(database) as connection:
            wait_for_writers(connection)
            permit = admit(connection, by, command, allowed)
            log = Log(connection, signature)
            archive = cls(Session(connection, signature, log, permit))
            yield archive
            for load in archive._loads:
                load.finish()
            log.seal()

    @property
    def revision(self) -> int:
        """The number of the revision that the transaction makes."""
        return self._session.log.revision

    @property
    def reader(self) -> Reader:
        """What the database says within this transaction."""
        return Reader(self._session.connection)

    def add_article(self, article: Article) -> StoredArticle:
        """Store *article*; one with the same title and text is found again instead, and ``is_new`` says so."""
        return articles.add_article(self._session, article)

    def suppose_scale(self, outlet: str, scale: str) -> None:
        """Let *outlet* have that scale unless it has one already."""
        articles.suppose_scale(self._session, outlet, scale)

    def add_report(self, article_id: str, event: Event, *, proposed_by: str, accepted_by: str) -> str:
        """Store an article's account of one event with its evidence, and return the report's identifier.

        Raises ValueError for a quote that is not the article's words.
        """
        return articles.add_report(self._session, article_id, event, proposed_by=proposed_by, accepted_by=accepted_by)

    def add_event(
        self, event: Event, *, reports: Sequence[str] = (), prefix: str | None = None, status: str = DRAFT
    ) -> str:
        """Store a new event resting on *reports*, and return its identifier: a prefix and a number, as in IRQ12.

        The prefix is the event's country unless another is given, ``ZZZ`` when the country is unknown; it stays when
        the country is corrected. The event's own evidence is not stored: its reports have it. A report that is named
        twice counts once.
        """
        prefix = event_key(prefix or event.place.country or NO_COUNTRY)
        distinct = tuple({number_of(report): report for report in reports}.values())
        event_id = events.add_event(self._session, event, prefix=prefix, status=status, reports=distinct)
        for report in distinct:
            events.attach(self._session, event_id, report)
        return event_id

    def change_event(self, event_id: str, event: Event, *, version: int | None = None) -> int:
        """Let the event say what *event* says, and return its version, which rises by one if anything differs.

        *version* is the one that the change started from: Conflict when the event has moved on. None does not look.
        """
        return events.change_event(self._session, event_key(event_id), event, version=version)

    def set_status(self, event_id: str, status: str) -> int:
        """Put the event into another state (a code of ``event_statuses``), and return its version."""
        return events.set_status(self._session, event_key(event_id), status)

    def withdraw(self, event_id: str) -> int:
        """Take the event out of queries and exports. It stays readable by its identifier, which is not reused."""
        return self.set_status(event_id, WITHDRAWN)

    def link(self, event_id: str, report: str) -> int:
        """Let the event rest on one more report, and return the event's version."""
        return events.link(self._session, event_key(event_id), report)

    def judge(self, event_id: str, judged: tuple[Judgement, ...]) -> int:
        """Note by which rules the event follows from its reports, and return the event's version."""
        return events.judge(self._session, event_key(event_id), judged)

    def tell_apart(self, one: str, other: str) -> None:
        """Note with both events that they are two."""
        events.tell_apart(self._session, event_key(one), event_key(other))

    def add_print(self, article_id: str, *, digits: str, size: int, bands: Sequence[int]) -> None:
        """Keep the fingerprint of an article that has none yet."""
        fingerprints.add_print(self._session, article_id, digits=digits, size=size, bands=bands)

    def add_twins(self, article_id: str, overlaps: Mapping[str, float]) -> None:
        """Note which other articles share the words of one, and how much."""
        fingerprints.add_twins(self._session, article_id, overlaps)

    def bury(self, event_id: str, *, into: str, moved: tuple[str, ...]) -> None:
        """Withdraw the event in favour of *into*; *moved* are those of its reports that were new to it."""
        events.bury(self._session, event_key(event_id), into=into, moved=moved)

    def raise_again(self, event_id: str) -> Tombstone:
        """Give a merged event its state back, and return what it was; its reports are left to the caller."""
        return events.raise_again(self._session, event_key(event_id))

    def unlink(self, event_id: str, report: str) -> int:
        """Let the event rest on one report less, and return the event's version; the report itself stays."""
        return events.unlink(self._session, event_key(event_id), report)

    def undo(self, count: int = 1, *, latest: int | None = None) -> tuple[Entry, ...]:
        """Take back the latest *count* revisions of the whole database that stand, each by one of its own.

        Raises BadUsage when there are not so many, Conflict when later work rests on what one of them did, or when
        the latest one is not *latest*.
        """
        return undo.undo(self._session, count, latest=latest)

    def redo(self, count: int = 1) -> tuple[Entry, ...]:
        """Take back the latest *count* undoings that stand; raises as ``undo`` does."""
        return undo.redo(self._session, count)

    def bulk(self, file: File) -> Bulk:
        """The way to store the rows of a file many at a time."""
        self._loads.append(Bulk(self._session, file))
        return self._loads[-1]

    def seal_release(self, name: str, facts: Mapping[str, Any]) -> None:
        """Note that the release *name* was made by *facts*, JSON types. It cannot be undone."""
        self._session.log.changed(RELEASE, name, {}, {RELEASE_FACTS: dict(facts)})

    def erase_article(self, article_id: str) -> dict[str, int]:
        """Erase the text of an article and the quotes from it; how many things that touches."""
        return erase.erase_article(self._session, article_id)

    def erase_name(self, name: str) -> dict[str, int]:
        """Erase a name wherever it stands; how many things that touches."""
        return erase.erase_name(self._session, name)

    def add_alias(self, actor: str, alias: str) -> None:
        """Let searches find *actor* by another name, too; a second time changes nothing."""
        events.add_alias(self._session, actor, alias)

    def add_places(self, source: str, listed: Iterable[ListedPlace], *, is_whole: bool = False) -> int:
        """Store places of one *source*, and return how many; with *is_whole* in place of all that it brought before."""
        return places.add_places(self._session, source, listed, is_whole=is_whole)

    def add_place_names(self, names: Sequence[tuple[str, Alias]]) -> int:
        """Give the user's places more names, each by the place's code; how many of *names* found a place."""
        return places.add_names(self._session, names)

    def keep_verdict(self, verdict: Verdict) -> None:
        """Keep what a person made of a suggestion, with who and when; the history of events does not change by it."""
        it = self._session.signature
        signed = {"decided_at": it.at, "decided_by": it.by, "codebook_version": it.codebook_version}
        add_rows(self._session.connection, "verdict", [write_verdict(verdict) | signed])

    def keep_effort(self, effort: Effort) -> None:
        """Keep what an item cost, with who and when; the history of events does not change by it."""
        signed = {"done_at": self._session.signature.at, "done_by": self._session.signature.by}
        add_rows(self._session.connection, "effort", [write_effort(effort) | signed])

    def keep_geocodes(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        """Keep what a geocoding service answered, with the time; without *answers*, that it knew no such place."""
        places.keep_geocodes(self._session, provider, query, answers)

    def add_intake(self, intake: Intake) -> None:
        """Let a stored article wait for triage."""
        inbox.add_intake(self._session, intake)

    def decide_intake(self, article_id: str, state: str, *, reason: str | None = None) -> bool:
        """Put an article that came in into another state; whether anything differs. Raises NotFound."""
        return inbox.decide_intake(self._session, article_id, state, reason=reason)

    def set_member(self, name: str, role: str, *, lead: str) -> bool:
        """Give a person that role; whether anything differs. Raises BadUsage when no *lead* would be left."""
        return team.set_member(self._session, name, role, lead=lead)

    def remove_member(self, name: str, *, lead: str) -> None:
        """Remove a member from the team. Raises NotFound, and BadUsage when no *lead* would be left."""
        team.remove_member(self._session, name, lead=lead)

    def add_coding(self, coding: Coding) -> str:
        """Store what a person made of an article apart from events; the coding's identifier, a new one."""
        return team.add_coding(self._session, coding)

    def add_to_coding(self, coding_id: str, event: Event) -> None:
        """Store one more event of a coding. Raises NotFound."""
        team.add_to_coding(self._session, coding_id, event)

    def end_coding(self, coding_id: str, state: str) -> None:
        """Put a coding into another state. Raises NotFound."""
        team.end_coding(self._session, coding_id, state)

    def add_assignment(self, assignment: Assignment) -> str:
        """Store who has an article until when; the assignment's identifier, a new one."""
        return team.add_assignment(self._session, assignment)

    def end_assignment(self, assignment_id: str) -> None:
        """Let an assignment end now. Raises NotFound."""
        team.end_assignment(self._session, assignment_id)

    def add_query(self, query: Query) -> str:
        """Store a question on the codebook; its number."""
        return team.add_query(self._session, query)

    def answer_query(self, query_id: str, answer: str) -> bool:
        """Store the answer to a question. Raises NotFound."""
        return team.answer_query(self._session, query_id, answer)

    def add_recheck(self, recheck: Recheck) -> str:
        """Note that an event was held against a changed definition."""
        return team.add_recheck(self._session, recheck)

    def keep_trial(self, trial: Trial) -> None:
        """Keep how a suggestion was taken; the history of events does not change by it."""
        team.keep_trial(self._session, trial)

    def keep_page(self, page: Page) -> None:
        """Keep the bytes that an article was read from, by their hash."""
        inbox.keep_page(self._session, page)

    def note_visit(self, visit: Visit) -> None:
        """Note what came of reading a source."""
        inbox.note_visit(self._session, visit)
