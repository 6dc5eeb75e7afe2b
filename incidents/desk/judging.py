"""Judging what reports mean together: linking, merging, splitting, and the rules by which an event follows.

Each act is one transaction and one revision; with *is_trial* it is done and taken back, so that it can be shown before.
The event follows its reports at once; what a person decided stays (``review.reconciliation``). An identifier that was
merged into another is followed. Prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from incidents.desk.following import Acts, Open, Outcome, act
from incidents.domain.event import Event
from incidents.domain.judgement import ANALYST
from incidents.errors import BadUsage, NotFound
from incidents.review.reconciliation.deciding import Rulebook
from incidents.review.reconciliation.hearing import Hearing
from incidents.review.reconciliation.settling import rule_by, settle

DEFAULT = "default"  # what a user types for "as the codebook says"


@dataclass(frozen=True, slots=True)
class Judging:
    """Acts on events and the links of their reports. *open_archive* opens one transaction, signed and by a command.

    Each returns what became of the events that it touched. Raises NotFound, and BadUsage for what makes no sense.
    """

    open_archive: Open
    book: Rulebook

    def link(
        self, event_id: str, reports: Sequence[str], *, reason: str | None = None, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Let an event rest on more reports, and follow them."""
        with self._act("link", reason, is_trial=is_trial) as acts:
            event_id = acts.take(event_id)
            for report in reports:
                acts.archive.link(event_id, report)
            return acts.follow()

    def unlink(
        self, event_id: str, reports: Sequence[str], *, reason: str | None = None, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Let an event rest on fewer reports, and follow those that are left; the reports themselves stay."""
        with self._act("unlink", reason, is_trial=is_trial) as acts:
            _detach(acts, acts.take(event_id), reports)
            return acts.follow()

    def merge(self, keep: str, others: Sequence[str], *, reason: str, is_trial: bool = False) -> tuple[Outcome, ...]:
        """Let *keep* rest on the reports of *others* too, which are withdrawn and lead to it from then on.

        What a person had decided for one of *others* stays with it, and is not what *keep* says.
        """
        with self._act("merge", reason, is_trial=is_trial) as acts:
            keep = acts.take(keep)
            for other in others:
                _absorb(acts, keep, acts.take(other))
            return acts.follow()

    def unmerge(self, event_id: str, *, reason: str, is_trial: bool = False) -> tuple[Outcome, ...]:
        """Take the merging of *event_id* back: it stands again on its reports, and the other event without them."""
        with self._act("unmerge", reason, is_trial=is_trial) as acts:
            _part(acts, event_id)
            return acts.follow()

    def split(
        self, event_id: str, reports: Sequence[str], *, reason: str, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Let *reports* become an event of their own, a draft; the last outcome is the new event's."""
        with self._act("split", reason, is_trial=is_trial) as acts:
            event_id = acts.take(event_id)
            parted = [report for report in acts.hear(event_id).reports if report.id in reports]
            _detach(acts, event_id, reports)
            settled = settle(Event(), (), Hearing(parted, self.book))
            acts.take(acts.archive.add_event(settled.event, reports=[report.id for report in parted]))
            return acts.follow()

    def rule(
        self, event_id: str, rules: Mapping[str, str], *, reason: str, is_trial: bool = False
    ) -> tuple[Outcome, ...]:
        """Let other rules than the codebook's decide aspects of one event: aspect to rule, as people type them.

        ``default`` returns to the codebook's rule, ``analyst`` keeps what the event says now. Raises UnknownTerm, and
        BadUsage for a rule that makes no sense for the aspect.
        """
        with self._act("rule", reason, is_trial=is_trial) as acts:
            event_id = acts.take(event_id)
            for name, word in rules.items():
                aspect = self.book.aspects.find(name)
                rule = self._find_rule(aspect.rules, word)
                acts.judged[event_id] = rule_by(aspect, rule, acts.judged[event_id], acts.hear(event_id), reason=reason)
            return acts.follow()

    def _find_rule(self, allowed: tuple[str, ...], word: str) -> str | None:
        if word.strip().lower() == DEFAULT:
            return None
        rule = self.book.codebook.vocabulary("rules").find(word).code
        if rule not in {*allowed, ANALYST}:
            fitting = ", ".join((*allowed, ANALYST, DEFAULT))
            raise BadUsage(f"the rule {rule} makes no sense here", mend=f"one of: {fitting}")
        return rule

    def _act(self, command: str, reason: str | None, *, is_trial: bool) -> AbstractContextManager[Acts]:
        return act(self.open_archive, self.book, command, reason=reason, is_trial=is_trial)


def _absorb(acts: Acts, keep: str, other: str) -> None:
    """Link the reports of *other* to *keep*, and leave a tombstone."""
    if keep == other:
        raise BadUsage(f"{keep} cannot be merged into itself", mend="name two events: incidents merge KEEP OTHER")
    standing = {report.id for report in acts.hear(keep).reports}
    moved = tuple(report.id for report in acts.hear(other).reports if report.id not in standing)
    for report in moved:
        acts.archive.link(keep, report)
    acts.archive.bury(other, into=keep, moved=moved)


def _part(acts: Acts, event_id: str) -> None:
    """Let a merged event stand again, and take from the other what it brought."""
    own = acts.archive.reader.own_record(event_id)
    if own.merged_into is None:
        mend = f"look at it: incidents show {own.event_id}"
        raise NotFound(f"{own.event_id} is not merged into another event", mend=mend)
    into = acts.take(own.merged_into)
    linked = {report.id for report in acts.hear(into).reports}
    tombstone = acts.archive.raise_again(own.event_id)
    for report in tombstone.reports:
        acts.archive.link(own.event_id, report)
        if report in tombstone.moved and report in linked:
            acts.archive.unlink(into, report)
    acts.take(own.event_id)


def _detach(acts: Acts, event_id: str, reports: Sequence[str]) -> None:
    """Unlink *reports*; refused when nothing would be left that the event could follow."""
    left = {report.id for report in acts.hear(event_id).reports} - set(reports)
    if not left and not any(each.rule == ANALYST for each in acts.judged[event_id]):
        raise BadUsage(
            f"{event_id} would rest on no report at all",
            mend=f'take it back instead: incidents withdraw {event_id} --reason "..."',
        )
    for report in reports:
        acts.archive.unlink(event_id, report)
