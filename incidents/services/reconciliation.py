"""Reconciliation: what several reports say of one event, brought together, and every change to a stored event.

Link and unlink reports, merge and split events, choose the rules by which an event follows its reports, edit its fields
(also when two people change it at the same time), and explain why a value is what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from shlex import quote

from incidents.codebook.policies import Aspect
from incidents.domain.documents import WITHDRAWN
from incidents.domain.events import Event, Record, Report, from_document, to_document
from incidents.domain.evidence import ANALYST, Judgement
from incidents.errors import BadUsage, Conflict, NotFound
from incidents.review.coding_form import find_field
from incidents.review.reconciliation import Reconciler, Rulebook, find_choices, reconcile, record_choices, set_rule
from incidents.services.context import Context
from incidents.services.forms import Edit, Forms, compare, open_forms
from incidents.store.archive import Archive
from incidents.store.reading import Reader
from incidents.store.records import Citation
from incidents.store.revisions import Change

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


# Fields of the form by the key of the document that tells of their change, where the two differ.
_KEYS = {"point": "latitude", "claim": "claims"}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed: what was *typed*, its value *now* and *before*, and the other *change*."""

    field: str
    typed: str
    now: str
    before: str
    change: Change


def edit_event(
    context: Context, event_id: str, changes: Mapping[str, str], *, reason: str | None, version: int | None
) -> Edit:
    """Change fields of an event; see ``project.events.edit``."""
    forms = open_forms(context)
    with change_events(context, "edit", reason=reason) as changing:
        record = changing.archive.reader.record(event_id)
        if version is not None and version != record.version:
            _refuse_clashes(changing.archive.reader, forms, record, changes, version)
        event, warnings = forms.change(record.event, changes)
        keys = compare(record.event, event)
        if keys:
            reconciler = changing.hear(record.event_id)
            judged = record_choices(record.event, event, record.judgements, reconciler, reason=reason)
            changing.archive.change_event(record.event_id, event)
            changing.archive.judge(record.event_id, judged)
    return Edit(record, keys, warnings)


def _refuse_clashes(reader: Reader, forms: Forms, record: Record, changes: Mapping[str, str], version: int) -> None:
    """Raise Conflict if somebody changed one of the same fields since *version*."""
    if not 0 < version < record.version:
        what = f"{record.event_id} never had version {version}; nothing was changed"
        raise BadUsage(what, mend=f"look at the one it has: incidents show {record.event_id}")
    since = reader.changes_since(record.event_id, version)
    before = _turn_back(record.event, since)
    shown, now = forms.show(before), forms.show(record.event)
    mine = forms.show(forms.fill(before, changes)[0])
    names = {find_field(word, codebook=forms.codebook): word for word in changes}
    clashes = {
        word: Clash(name, mine[name], now[name], shown[name], _last_of(since, name))
        for name, word in names.items()
        if now[name] not in {shown[name], mine[name]}
    }
    if clashes:
        raise _conflict(record, changes, clashes)


def _turn_back(event: Event, since: Sequence[Change]) -> Event:
    """Return *event* without the changes *since*."""
    document = to_document(event)
    for change in reversed(since):
        if change.field in document:
            document[str(change.field)] = change.old
    return from_document(document)


def _last_of(since: Sequence[Change], name: str) -> Change:
    """Return the last change of the field *name*, or of the event if the field is made of several keys."""
    key = _KEYS.get(name, name)
    return next((change for change in reversed(since) if change.field == key), since[-1])


def _conflict(record: Record, changes: Mapping[str, str], clashes: Mapping[str, Clash]) -> Conflict:
    told = "".join(f"\n  {_tell(clash)}" for clash in clashes.values())
    again = _command(record, changes)
    rest = {word: value for word, value in changes.items() if word not in clashes}
    others = f"\n  only what does not clash: {_command(record, rest)}" if rest else ""
    return Conflict(
        f"{record.event_id} was changed in the meantime, and nothing of yours was written:{told}",
        mend=f"yours all the same: {again}{others}",
    )


def _tell(clash: Clash) -> str:
    by = f"{clash.change.by}, {clash.change.at}" + ("" if clash.change.reason is None else f": {clash.change.reason}")
    before = clash.before or "unknown"
    return f"{clash.field}: you typed {clash.typed or 'unknown'}; now {clash.now or 'unknown'} ({by}); before {before}"


def _command(record: Record, changes: Mapping[str, str]) -> str:
    pairs = " ".join(quote(f"{word}={value}") for word, value in changes.items())
    return f"incidents edit {record.event_id} {pairs} --version {record.version}"


AS_REPORTED, ANALYSTS_CHOICE = "as the report says", "analyst's choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What some keys of the event document rest on.

    *citations* are the words of the reports; *changes* are later changes, oldest first; *rule* is how the value follows
    from the reports, *judgements* are the stored decisions. *reports* say who proposed, who accepted, and when;
    *taken_from* are the identifiers of the reports that the value was taken from, for rules that pick one.
    """

    keys: tuple[str, ...]
    rule: str
    citations: tuple[Citation, ...]
    changes: tuple[Change, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...] = ()
    taken_from: tuple[str, ...] = ()


def explain(reader: Reader, event_id: str, keys: Iterable[str], book: Rulebook) -> Reason:
    """Return the reason of the values under *keys* in the document of an event. Raises NotFound."""
    record, wanted = reader.record(event_id), tuple(keys)
    reconciler = Reconciler(reader.reports(record.event_id), book)
    aspects = [aspect for aspect in book.aspects if set(aspect.keys) & set(wanted)]
    judgements = tuple(each for each in record.judgements if each.aspect in {aspect.name for aspect in aspects})
    citations = reader.evidence(record.event_id)
    return Reason(
        keys=wanted,
        rule=_name_rule(record, aspects, judgements, reconciler),
        citations=tuple(each for each in citations if each.evidence.field.partition(".")[0] in wanted),
        changes=tuple(change for change in reader.history(record.event_id) if change.field in wanted),
        reports=tuple(reconciler.reports),
        judgements=judgements,
        taken_from=tuple(_taken_from(aspects, judgements, reconciler)),
    )


def _name_rule(
    record: Record, aspects: Iterable[Aspect], judgements: tuple[Judgement, ...], reconciler: Reconciler
) -> str:
    """Return the rule in words; what a person changed before rules were recorded is the analyst's choice."""
    if judgements:
        names = dict.fromkeys(ANALYSTS_CHOICE if each.rule == ANALYST else each.rule for each in judgements)
        is_one = len(names) == 1
        return next(iter(names)) if is_one else ", ".join(f"{each.aspect} {each.rule}" for each in judgements)
    is_chosen = not reconciler.reports or any(reconciler.differs(aspect, record.event) for aspect in aspects)
    return ANALYSTS_CHOICE if is_chosen else AS_REPORTED


def _taken_from(aspects: Iterable[Aspect], judgements: tuple[Judgement, ...], reconciler: Reconciler) -> Iterable[str]:
    rules = {each.aspect: each.rule for each in judgements if each.rule != ANALYST}
    decisions = [reconciler.decide(aspect, rules[aspect.name]) for aspect in aspects if aspect.name in rules]
    return dict.fromkeys(decision.report.id for decision in decisions if decision is not None)
