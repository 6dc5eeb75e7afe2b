"""Journal: work in progress on an article, kept step by step beside the database, with undo and redo.

A step is on the disk before the next key is read, so that a crash loses nothing; a line that a crash left half did not
happen. The journal holds words of the article, so erasing an article or a name reaches it too.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from incidents.domain.events import from_document, to_document
from incidents.domain.text import black_out
from incidents.errors import BadOutput
from incidents.services.effort import Meter
from incidents.services.session_state import Draft, Work
from incidents.store.database import Database

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
