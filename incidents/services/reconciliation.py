"""Reconciliation: what several reports say of one event, brought together.

Link and unlink reports, merge and split events, choose the rules by which an event follows its reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from incidents.domain.documents import WITHDRAWN
from incidents.domain.events import Event, Record
from incidents.domain.evidence import ANALYST, Judgement
from incidents.errors import BadUsage, NotFound
from incidents.review.reconciliation import Reconciler, Rulebook, find_choices, reconcile, set_rule
from incidents.services.context import Context
from incidents.services.forms import compare
from incidents.store.archive import Archive

DEFAULT = "default"  # what a user types for "as the codebook says"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one event: *before*, *after*, the keys of its document that *changed*, its *reports* now."""

    event_id: str
    before: Record
    after: Record
    changed: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass
class EventChanges:
    """The events that one transaction touches: take them first, change their links, then let them follow."""

    archive: Archive
    rulebook: Rulebook
    before: dict[str, Record] = field(default_factory=dict)
    judged: dict[str, tuple[Judgement, ...]] = field(default_factory=dict)

    def take(self, event_id: str) -> str:
        """Note the event as it is now; return its identifier, or that of the event it was merged into.

        Raises NotFound, and BadUsage for a withdrawn event.
        """
        record: Record = self.archive.reader.record(event_id)
        if record.status == WITHDRAWN:
            raise BadUsage(f"{record.event_id} is withdrawn", mend="take an event that stands: incidents query")
        if record.event_id not in self.before:
            self.before[record.event_id] = record
            self.judged[record.event_id] = find_choices(record.event, record.judgements, self.hear(record.event_id))
        return record.event_id

    def hear(self, event_id: str) -> Reconciler:
        """Return the reports of the event as they are linked now, with the rules to decide on them."""
        return Reconciler(self.archive.reader.reports(event_id), self.rulebook)

    def follow(self) -> tuple[Outcome, ...]:
        """Recompute every event taken from its reports; return what became of each, in the order of taking them."""
        return tuple(self._follow(event_id) for event_id in self.before)

    def _follow(self, event_id: str) -> Outcome:
        own: Record = self.archive.reader.own_record(event_id)
        reconciler = self.hear(event_id)
        if own.merged_into is None:
            reconciled = reconcile(own.event, self.judged[event_id], reconciler)
            self.archive.change_event(event_id, reconciled.event)
            self.archive.judge(event_id, reconciled.judgements)
        after = self.archive.reader.own_record(event_id)
        reports = tuple(report.id for report in reconciler.reports)
        changed = compare(self.before[event_id].event, after.event)
        return Outcome(event_id=event_id, before=self.before[event_id], after=after, changed=changed, reports=reports)


