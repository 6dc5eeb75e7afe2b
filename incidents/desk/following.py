"""The events that one transaction touches: what each was before, and how it follows its reports afterwards.

Whoever acts takes the events first, then changes links, then lets them follow. Decides no rule itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from incidents.desk.forms import compare
from incidents.domain.codes import WITHDRAWN
from incidents.domain.event import Record
from incidents.domain.judgement import Judgement
from incidents.errors import BadUsage
from incidents.review.reconciliation.deciding import Rulebook
from incidents.review.reconciliation.hearing import Hearing
from incidents.review.reconciliation.settling import adopt, settle

if TYPE_CHECKING:
    from incidents.store.archive import Archive

Open = Callable[..., AbstractContextManager["Archive"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one event: *before*, *after*, the keys of its document that *changed*, its *reports* by then."""

    event_id: str
    before: Record
    after: Record
    changed: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass
class Acts:
    """The events of one transaction as they were before it, and what became of them."""

    archive: Archive
    book: Rulebook
    before: dict[str, Record] = field(default_factory=dict)
    judged: dict[str, tuple[Judgement, ...]] = field(default_factory=dict)

    def take(self, event_id: str) -> str:
        """Have an event at hand: its identifier, that of the one it was merged into. Refuses a withdrawn one."""
        record: Record = self.archive.reader.record(event_id)
        if record.status == WITHDRAWN:
            raise BadUsage(f"{record.event_id} is withdrawn", mend="take an event that stands: incidents query")
        if record.event_id not in self.before:
            self.before[record.event_id] = record
            self.judged[record.event_id] = adopt(record.event, record.judgements, self.hear(record.event_id))
        return record.event_id

    def hear(self, event_id: str) -> Hearing:
        """The reports of the event as they are linked now."""
        return Hearing(self.archive.reader.reports(event_id), self.book)

    def follow(self) -> tuple[Outcome, ...]:
        """Let every event at hand follow its reports; what became of each, in the order of taking them."""
        return tuple(self._follow(event_id) for event_id in self.before)

    def _follow(self, event_id: str) -> Outcome:
        own: Record = self.archive.reader.own_record(event_id)
        hearing = self.hear(event_id)
        if own.merged_into is None:
            settled = settle(own.event, self.judged[event_id], hearing)
            self.archive.change_event(event_id, settled.event)
            self.archive.judge(event_id, settled.judgements)
        after = self.archive.reader.own_record(event_id)
        reports = tuple(report.id for report in hearing.reports)
        changed = compare(self.before[event_id].event, after.event)
        return Outcome(event_id=event_id, before=self.before[event_id], after=after, changed=changed, reports=reports)


@contextmanager
def act(open_archive: Open, book: Rulebook, command: str, *, reason: str | None, is_trial: bool) -> Iterator[Acts]:
    """One transaction by *command*, taken back at its end when it is only tried."""
    with open_archive(command, reason=reason, is_trial=is_trial) as archive:
        yield Acts(archive, book)
