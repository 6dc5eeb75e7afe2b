"""Make a database, and bring an older one up to date: wholly or not at all, and never behind the user's back.

Only Alembic's revisions in ``migrations/``, or what is generated from them (``finished``), make or change tables. Does
not read or write rows.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from incidents.errors import BadDatabase
from incidents.store import finished, sqlite
from incidents.store.database import Database
from incidents.store.files import drafting, keep_beside
from incidents.store.state import FOLDER, State, check, examine, refusal, state

__all__ = ["check", "create", "ensure", "making", "migrate", "new_file", "provide", "state", "upgrade"]


def create(database: Database) -> None:
    """Make the tables in a new file, or in an empty PostgreSQL database; see ``making``."""
    with making(database):
        pass


@contextmanager
def making(database: Database) -> Iterator[Database]:
    """A new database, to be filled. A file appears complete or not at all: what breaks the block off leaves none.

    PostgreSQL has its tables from the beginning on. Raises BadDatabase when something is there already, or when the
    folder is missing or cannot be written to.
    """
    condition = examine(database)
    if condition.state is State.CURRENT:
        raise BadDatabase(f"{database} is already there; nothing was changed", mend=database.command("query"))
    if condition.state is not State.MISSING:
        raise refusal(database, condition)
    if database.path is None:
        migrate(database)
        yield database
        return
    with new_file(Path(database.path)) as unfinished:
        if not finished.build(unfinished):
            migrate(Database(path=unfinished))
        yield Database(path=unfinished)


def ensure(database: Database) -> bool:
    """Make the database when there is none, True then; another command that is quicker makes it for both.

    Raises BadDatabase when it cannot be made or used.
    """
    is_missing = state(database) is State.MISSING
    if is_missing:
        try:
            create(database)
        except BadDatabase:
            if state(database) is not State.CURRENT:
                raise
            return False
    check(database)
    return is_missing


def provide(database: Database) -> None:
    """Make the tables where nothing is yet, be it in a file that exists and is empty; a current database is left alone.

    Raises BadDatabase for one that is older, newer or something else.
    """
    condition = examine(database)
    if condition.state is State.MISSING or (database.path is not None and _is_blank(Path(database.path))):
        migrate(database)
    elif condition.state is not State.CURRENT:
        raise refusal(database, condition)


def _is_blank(path: Path) -> bool:
    return path.is_file() and path.stat().st_size == 0


def upgrade(database: Database) -> Path | None:
    """Bring an older database up to date and return the backup made before; None when there was nothing to do.

    A PostgreSQL database has no backup here (``pg_dump`` makes one); its upgrade is one transaction as well.
    """
    condition = examine(database)
    if condition.state is State.CURRENT:
        return None
    if condition.state is not State.OLDER:
        raise refusal(database, condition)
    backup = None if database.path is None else keep_beside(Path(database.path), condition.revision or "unknown")
    migrate(database)
    return backup


def migrate(database: Database, revision: str = "head", *, is_downward: bool = False) -> None:
    """Run the migrations up (or down) to *revision* in one transaction. Makes no backup: ``upgrade`` does."""
    # Alembic and SQLAlchemy take most of a second to import, and reading a database needs neither.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    from incidents.store.engine import migrating  # noqa: PLC0415
    from incidents.store.transaction import refuse_orphans  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", FOLDER.replace("%", "%%"))
    step = command.downgrade if is_downward else command.upgrade
    with migrating(database) as connection:
        config.attributes["connection"] = connection
        step(config, revision)
        if database.path is not None:
            raw: Any = connection.connection.driver_connection
            refuse_orphans(raw, f"the migration to {revision}")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A path of the same name to build the file at; it takes its place at *path* only when nothing went wrong.

    Raises BadDatabase where it cannot be, or the log of a file that is there no more would be taken for the new one's.
    """
    _refuse_left(path)
    with ExitStack() as stack:
        unfinished = _touch(path, stack)
        with _called(unfinished, path):
            yield unfinished
        _publish(unfinished, path)


def _refuse_left(path: Path) -> None:
    left = sqlite.find_left(path)
    if left is not None and not path.exists():
        raise BadDatabase(
            f"{left} was left by a database that is there no more, and would be taken for a part of the new one",
            mend=f"put it away: mv {shlex.quote(left)} {shlex.quote(f'{left}.old')}",
        )


def _touch(path: Path, stack: ExitStack) -> Path:
    """An empty file to build in, until the *stack* is left."""
    if not path.parent.is_dir():
        raise BadDatabase(f"there is no folder {path.parent}", mend=f"mkdir -p {shlex.quote(str(path.parent))}")
    try:
        unfinished = stack.enter_context(drafting(path)) / path.name
        unfinished.touch()
    except OSError as error:
        raise BadDatabase(
            f"no file can be made in the folder {path.parent.absolute()}: {error.strerror}",
            mend="name a file in a folder of your own: incidents init --database PATH",
        ) from error
    return unfinished


@contextmanager
def _called(unfinished: Path, path: Path) -> Iterator[None]:
    """Let errors name the file as the user does, who has never heard of the unfinished one."""
    try:
        yield
    except BadDatabase as error:
        error.what = error.what.replace(str(unfinished), str(path))
        raise


def _publish(unfinished: Path, path: Path) -> None:
    # A hard link fails when another command was quicker, where a rename would replace its database.
    try:
        os.link(unfinished, path)
    except FileExistsError:
        said = f"{path} was made by another command just now; nothing was changed"
        raise BadDatabase(said, mend="do it again") from None
    except OSError:  # a file system without hard links
        unfinished.rename(path)