@contextmanager
def change_events(
    context: Context, command: str, *, reason: str | None, is_trial: bool = False
) -> Iterator[EventChanges]:
    """Open one transaction by *command* that changes events; roll it back at its end if it is only a trial."""
    with context.open_archive(command, reason=reason, is_trial=is_trial) as archive:
        yield EventChanges(archive, context.rulebook)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Links between events and reports, and the rules by which an event follows. ``project.reconciliation``.

    Each method is one transaction and one revision, and returns what became of the events that it touched. With
    *is_trial* it is done and rolled back, so that the result can be shown before. An event follows its reports at once;
    what a person decided stays. Raises NotFound, and BadUsage for what makes no sense.
    """

    context: Context

    def link(
        self, event_id: str, reports: Sequence[str], *, reason: str | None = None, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Link more reports to an event."""
        with change_events(self.context, "link", reason=reason, is_trial=is_trial) as events:
            event_id = events.take(event_id)
            for report in reports:
                events.archive.link(event_id, report)
            return events.follow()

    def unlink(
        self, event_id: str, reports: Sequence[str], *, reason: str | None = None, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Unlink reports from an event. The reports themselves stay; one at least must be left."""
        with change_events(self.context, "unlink", reason=reason, is_trial=is_trial) as events:
            _detach(events, events.take(event_id), reports)
            return events.follow()

    def merge(self, keep: str, others: Sequence[str], *, reason: str, is_trial: bool = False) -> tuple[Outcome, ...]:
        """Merge *others* into *keep*: it gets their reports, and their identifiers lead to it from then on.

        What a person decided for one of *others* stays with that one and is not taken over.

        >>> project.reconciliation.merge("IRQ1", ["IRQ7"], reason="the same attack")
        """
        with change_events(self.context, "merge", reason=reason, is_trial=is_trial) as events:
            keep = events.take(keep)
            for other in others:
                _absorb(events, keep, events.take(other))
            return events.follow()

    def unmerge(self, event_id: str, *, reason: str, is_trial: bool = False) -> tuple[Outcome, ...]:
        """Take the merging of *event_id* back: both events have their own reports again."""
        with change_events(self.context, "unmerge", reason=reason, is_trial=is_trial) as events:
            _part(events, event_id)
            return events.follow()

    def split(
        self, event_id: str, reports: Sequence[str], *, reason: str, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Move *reports* to a new event, a draft; the last outcome is the new event's."""
        with change_events(self.context, "split", reason=reason, is_trial=is_trial) as events:
            event_id = events.take(event_id)
            parted = [report for report in events.hear(event_id).reports if report.id in reports]
            _detach(events, event_id, reports)
            reconciled = reconcile(Event(), (), Reconciler(parted, self.context.rulebook))
            events.take(events.archive.add_event(reconciled.event, reports=[report.id for report in parted]))
            return events.follow()

    def rule(
        self, event_id: str, rules: Mapping[str, str], *, reason: str, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Set other rules for aspects of one event: *rules* maps aspect to rule, as people type them.

        ``default`` returns to the codebook's rule, ``analyst`` keeps what the event says now. Raises UnknownTerm, and
        BadUsage for a rule that makes no sense for the aspect.
        """
        with change_events(self.context, "rule", reason=reason, is_trial=is_trial) as events:
            event_id = events.take(event_id)
            for name, word in rules.items():
                aspect = self.context.rulebook.aspects.find(name)
                rule = self._find_rule(aspect.rules, word)
                events.judged[event_id] = set_rule(
                    aspect, rule, events.judged[event_id], events.hear(event_id), reason=reason
                )
            return events.follow()

    def _find_rule(self, allowed: tuple[str, ...], word: str) -> str | None:
        if word.strip().lower() == DEFAULT:
            return None
        rule = self.context.rulebook.codebook.vocabulary("rules").find(word).code
        if rule not in {*allowed, ANALYST}:
            fitting = ", ".join((*allowed, ANALYST, DEFAULT))
            raise BadUsage(f"the rule {rule} makes no sense here", mend=f"one of: {fitting}")
        return rule


def _absorb(events: EventChanges, keep: str, other: str) -> None:
    """Link the reports of *other* to *keep*, and mark *other* as merged."""
    if keep == other:
        raise BadUsage(f"{keep} cannot be merged into itself", mend="name two events: incidents merge KEEP OTHER")
    standing = {report.id for report in events.hear(keep).reports}
    moved = tuple(report.id for report in events.hear(other).reports if report.id not in standing)
    for report in moved:
        events.archive.link(keep, report)
    events.archive.bury(other, into=keep, moved=moved)


def _part(events: EventChanges, event_id: str) -> None:
    """Restore a merged event, and unlink its reports from the other."""
    own = events.archive.reader.own_record(event_id)
    if own.merged_into is None:
        mend = f"look at it: incidents show {own.event_id}"
        raise NotFound(f"{own.event_id} is not merged into another event", mend=mend)
    into = events.take(own.merged_into)
    linked = {report.id for report in events.hear(into).reports}
    tombstone = events.archive.raise_again(own.event_id)
    for report in tombstone.reports:
        events.archive.link(own.event_id, report)
        if report in tombstone.moved and report in linked:
            events.archive.unlink(into, report)
    events.take(own.event_id)


def _detach(events: EventChanges, event_id: str, reports: Sequence[str]) -> None:
    """Unlink *reports*. Raises BadUsage if nothing would be left that the event could follow."""
    left = {report.id for report in events.hear(event_id).reports} - set(reports)
    if not left and not any(each.rule == ANALYST for each in events.judged[event_id]):
        raise BadUsage(
            f"{event_id} would rest on no report at all",
            mend=f'take it back instead: incidents withdraw {event_id} --reason "..."',
        )
    for report in reports:
        events.archive.unlink(event_id, report)
