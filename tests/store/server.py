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
        _run([*run, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "-l", str(folder / "log"), "start"], user)
        yield f"postgresql://ana@/postgres?host={folder}"
        _run([*run, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


def empty(database: Database) -> None:
    """Remove every row; numbers start from 1 again."""
    with postgresql.driver().connect(database.url, autocommit=True) as connection:
        connection.execute(f"TRUNCATE {', '.join(sorted(METADATA.tables))} RESTART IDENTITY")


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
