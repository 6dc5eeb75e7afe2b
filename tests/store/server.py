"""A PostgreSQL server for the tests alone: in a temporary folder, on a socket there, gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidents.store import postgresql
from incidents.store.database import Database
from incidents.store.tables import METADATA

# Nothing has to outlast the machine, and nothing happens by itself in the middle of a test.
_SETTINGS = ("listen_addresses=''", "fsync=off", "full_page_writes=off", "autovacuum=off")


@contextmanager
def running() -> Iterator[str]:
    """The URL of an empty database while the block lasts; skips where no server, or no driver, is installed."""
    pytest.importorskip("psycopg")
    programs = _find_programs()
    folder = Path(tempfile.mkdtemp(prefix="incidents-"))  # a socket's path must be short
    try:
        user = _give(folder)
        run = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
        _run([str(programs / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "ana", "-E", "UTF8"], user)
        settings = " ".join(f"-c {setting}" for setting in _SETTINGS)
        _run([*run, "-o", f"-k {folder} {settings}", "-l", str(folder / "log"), "start"], user)
        yield f"postgresql://ana@/postgres?host={folder}"
        _run([*run, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


def empty(database: Database) -> None:
    """Remove every row; numbers start from 1 again. To truncate so many tables takes five times as long."""
    everything = "; ".join(f'DELETE FROM "{table}"' for table in (*sorted(METADATA.tables), "event_tally"))
    with postgresql.driver().connect(database.url, autocommit=True) as connection:
        connection.execute(
            f"SET session_replication_role = replica; {everything}"
        )  # in any order: no key is looked at, nothing counted
        connection.execute("SELECT setval(quote_ident(sequencename), 1, false) FROM pg_sequences")


def copied(database: Database, name: str) -> Database:
    """A database *name* on the same server that is as *database* is; nobody may be connected to that."""
    url = database.url or ""
    with postgresql.driver().connect(url.replace("/postgres?", "/template1?"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE postgres')
    return Database(url=url.replace("/postgres?", f"/{name}?"))


def _find_programs() -> Path:
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("no PostgreSQL server is installed")
    return folders[-1]


def _give(folder: Path) -> str | None:
    """Give *folder* to the user who will run the server: that refuses to run as root. None is the present user."""
    if os.geteuid() != 0:
        return None
    try:
        shutil.chown(folder, "postgres")
    except LookupError:
        pytest.skip("the PostgreSQL server cannot run as root, and there is no user postgres")
    return "postgres"


def _run(command: list[str], user: str | None) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/", user=user)
