"""Looking after a database: backing it up, bringing a backup back, copying it elsewhere, examining it.

Composes the store's rooms, which are imported when they are used: some load SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.desk.clock import read_now
from incidents.desk.outfit import Outfit
from incidents.domain.remark import Remark
from incidents.store.database import Database, locate
from incidents.store.verdict import Verdict

if TYPE_CHECKING:
    from incidents.store.copying import Copied

Progress = Callable[[int, int], None]


class Upkeep:
    """The upkeep of the database of one desk."""

    def __init__(self, desk: Outfit) -> None:
        self._desk = desk

    def back_up(self, file: Path | None = None, *, progress: Progress) -> tuple[Path, Verdict]:
        """Write the database to a new file, else one named after it and today, and say what was found in it."""
        from incidents.store.backup import back_up  # noqa: PLC0415

        chosen = file or _name(self._desk.database)
        return chosen, back_up(self._desk.database, chosen, progress=progress)

    def restore(self, file: Path, *, progress: Progress) -> Path | None:
        """Let the database hold what *file* holds; where the former state is kept, None where there was none."""
        from incidents.store.backup import restore  # noqa: PLC0415

        return restore(file, self._desk.database, progress=progress)

    def inspect(self, file: Path) -> Verdict:
        """What is in a backup, which is verified. Raises BadDatabase or CheckFailed for one that cannot be restored."""
        from incidents.store.backup import inspect  # noqa: PLC0415

        return inspect(file)

    def examine(self) -> Iterator[Remark]:
        """A remark on each thing that the desk stands on."""
        from incidents.desk.doctoring import examine_desk  # noqa: PLC0415

        yield from examine_desk(self._desk, read_now())


def copy_database(source: str, target: str, *, progress: Progress) -> Copied:
    """Copy the database *source* into the empty or missing *target*; paths or URLs."""
    from incidents.store.copying import copy  # noqa: PLC0415

    return copy(locate(source), locate(target), progress=progress)


def _name(database: Database) -> Path:
    """``iraq.2026-03-01T083000Z.backup.db`` in the present folder."""
    stem = "incidents" if database.path is None else Path(database.path).stem
    return Path(f"{stem}.{read_now():%Y-%m-%dT%H%M%SZ}.backup.db")
