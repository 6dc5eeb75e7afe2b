"""A PostgreSQL server for the tests alone: in a temporary folder, on a socket there, gone afterwards."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from incidents.store.database import Database
from incidents.store.tables import METADATA


@contextmanager
def running() -> Iterator[str]:
    """The URL of an empty database while the block lasts; skips where no server is installed."""
    programs = _find_programs()
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="incidents-"))  # a socket's path must be short
    shutil.chown(folder, user)
    run = [str(programs / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    try:
        _run([str(programs / "initdb"), "-D", str(folder / "data"), "-A", "trust", "-U", "ana", "-E", "UTF8"], user)
        _run([*run, "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "-l", str(folder / "log"), "start"], user)
        yield f"postgresql://ana@/postgres?host={folder}"
        _run([*run, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


def empty(database: Database) -> None:
    """Remove every row; numbers start from 1 again."""
    with psycopg.connect(database.url or "", autocommit=True) as connection:
        connection.execute(f"TRUNCATE {', '.join(sorted(METADATA.tables))} RESTART IDENTITY".encode())


def _find_programs() -> Path:
    if os.geteuid() == 0 and "postgres" not in {entry.pw_name for entry in pwd.getpwall()}:
        pytest.skip("the PostgreSQL server cannot run as root, and there is no user postgres")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = shutil.which("initdb")
    if not folders and on_path is None:
        pytest.skip("no PostgreSQL server is installed")
    return folders[-1] if on_path is None else Path(on_path).parent


def _run(command: list[str], user: str) -> None:
    other = None if user == getpass.getuser() else user
    subprocess.run(command, check=True, capture_output=True, cwd="/", user=other)
