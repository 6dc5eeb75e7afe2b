"""Journal: work in progress on an article, as frozen values, kept step by step beside the database.

Each step makes a new ``Work`` of the one before, so undo goes back to the earlier value. A step is on the disk before
the next key is read: a crash loses nothing, and a line that a crash left incomplete is ignored. The journal holds words
of the article, so erasing an article or a name reaches it too. It knows no key and no screen.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from incidents.domain.events import Event, from_document, to_document
from incidents.domain.evidence import Evidence
from incidents.domain.text import black_out
from incidents.errors import BadOutput
from incidents.review.card import ROWS, Row
from incidents.services.coding import Meter
from incidents.store.database import Database

# What a person made of a row.
ACCEPTED, CHANGED, EMPTIED = "accepted", "changed", "emptied"
# What became of an event.
STORED, LINKED, REJECTED, APART = "stored", "linked", "rejected", "apart"
# The key under which words for a row are cited, where it is not the row's first.
_CITED = {"place": "place", "type": "sub_event_type"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event in work; *proposed* is the suggestion that it began as, None for one that the person began.

    *decided* maps the label of a row to what was made of it. *outcome* is None until the event is stored, linked,
    rejected or taken into a coding apart; *event_id* and *revision* then say where it stands and by which revision.
    """

    event: Event
    proposed: Event | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    outcome: str | None = None
    event_id: str | None = None
    revision: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided what becomes of it."""
        return self.outcome is None

    @property
    def is_decided(self) -> bool:
        """Whether every row is."""
        return all(row.label in self.decided for row in ROWS)

    def evidence(self, row: Row) -> tuple[Evidence, ...]:
        """The words behind *row*, in the order of the text."""
        found = (each for each in self.event.evidence if each.field.partition(".")[0] in row.keys)
        return tuple(sorted(found, key=lambda each: (each.start, each.end)))

    def alternatives(self, row: Row) -> Sequence[int]:
        """The positions, among the event's alternatives, of those for *row*."""
        return [number for number, each in enumerate(self.event.alternatives) if each.field in row.keys]

    def confidence(self, row: Row) -> float | None:
        """How sure the machine was of the least sure value of *row*; None where it said nothing or a person did."""
        known = [self.event.confidence[key] for key in row.keys if key in self.event.confidence]
        return min(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Every event in work, the one in focus (*at*) and its row in focus (*on*)."""

    drafts: tuple[Draft, ...] = ()
    at: int = 0
    on: int = 0

    @property
    def draft(self) -> Draft | None:
        """The event in focus; None when there is none."""
        return self.drafts[self.at] if self.drafts else None

    @property
    def row(self) -> Row:
        """The row in focus."""
        return ROWS[self.on]

    @property
    def is_done(self) -> bool:
        """Whether no event is left to decide on."""
        return not any(draft.is_open for draft in self.drafts)

    def look_at_row(self, number: int) -> Work:
        """The row of that number from 0 in focus, the nearest when there is none."""
        return replace(self, on=min(max(number, 0), len(ROWS) - 1))

    def look_at_event(self, number: int) -> Work:
        """The event of that number from 0 in focus, round the end, at the first row that is not decided."""
        if not self.drafts:
            return self
        turned = replace(self, at=number % len(self.drafts))
        return replace(turned, on=_first_undecided(turned.drafts[turned.at], 0))

    def decide(self, mark: str, event: Event | None = None) -> Work:
        """The row in focus decided, the event changed with it where one is given, and the next open row in focus."""
        decided = self._with(decided={**self._own.decided, self.row.label: mark}, event=event or self._own.event)
        return replace(decided, on=_first_undecided(decided.drafts[self.at], self.on + 1))

    def change(self, event: Event) -> Work:
        """The event in focus changed; nothing is decided."""
        return self._with(event=event)

    def reopen(self, label: str) -> Work:
        """The row of that label to be decided anew, and in focus."""
        decided = {name: mark for name, mark in self._own.decided.items() if name != label}
        number = next(number for number, row in enumerate(ROWS) if row.label == label)
        return replace(self._with(decided=decided), on=number)

    def settle(self, outcome: str, *, event_id: str | None = None, revision: int | None = None) -> Work:
        """What became of the event in focus, and the next one that is open in focus."""
        settled = self._with(outcome=outcome, event_id=event_id, revision=revision)
        order = (*range(self.at + 1, len(self.drafts)), *range(self.at))
        following = next((number for number in order if settled.drafts[number].is_open), None)
        return settled if following is None else settled.look_at_event(following)

    def add(self, draft: Draft) -> Work:
        """One more event, in focus."""
        return Work(drafts=(*self.drafts, draft), at=len(self.drafts))

    @property
    def _own(self) -> Draft:
        """The event in focus; IndexError when there is none."""
        return self.drafts[self.at]

    def _with(self, **changes: object) -> Work:
        changed = replace(self._own, **changes)  # type: ignore[arg-type]  # the callers are above
        return replace(self, drafts=(*self.drafts[: self.at], changed, *self.drafts[self.at + 1 :]))


def cite(event: Event, row: Row, words: Evidence, *, is_more: bool) -> Event:
    """*event* with *words* behind *row*: in place of those before, or with *is_more* beside them."""
    kept = [each for each in event.evidence if is_more or each.field.partition(".")[0] not in row.keys]
    cited = replace(words, field=name_field(row))
    return replace(event, evidence=(*(each for each in kept if each != cited), cited))


def name_field(row: Row) -> str:
    """The field of the codebook that *row* is about above all."""
    return _CITED.get(row.label, row.keys[0])


def _first_undecided(draft: Draft, start: int) -> int:
    """The first row from *start* on, round the end, that is not decided; the last one when all are."""
    order = (*range(start, len(ROWS)), *range(start))
    return next((number for number in order if ROWS[number].label not in draft.decided), len(ROWS) - 1)


Line = Mapping[str, Any]
_ENDING = ".desk"
_DIGITS = 16  # of the article's hash, in a file's name


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal at *path*, which need not be there."""

    path: Path

    def add(self, *lines: Line) -> None:
        """Put *lines* on the disk. Raises BadOutput when that cannot be."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            what = f"your work cannot be kept in {self.path}: {error.strerror}"
            raise BadOutput(what, mend="make room there, and press the key again") from error

    def lines(self) -> Iterator[Line]:
        """Every whole line, the oldest first."""
        try:
            kept = self.path.read_bytes()
        except FileNotFoundError:
            return
        for each in kept.split(b"\n")[:-1]:
            yield json.loads(each)

    def mend(self) -> None:
        """Cut off a line that a crash left half, so that the next one stands by itself."""
        if self.path.exists():
            kept = self.path.read_bytes()
            if not kept.endswith(b"\n"):
                with self.path.open("r+b") as file:
                    file.truncate(kept.rfind(b"\n") + 1)

    def remove(self) -> None:
        """The article is done."""
        self.path.unlink(missing_ok=True)


def journal_of(database: Database, *, coder: str, article: str, kind: str = "") -> Journal:
    """The journal of one person's work on the article of that hash: in a folder beside the file of *database*.

    For a database on a server it lies in the user's state folder of this machine. Work of another *kind* has another.
    """
    who = sha256(coder.encode()).hexdigest()[:8]
    name = "-".join(filter(None, (article[:_DIGITS], who, kind)))
    return Journal(folder_of(database) / f"{name}.jsonl")


def find_journals(database: Database, *, article: str = "") -> list[Path]:
    """The journals of everybody's unfinished work beside *database*, of one article where its hash is given."""
    return sorted(folder_of(database).glob(f"{article[:_DIGITS]}*.jsonl"))


def folder_of(database: Database) -> Path:
    """Where journals lie."""
    if database.path is not None:
        return Path(database.path).with_name(f"{Path(database.path).name}{_ENDING}")
    named = sha256(str(database).encode()).hexdigest()[:_DIGITS]
    return platformdirs.user_state_path("incidents") / f"{named}{_ENDING}"


def write_work(work: Work, before: Work | None) -> dict[str, Any]:
    """What of *work* is not as it was *before*: its focus, and each event that differs, by its number."""
    known = () if before is None else before.drafts
    changed = {
        str(number): _write_draft(draft, None if number >= len(known) else known[number])
        for number, draft in enumerate(work.drafts)
        if number >= len(known) or draft != known[number]
    }
    return {"at": work.at, "on": work.on, "drafts": changed}


def read_work(line: Line, before: Work) -> Work:
    """The work that ``write_work`` wrote, after the one *before*."""
    drafts = list(before.drafts)
    for number, written in sorted(line["drafts"].items(), key=lambda pair: int(pair[0])):
        is_new = int(number) >= len(drafts)
        proposed = written.get("proposed") if is_new else None
        draft = Draft(
            event=from_document(written["event"]),
            proposed=(None if proposed is None else from_document(proposed))
            if is_new
            else drafts[int(number)].proposed,
            decided=written["decided"],
            outcome=written["outcome"],
            event_id=written["event_id"],
            revision=written["revision"],
        )
        drafts[int(number) : int(number) + 1] = [draft]
    return Work(drafts=tuple(drafts), at=line["at"], on=line["on"])


def _write_draft(draft: Draft, before: Draft | None) -> dict[str, Any]:
    proposed = {} if before is not None or draft.proposed is None else {"proposed": to_document(draft.proposed)}
    return {
        "event": to_document(draft.event),
        "decided": dict(draft.decided),
        "outcome": draft.outcome,
        "event_id": draft.event_id,
        "revision": draft.revision,
        **proposed,
    }


def drop_article(database: Database, sha256: str, *, is_trial: bool = False) -> int:
    """Remove every journal of work on the article of that hash; how many there are. With *is_trial* none is removed."""
    found = find_journals(database, article=sha256)
    for path in () if is_trial else found:
        path.unlink(missing_ok=True)  # its owner may be done with it this moment
    return len(found)


def redact_name(database: Database, name: re.Pattern[str], *, is_trial: bool = False) -> int:
    """Put blocks in place of *name* in every journal; how many hold it. With *is_trial* none is changed."""
    found = [path for path in find_journals(database) if any(_holds(line, name) for line in _read(path))]
    for path in () if is_trial else found:
        _rewrite(path, name)
    return len(found)


def _read(path: Path) -> Iterator[Any]:
    """The whole lines; one that a crash left half is none."""
    for line in path.read_bytes().split(b"\n")[:-1]:
        yield json.loads(line)


def _holds(value: Any, name: re.Pattern[str]) -> bool:  # noqa: ANN401
    return bool(_blot(value, name) != value)


def _rewrite(path: Path, name: re.Pattern[str]) -> None:
    """Write the journal anew, whole or not at all."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        for line in _read(path):
            file.write(json.dumps(_blot(line, name), ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _blot(value: Any, name: re.Pattern[str]) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _blot(each, name) for key, each in value.items()}
    if isinstance(value, list):
        return [_blot(each, name) for each in value]
    return name.sub(lambda found: black_out(found[0]), value) if isinstance(value, str) else value


_WORK, _UNDO, _REDO, _SITTING = "work", "undo", "redo", "sitting"


@dataclass(slots=True, kw_only=True)
class WorkHistory:
    """*now* is the work, *before* what it was, *after* what was taken back; each step is in *journal* first.

    *sitting* is how the article is coded, as JSON types; once begun, that of the journal.
    """

    journal: Journal
    meter: Meter
    now: Work
    sitting: Line | None = None
    before: list[Work] = field(default_factory=list)
    after: list[Work] = field(default_factory=list)
    _first: Line | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Take up what the journal has; without any, it begins with the first step from the work that there is.

        Who only looks at an article leaves no journal, and waits for no disk.
        """
        self.journal.mend()
        lines = list(self.journal.lines())
        if lines:
            self.sitting = lines[0].get(_SITTING, self.sitting)
            self._replay(lines)
        else:
            self._first = {**self._line(_WORK, write_work(self.now, None)), _SITTING: self.sitting}

    def step(self, work: Work, *, is_more: bool = False) -> None:
        """Go on to *work*; with *is_more* it belongs to the step before, and both are undone together."""
        self._keep(_WORK, write_work(work, self.now) | {"more": is_more})
        self._go_on(work, is_more=is_more)

    def look(self, work: Work) -> None:
        """Look elsewhere: nothing that would have to be undone."""
        self.now = work

    def undo(self) -> None:
        """Go back by a step. IndexError when there is none."""
        self._keep(_UNDO, True)
        self._go_back()

    def redo(self) -> None:
        """Do the last undone step again. IndexError when there is none."""
        self._keep(_REDO, True)
        self._go_forward()

    def _keep(self, kind: str, value: Any) -> None:  # noqa: ANN401
        begun = () if self._first is None else (self._first,)
        self.journal.add(*begun, self._line(kind, value))
        self._first = None

    def _line(self, kind: str, value: Any) -> Line:  # noqa: ANN401
        return {kind: value, "keys": self.meter.keys, "seconds": round(self.meter.seconds, 1)}

    def _replay(self, lines: Iterable[Line]) -> None:
        self.now = Work()
        for number, line in enumerate(lines):
            if _WORK in line:
                work = read_work(line[_WORK], self.now)
                self._go_on(work, is_more=number == 0 or line[_WORK]["more"])
            elif _UNDO in line:
                self._go_back()
            else:
                self._go_forward()
            self.meter.keys, self.meter.seconds = line["keys"], line["seconds"]

    def _go_on(self, work: Work, *, is_more: bool) -> None:
        if not is_more:
            self.before.append(self.now)
        self.after.clear()
        self.now = work

    def _go_back(self) -> None:
        self.after.append(self.now)
        self.now = self.before.pop()

    def _go_forward(self) -> None:
        self.before.append(self.now)
        self.now = self.after.pop()
