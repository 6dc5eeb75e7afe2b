"""Which revisions stand, and which were taken back: what can be undone next, and what redone. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incidents.store.link import Link
from incidents.store.things import KINDS

_TAKEN_BACK = "SELECT id, undoes FROM revision WHERE undoes IS NOT NULL ORDER BY id"
_REVERSIBLE = ", ".join(f"'{kind}'" for kind in (*KINDS, "actor"))
_REVISIONS = (
    "SELECT id, undoes, made_at, made_by, command, (SELECT count(*) FROM change WHERE revision_id = revision.id"
    f" AND kind NOT IN ({_REVERSIBLE})) AS others FROM revision ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One revision in a line: *is_undo* when it took another back; *original* is what was done or undone first.

    *passed* are later ones that nothing takes back, as far as the next that is taken back with it.
    """

    number: int
    at: str
    by: str
    command: str
    original: int
    is_undo: bool
    can_be_undone: bool
    passed: tuple[Entry, ...] = ()


class Standing:
    """The revisions that stand, the newest first. A revision that was undone does not, one that was redone does."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._undoes = {row["id"]: row["undoes"] for row in link.rows(_TAKEN_BACK, {})}
        self._undone_by = {undone: number for number, undone in self._undoes.items()}

    def done(self) -> Iterator[Entry]:
        """What undo would take back, one after the other."""
        return (entry for entry in self._entries() if not entry.is_undo)

    def undone(self) -> Iterator[Entry]:
        """The undoings that redo would take back."""
        return (entry for entry in self._entries() if entry.is_undo)

    def _entries(self) -> Iterator[Entry]:
        for row in self._link.rows(_REVISIONS, {}):
            if self._stands(row["id"]):
                yield Entry(
                    number=row["id"],
                    at=row["made_at"],
                    by=row["made_by"],
                    command=row["command"],
                    original=self._original(row["id"]),
                    is_undo=self._is_undo(row["id"]),
                    can_be_undone=row["others"] == 0,
                )

    def _stands(self, number: int) -> bool:
        later = self._undone_by.get(number)
        return later is None or not self._stands(later)

    def _original(self, number: int) -> int:
        undone = self._undoes.get(number)
        return number if undone is None else self._original(undone)

    def _is_undo(self, number: int) -> bool:
        undone = self._undoes.get(number)
        return undone is not None and not self._is_undo(undone)
