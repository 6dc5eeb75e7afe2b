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
from typing import TYPE_CHECKING, Any

import platformdirs

from incidents.domain.events import Event, from_document, to_document
from incidents.domain.evidence import Evidence
from incidents.domain.text import black_out
from incidents.errors import BadOutput
from incidents.review.card import ROWS, Row
from incidents.store.database import Database

if TYPE_CHECKING:  # erasing a name needs the journals, and no coding
    from incidents.services.coding import Meter

# What a person decided about a row.
ACCEPTED, CHANGED, EMPTIED = "accepted", "changed", "emptied"
# What became of an event.
STORED, LINKED, REJECTED, BLIND = "stored", "linked", "rejected", "apart"
# The field whose words are cited for a row, if it is not the row's first.
_CITED_FIELDS = {"place": "place", "type": "sub_event_type"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event in work; *proposed* is the suggestion that it began as, None for one that the person began.

    *decided* maps the label of a row to the decision about it. *outcome* is None until the event is stored, linked,
    rejected or taken into a blind coding; *event_id* and *revision* then say where it was stored and by which revision.
    """

    event: Event
    proposed: Event | None = None
    decided: Mapping[str, str] = field(default_factory=dict)
    outcome: str | None = None
    event_id: str | None = None
    revision: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not decided yet what becomes of the event."""
        return self.outcome is None

    @property
    def is_decided(self) -> bool:
        """Whether every row is decided."""
        return all(row.label in self.decided for row in ROWS)

    def evidence(self, row: Row) -> tuple[Evidence, ...]:
        """Return the words behind *row*, in the order of the text."""
        found = (each for each in self.event.evidence if each.field.partition(".")[0] in row.keys)
        return tuple(sorted(found, key=lambda each: (each.start, each.end)))

    def alternatives(self, row: Row) -> Sequence[int]:
        """Return the positions, among the event's alternatives, of those for *row*."""
        return [number for number, each in enumerate(self.event.alternatives) if each.field in row.keys]

    def confidence(self, row: Row) -> float | None:
        """Return the machine's confidence in the least sure value of *row*; None if it has none."""
        known = [self.event.confidence[key] for key in row.keys if key in self.event.confidence]
        return min(known, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Every event in work. The one in focus is ``drafts[event_number]``, its row in focus ``ROWS[row_number]``."""

    drafts: tuple[Draft, ...] = ()
    event_number: int = 0
    row_number: int = 0

    @property
    def draft(self) -> Draft | None:
        """The event in focus, None if there is none."""
        return self.drafts[self.event_number] if self.drafts else None

    @property
    def row(self) -> Row:
        """The row in focus."""
        return ROWS[self.row_number]

    @property
    def is_done(self) -> bool:
        """Whether every event is decided."""
        return not any(draft.is_open for draft in self.drafts)

    def focus_row(self, number: int) -> Work:
        """Move the focus to a row, by its number from 0, or to the nearest if there is no such row."""
        return replace(self, row_number=min(max(number, 0), len(ROWS) - 1))

    def focus_event(self, number: int) -> Work:
        """Move the focus to an event, by its number from 0 modulo their count, at its first undecided row."""
        if not self.drafts:
            return self
        moved = replace(self, event_number=number % len(self.drafts))
        return replace(moved, row_number=_first_undecided(moved.drafts[moved.event_number], 0))

    def decide(self, decision: str, event: Event | None = None) -> Work:
        """Decide the row in focus, changing the event to *event* if given; then focus the next undecided row."""
        focused = self._focused
        decided = self._change(decided={**focused.decided, self.row.label: decision}, event=event or focused.event)
        return replace(decided, row_number=_first_undecided(decided.drafts[self.event_number], self.row_number + 1))

    def change(self, event: Event) -> Work:
        """Change the event in focus; no row is decided."""
        return self._change(event=event)

    def reopen(self, label: str) -> Work:
        """Make the row with that label undecided again, and focus it."""
        decided = {name: mark for name, mark in self._focused.decided.items() if name != label}
        number = next(number for number, row in enumerate(ROWS) if row.label == label)
        return replace(self._change(decided=decided), row_number=number)

    def close(self, outcome: str, *, event_id: str | None = None, revision: int | None = None) -> Work:
        """Set what became of the event in focus; then focus the next open event."""
        closed = self._change(outcome=outcome, event_id=event_id, revision=revision)
        order = (*range(self.event_number + 1, len(self.drafts)), *range(self.event_number))
        following = next((number for number in order if closed.drafts[number].is_open), None)
        return closed if following is None else closed.focus_event(following)

    def add(self, draft: Draft) -> Work:
        """Add one more event, and focus it."""
        return Work(drafts=(*self.drafts, draft), event_number=len(self.drafts))

    def replace_draft(self, number: int, draft: Draft) -> Work:
        """Put *draft* in place of the event of that number."""
        return replace(self, drafts=(*self.drafts[:number], draft, *self.drafts[number + 1 :]))

    @property
    def _focused(self) -> Draft:
        """The event in focus. Raises IndexError if there is none."""
        return self.drafts[self.event_number]

    def _change(self, **changes: object) -> Work:
        return self.replace_draft(self.event_number, replace(self._focused, **changes))  # type: ignore[arg-type]


def cite(event: Event, row: Row, words: Evidence, *, is_added: bool) -> Event:
    """Return *event* with *words* as evidence for *row*; with *is_added* the words cited before stay."""
    kept = [each for each in event.evidence if is_added or each.field.partition(".")[0] not in row.keys]
    cited = replace(words, field=main_field(row))
    return replace(event, evidence=(*(each for each in kept if each != cited), cited))


def main_field(row: Row) -> str:
    """Return the field of the codebook that *row* mainly shows."""
    return _CITED_FIELDS.get(row.label, row.keys[0])


def _first_undecided(draft: Draft, start: int) -> int:
    """Return the first undecided row from *start* on, then from the top; the last row if all are decided."""
    order = (*range(start, len(ROWS)), *range(start))
    return next((number for number in order if ROWS[number].label not in draft.decided), len(ROWS) - 1)


Line = Mapping[str, Any]
_SUFFIX = ".desk"
_DIGITS = 16  # of the article's hash, in a file's name


@dataclass(frozen=True, slots=True)
class Journal:
    """The file of JSON Lines at *path*; it may not exist yet."""

    path: Path

    def append(self, *lines: Line) -> None:
        """Write *lines* to the disk. Raises BadOutput if that fails."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                file.write(b"".join(_encode(line) for line in lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            what = f"your work cannot be kept in {self.path}: {error.strerror}"
            raise BadOutput(what, mend="make room there, and press the key again") from error

    def lines(self) -> Iterator[Line]:
        """Yield every complete line, oldest first."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        for line in content.split(b"\n")[:-1]:
            yield json.loads(line)

    def repair(self) -> None:
        """Cut off a line that a crash left incomplete."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        if not content.endswith(b"\n"):
            with self.path.open("r+b") as file:
                file.truncate(content.rfind(b"\n") + 1)

    def remove(self) -> None:
        """Remove the file, if there is one."""
        self.path.unlink(missing_ok=True)


def open_journal(database: Database, *, coder: str, article: str, kind: str = "") -> Journal:
    """Return the journal of one person's work on the article with the hash *article*, in the folder of *database*.

    Work of another *kind* on the same article has a journal of its own.
    """
    who = sha256(coder.encode()).hexdigest()[:8]
    name = "-".join(filter(None, (article[:_DIGITS], who, kind)))
    return Journal(journal_folder(database) / f"{name}.jsonl")


def journal_folder(database: Database) -> Path:
    """Return the folder of the journals: beside the database file, or in the user's state folder for a server."""
    if database.path is not None:
        return Path(database.path).with_name(f"{Path(database.path).name}{_SUFFIX}")
    named = sha256(str(database).encode()).hexdigest()[:_DIGITS]
    return platformdirs.user_state_path("incidents") / f"{named}{_SUFFIX}"


def find_journals(database: Database, *, article: str = "") -> list[Path]:
    """Return the journals of everybody's unfinished work, or only those of the article with that hash."""
    return sorted(journal_folder(database).glob(f"{article[:_DIGITS]}*.jsonl"))


def remove_article(database: Database, sha256: str, *, is_trial: bool = False) -> int:
    """Remove every journal of work on the article with that hash; return how many. With *is_trial* remove none."""
    found = find_journals(database, article=sha256)
    for path in () if is_trial else found:
        path.unlink(missing_ok=True)  # its owner may finish at this moment
    return len(found)


def redact_name(database: Database, name: re.Pattern[str], *, is_trial: bool = False) -> int:
    """Replace *name* by blocks in every journal; return how many hold it. With *is_trial* change none."""
    paths = find_journals(database)
    found = [path for path in paths if any(_redact(line, name) != line for line in Journal(path).lines())]
    for path in () if is_trial else found:
        _rewrite(path, name)
    return len(found)


def _rewrite(path: Path, name: re.Pattern[str]) -> None:
    """Write the journal again without *name*, whole or not at all."""
    partial = path.with_suffix(".partial")
    with partial.open("wb") as file:
        for line in Journal(path).lines():
            file.write(_encode(_redact(line, name)))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _redact(value: Any, name: re.Pattern[str]) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: _redact(each, name) for key, each in value.items()}
    if isinstance(value, list):
        return [_redact(each, name) for each in value]
    return name.sub(lambda found: black_out(found[0]), value) if isinstance(value, str) else value


def _encode(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode() + b"\n"


_WORK, _UNDO, _REDO, _TRIAL = "work", "undo", "redo", "trial"


@dataclass(slots=True, kw_only=True)
class WorkHistory:
    """The present *work* with the steps that led to it; each step is in *journal* before it counts.

    *undo_steps* are the earlier states, *redo_steps* those that were undone. *trial* is the trial run of the article as
    JSON types; after ``begin`` it is the one in the journal.
    """

    journal: Journal
    meter: Meter
    work: Work
    trial: Line | None = None
    undo_steps: list[Work] = field(default_factory=list)
    redo_steps: list[Work] = field(default_factory=list)
    _first: Line | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Resume from the journal; without one, the first step will start it with the work that there is.

        So merely looking at an article leaves no journal and does not wait for the disk.
        """
        self.journal.repair()
        lines = list(self.journal.lines())
        if lines:
            self.trial = lines[0].get(_TRIAL, self.trial)
            self._replay(lines)
        else:
            self._first = {**self._line(_WORK, _write_work(self.work, None)), _TRIAL: self.trial}

    def step(self, work: Work, *, is_continued: bool = False) -> None:
        """Go on to *work*; with *is_continued* it belongs to the step before, and both are undone together."""
        self._append(_WORK, _write_work(work, self.work) | {"more": is_continued})
        self._go_on(work, is_continued=is_continued)

    def move_focus(self, work: Work) -> None:
        """Go on to *work*, which differs only in its focus: nothing that would have to be undone."""
        self.work = work

    def undo(self) -> None:
        """Undo a step. Raises IndexError if there is none."""
        self._append(_UNDO, True)
        self._go_back()

    def redo(self) -> None:
        """Redo the last undone step. Raises IndexError if there is none."""
        self._append(_REDO, True)
        self._go_forward()

    def _append(self, kind: str, value: Any) -> None:  # noqa: ANN401
        first = () if self._first is None else (self._first,)
        self.journal.append(*first, self._line(kind, value))
        self._first = None

    def _line(self, kind: str, value: Any) -> Line:  # noqa: ANN401
        return {kind: value, "keys": self.meter.keys, "seconds": round(self.meter.seconds, 1)}

    def _replay(self, lines: Iterable[Line]) -> None:
        self.work = Work()
        for number, line in enumerate(lines):
            if _WORK in line:
                work = _read_work(line[_WORK], self.work)
                self._go_on(work, is_continued=number == 0 or line[_WORK]["more"])
            elif _UNDO in line:
                self._go_back()
            else:
                self._go_forward()
            self.meter.keys, self.meter.seconds = line["keys"], line["seconds"]

    def _go_on(self, work: Work, *, is_continued: bool) -> None:
        if not is_continued:
            self.undo_steps.append(self.work)
        self.redo_steps.clear()
        self.work = work

    def _go_back(self) -> None:
        self.redo_steps.append(self.work)
        self.work = self.undo_steps.pop()

    def _go_forward(self) -> None:
        self.undo_steps.append(self.work)
        self.work = self.redo_steps.pop()


def _write_work(work: Work, before: Work | None) -> dict[str, Any]:
    """Return the difference of *work* to *before* as JSON types: its focus, and each event that differs, by number."""
    known = () if before is None else before.drafts
    changed = {
        str(number): _write_draft(draft, is_new=number >= len(known))
        for number, draft in enumerate(work.drafts)
        if number >= len(known) or draft != known[number]
    }
    return {"event_number": work.event_number, "row_number": work.row_number, "drafts": changed}


def _write_draft(draft: Draft, *, is_new: bool) -> dict[str, Any]:
    proposed = {"proposed": to_document(draft.proposed)} if is_new and draft.proposed is not None else {}
    return {
        "event": to_document(draft.event),
        "decided": dict(draft.decided),
        "outcome": draft.outcome,
        "event_id": draft.event_id,
        "revision": draft.revision,
        **proposed,
    }


def _read_work(line: Line, before: Work) -> Work:
    """Return the work that ``_write_work`` wrote as a difference to *before*."""
    drafts = dict(enumerate(before.drafts))
    for number, written in line["drafts"].items():
        old = drafts.get(int(number))
        drafts[int(number)] = _read_draft(written, None if old is None else old.proposed)
    ordered = tuple(draft for _, draft in sorted(drafts.items()))
    return Work(drafts=ordered, event_number=line["event_number"], row_number=line["row_number"])


def _read_draft(written: Mapping[str, Any], proposed: Event | None) -> Draft:
    return Draft(
        event=from_document(written["event"]),
        proposed=from_document(written["proposed"]) if "proposed" in written else proposed,
        decided=written["decided"],
        outcome=written["outcome"],
        event_id=written["event_id"],
        revision=written["revision"],
    )
