"""Work in progress kept beside the database, a line for each step, so that whoever is cut off goes on where they were.

A step is on the disk before the next key is read. The last line may be torn by a crash: then it did not happen. The
journal holds words of the article, as the database will; it is removed when the article is done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs

from incidents.domain.document import read, write
from incidents.errors import BadOutput
from incidents.store.database import Database
from incidents.workbench.work import Draft, Work

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
            event=read(written["event"]),
            proposed=(None if proposed is None else read(proposed)) if is_new else drafts[int(number)].proposed,
            decided=written["decided"],
            outcome=written["outcome"],
            event_id=written["event_id"],
            revision=written["revision"],
        )
        drafts[int(number) : int(number) + 1] = [draft]
    return Work(drafts=tuple(drafts), at=line["at"], on=line["on"])


def _write_draft(draft: Draft, before: Draft | None) -> dict[str, Any]:
    proposed = {} if before is not None or draft.proposed is None else {"proposed": write(draft.proposed)}
    return {
        "event": write(draft.event),
        "decided": dict(draft.decided),
        "outcome": draft.outcome,
        "event_id": draft.event_id,
        "revision": draft.revision,
        **proposed,
    }
