"""Changing fields of an event, and what two people do to one event at the same time.

A change is made to the event as it is now. Whoever started from an older state is told only where the two clash: there
nothing is written, both values are shown as they are typed, and what to type next. Everything else goes together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote

from incidents.desk.following import Acts, Open, act
from incidents.desk.forms import Edit, Forms, compare
from incidents.domain.document import read, write
from incidents.domain.event import Event, Record
from incidents.errors import BadUsage, Conflict
from incidents.review.form import find_field
from incidents.review.reconciliation.deciding import Rulebook
from incidents.review.reconciliation.settling import choose
from incidents.store.holdings import Change

# Fields of the form by the key of the document that tells of their change, where the two differ.
_KEYS = {"point": "latitude", "claim": "claims"}


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed: what was *typed*, what stands *now*, what stood *before*, and who did that."""

    field: str
    typed: str
    now: str
    before: str
    change: Change


@dataclass(frozen=True, slots=True)
class Editing:
    """Edits by one form; *open_archive* opens one transaction, signed and by a command."""

    open_archive: Open
    book: Rulebook
    forms: Forms

    def edit(
        self, event_id: str, changes: Mapping[str, str], *, reason: str | None = None, version: int | None = None
    ) -> Edit:
        """Change fields of an event, all or none; what a person typed stays when the reports change.

        *version* is the one that the person looked at. Raises BadForm with every problem at once, Conflict when
        somebody else has changed one of the same fields since, and BadUsage for a version that the event never had.
        """
        with act(self.open_archive, self.book, "edit", reason=reason, is_trial=False) as acts:
            record: Record = acts.archive.reader.record(event_id)
            self._refuse_clashes(acts, record, changes, version)
            event, warnings = self.forms.change(record.event, changes)
            keys = compare(record.event, event)
            if keys:
                hearing = acts.hear(record.event_id)
                judged = choose(record.event, event, record.judgements, hearing, reason=reason)
                acts.archive.change_event(record.event_id, event)
                acts.archive.judge(record.event_id, judged)
        return Edit(record, keys, warnings)

    def _refuse_clashes(self, acts: Acts, record: Record, changes: Mapping[str, str], version: int | None) -> None:
        if version is None or version == record.version:
            return
        if not 0 < version < record.version:
            what = f"{record.event_id} never had version {version}; nothing was changed"
            raise BadUsage(what, mend=f"look at the one it has: incidents show {record.event_id}")
        since = acts.archive.reader.changes_since(record.event_id, version)
        before = _turn_back(record.event, since)
        shown, now = self.forms.show(before), self.forms.show(record.event)
        mine = self.forms.show(self.forms.fill(before, changes)[0])
        names = {find_field(word, codebook=self.forms.codebook): word for word in changes}
        clashes = {
            word: Clash(name, mine[name], now[name], shown[name], _last_of(since, name))
            for name, word in names.items()
            if now[name] not in {shown[name], mine[name]}
        }
        if clashes:
            raise _conflict(record, changes, clashes)


def _turn_back(event: Event, since: Sequence[Change]) -> Event:
    """*event* without the changes *since*."""
    document = write(event)
    for change in reversed(since):
        if change.field in document:
            document[str(change.field)] = change.old
    return read(document)


def _last_of(since: Sequence[Change], name: str) -> Change:
    """The last change of the field *name*; of the event, where the field is made of several keys."""
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
