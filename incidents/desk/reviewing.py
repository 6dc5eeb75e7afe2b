"""Moving events from state to state by the rules of the codebook, or of the project, and what waits for review.

Each act is one transaction and one revision: all events move, or none. What an event says is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.codebook.moves import Move, Moves
from incidents.desk.following import Open
from incidents.domain.codes import DRAFT, REVIEWED
from incidents.domain.event import Event, Record
from incidents.domain.moment import Moment
from incidents.domain.selection import Selection
from incidents.errors import BadUsage, NotAllowed
from incidents.store.database import Database
from incidents.store.holdings import Change
from incidents.store.reading import Reader


@dataclass(frozen=True, slots=True)
class Version:
    """What an event said, or what a report says of it; *name* tells which."""

    name: str
    event: Event


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits for review, and the versions that it is held against.

    Those are what it said when it was last reviewed, else what each of its reports says.
    """

    record: Record
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Moves by *moves* in *database*, made by *by*; *open_archive* opens one transaction, signed and by a command."""

    database: Database
    open_archive: Open
    moves: Moves
    by: str

    def move(self, name: str, event_ids: Sequence[str], *, reason: str | None = None) -> tuple[str, ...]:
        """Make the move *name* on events, all or none; their identifiers, of merged ones those they are part of.

        Raises NotFound, NotAllowed for who may not, BadUsage for an event in a state that the move does not start from.
        """
        move = self.moves.get(name)
        self._admit(move, reason)
        with self.open_archive(move.name, reason=reason) as archive:
            records = [archive.reader.record(event_id) for event_id in event_ids]
            for record in records:
                self._refuse(archive.reader, record, move)
                archive.set_status(record.event_id, move.to)
        return tuple(record.event_id for record in records)

    def queue(self, selection: Selection, limit: int | None = None) -> Iterator[Waiting]:
        """The drafts of *selection*, at most *limit*, each with what to hold it against."""
        with Reader.open(self.database) as reader:
            waiting = list(reader.records(selection._replace(statuses=(DRAFT,), limit=limit)))
        for record in waiting:
            yield Waiting(record, self._versions(record))

    def _admit(self, move: Move, reason: str | None) -> None:
        if move.by and self.by.casefold() not in {name.casefold() for name in move.by}:
            raise NotAllowed(
                f"{self.by} may not {move.name} events; nothing was changed",
                mend=f"{', '.join(move.by)} may, as {self.moves.file} says",
            )
        if move.needs_reason and not (reason or "").strip():
            raise BadUsage(f"nobody says why to {move.name}; nothing was changed", mend='say why: --reason "..."')

    def _refuse(self, reader: Reader, record: Record, move: Move) -> None:
        """Raise when *record* is in no state to be moved so, or is the person's own work where that counts."""
        event_id = record.event_id
        if record.status not in move.sources:
            raise BadUsage(
                f"{event_id} is {record.status}: {move.name} starts from {' or '.join(move.sources)};"
                " nothing was changed",
                mend=f"see where it stands: incidents show {event_id}",
            )
        if move.needs_other_eyes and self.moves.four_eyes and self.by in reader.coders_of(event_id):
            raise NotAllowed(
                f"{self.by} coded or changed {event_id}, and another pair of eyes has to {move.name} it;"
                " nothing was changed",
                mend=f"four_eyes is on in {self.moves.file}: ask a colleague",
            )

    def _versions(self, record: Record) -> tuple[Version, ...]:
        with Reader.open(self.database) as reader:
            last = _last_review(reader.history(record.event_id))
            if last is None:
                reports = reader.reports(record.event_id)
                return tuple(Version(f"report {it.id}, accepted by {it.accepted_by}", it.account) for it in reports)
        with Reader.open(self.database, as_of=Moment(revision=last.revision)) as reader:
            then = reader.own_record(record.event_id)
        return (Version(f"as reviewed by {last.by}, {last.at}", then.event),)


def _last_review(changes: Sequence[Change]) -> Change | None:
    reviews = [change for change in changes if change.field == "status" and change.new == REVIEWED]
    return reviews[-1] if reviews else None
