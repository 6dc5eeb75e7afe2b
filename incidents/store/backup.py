"""Back a database up into one SQLite file, and bring one back: online, verified, and wholly or not at all.

A backup of a PostgreSQL database is a SQLite file as well: a copy that can be read, queried and restored anywhere.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from incidents.errors import BadDatabase, CheckFailed
from incidents.store import sqlite
from incidents.store.copying import Progress, copy
from incidents.store.database import Database
from incidents.store.files import duplicate, keep_beside, keep_whole
from incidents.store.migrate import new_file
from incidents.store.state import State, check, examine, refusal
from incidents.store.verify import Verdict, verify

_KEPT = "before-restore"


def back_up(database: Database, file: Path, *, progress: Progress = lambda _done, _of: None) -> Verdict:
    """Write *database* to the new *file* and verify it there; the file appears when it is whole, or not at all.

    Others may read and write meanwhile. Raises BadDatabase when the file is there already, CheckFailed when what was
    written is not what its log says.
    """
    check(database)
    if file.exists():
        raise BadDatabase(f"{file} is there already; nothing was written", mend="name a new file")
    with new_file(file) as unfinished:
        if database.path is None:
            unfinished.unlink()
            copy(database, Database(path=unfinished), progress=progress)
            keep_whole(unfinished)
        else:
            duplicate(Path(database.path), unfinished)
        return _inspect(Database(path=unfinished), file)


def restore(file: Path, database: Database, *, progress: Progress = lambda _done, _of: None) -> Path | None:
    """Let *database* hold what the backup *file* holds; where its former state is kept, None where there was none.

    The backup is verified first. A SQLite file that is there is kept beside itself; a PostgreSQL database must hold no
    rows. Raises BadDatabase for a file that is newer, older or no database, CheckFailed for one that is damaged.
    """
    inspect(file)
    if database.path is None:
        copy(Database(path=file), database, progress=progress)
        return None
    return _replace(file, Path(database.path))


def inspect(file: Path) -> Verdict:
    """What the log of the backup *file* says of it. Raises as ``restore`` does for one that cannot be brought back."""
    if not file.exists():  # else ``check`` would say how to make it: an empty one brings nothing back
        raise BadDatabase(f"{file} does not exist; nothing was changed", mend="name a backup that is there")
    source = Database(path=file)
    condition = examine(source)
    if condition.state is State.FOREIGN:  # ``check`` would say how to make a database
        raise BadDatabase(refusal(source, condition).what, mend="name a backup: incidents backup makes one")
    check(source)
    return _inspect(source, file)


def _replace(file: Path, path: Path) -> Path | None:
    condition = examine(Database(path=path))
    if condition.state is State.MISSING:
        with new_file(path) as unfinished:
            duplicate(file, unfinished)
        return None
    if condition.state not in {State.CURRENT, State.OLDER}:
        raise refusal(Database(path=path), condition)
    if path.samefile(file):
        raise BadDatabase(f"{file} is the database itself; nothing was changed", mend="name a backup of it")
    kept = keep_beside(path, _KEPT)
    duplicate(file, path)
    return kept


def _inspect(database: Database, file: Path) -> Verdict:
    """The verdict on a whole backup; raises CheckFailed for pages that do not fit together, or a broken log."""
    with sqlite.explained(database), closing(sqlite.connect_to_read(database.path or file)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise CheckFailed(f"{file} is damaged: {said}", mend="use an older backup")
    verdict = verify(database)
    if verdict.faults:
        raise CheckFailed(f"{file} is not what its log says: {verdict.faults[0]}", mend="incidents verify tells more")
    return verdict
