"""What a coder does to the database: accept events of an article, and add them.

Each function is one transaction: it happens wholly or not at all. Does not judge values: ``review`` did that before.
What writes is imported with the first write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from incidents import __version__
from incidents.codebook.outlets import find_outlet
from incidents.desk.duplicates import keep_fingerprint
from incidents.desk.following import Acts, Outcome
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.taken import NOTHING, Taken
from incidents.domain.verdict import Verdict
from incidents.review.reconciliation.deciding import Rulebook
from incidents.store.database import Database
from incidents.store.holdings import StoredArticle

if TYPE_CHECKING:
    from incidents.store.archive import Archive

MACHINE = f"incidents {__version__}"  # who proposed what the machine coder suggested


class _Trial(Exception):
    """Ends a transaction that was only tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Writing to *database*, signed by *by* at *at* under one version of the codebook, which says who is *allowed*.

    *rulebook* gives the rules by which events follow from their reports.
    """

    database: Database
    by: str
    at: datetime
    codebook_version: str
    rulebook: Callable[[], Rulebook]
    allowed: Callable[[str], frozenset[str]] | None = None

    def accept(
        self, article: Article, events: Sequence[Event], *, proposed_by: str | None, taken: Taken = NOTHING
    ) -> tuple[str, ...]:
        """Store *article*, a report of each event, and the events as drafts; their identifiers, in order.

        Without *proposed_by* the machine found them. What is *taken* down beside them is kept in the same transaction.
        """
        by = proposed_by or MACHINE
        with self.open("code") as archive:
            stored = store_article(archive, article).id
            reports = [archive.add_report(stored, event, proposed_by=by, accepted_by=self.by) for event in events]
            pairs = zip(events, reports, strict=True)
            _keep(archive, taken)
            return tuple(archive.add_event(event, reports=(report,)) for event, report in pairs)

    def accept_into(
        self, article: Article, event: Event, event_id: str, *, proposed_by: str | None, taken: Taken = NOTHING
    ) -> Outcome:
        """Store *article* and a report of *event*, and let the event of that identifier rest on it, too."""
        by = proposed_by or MACHINE
        with self.open("code") as archive:
            acts = Acts(archive, self.rulebook())
            into = acts.take(event_id)
            stored = store_article(archive, article).id
            report = archive.add_report(stored, event, proposed_by=by, accepted_by=self.by)
            archive.link(into, report)
            _keep(archive, taken)
            return acts.follow()[0]

    def keep(self, verdict: Verdict) -> None:
        """Keep a verdict on an event that is not stored."""
        with self.open("code") as archive:
            archive.keep_verdict(verdict)

    def add(self, event: Event) -> str:
        """Store an event that rests on no article, as a draft; its identifier."""
        with self.open("add") as archive:
            return archive.add_event(event)

    @contextmanager
    def open(self, command: str, *, reason: str | None = None, is_trial: bool = False) -> Iterator[Archive]:
        """One transaction, signed, by *command*. It is taken back at its end when it is only tried."""
        with suppress(_Trial), self._open(command, reason) as archive:
            yield archive
            if is_trial:
                raise _Trial

    def _open(self, command: str, reason: str | None) -> AbstractContextManager[Archive]:
        from incidents.store.archive import Archive  # noqa: PLC0415 - only writing pays for it

        return Archive.open(
            self.database,
            by=self.by,
            at=self.at,
            command=command,
            reason=reason,
            codebook_version=self.codebook_version,
            allowed=self.allowed,
        )


def _keep(archive: Archive, taken: Taken) -> None:
    for verdict in taken.verdicts:
        archive.keep_verdict(verdict)
    for trial in taken.trials:
        archive.keep_trial(trial)


def store_article(archive: Archive, article: Article) -> StoredArticle:
    """Store an article, what its outlet is known to be, and its fingerprint; where it stands, and whether it is new."""
    stored = archive.add_article(article)
    outlet = article.publisher
    known = None if outlet is None else find_outlet(outlet)
    if outlet is not None and known is not None:
        archive.suppose_scale(outlet, known.scale)
    if stored.is_new:
        keep_fingerprint(archive, article, stored.id)
    return stored
