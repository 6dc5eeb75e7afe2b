"""What a killed process left beside a database is cleared by whoever makes a file there next, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incidents.store.leftovers import ANNEX, UNFINISHED, clear, name_beside
from incidents.store.migrate import new_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can tell whether a process is gone")


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-S", "-E", "-c", ""])
    process.wait()
    return process.pid


def leave(path: Path, process: int, kind: str) -> Path:
    file = path.with_name(f".{path.name}.{process}.{kind}")
    file.write_bytes(b"half of it")
    return file


@pytest.mark.parametrize("kind", [UNFINISHED, ANNEX, f"{UNFINISHED}-journal"])
def test_files_of_processes_that_are_gone_are_cleared(tmp_path: Path, gone: int, kind: str) -> None:
    left = leave(tmp_path / "a.db", gone, kind)
    clear(tmp_path / "a.db")
    assert not left.exists()


def test_those_of_a_process_that_works_stay(tmp_path: Path) -> None:
    left = leave(tmp_path / "a.db", os.getpid(), ANNEX)
    clear(tmp_path / "a.db")
    assert left == name_beside(tmp_path / "a.db", ANNEX)
    assert left.exists()


@pytest.mark.parametrize(("name", "kind"), [("b.db", ANNEX), ("a.db", "db"), ("a.db", "journal")])
def test_other_files_stay(tmp_path: Path, gone: int, name: str, kind: str) -> None:
    left = leave(tmp_path / name, gone, kind)
    clear(tmp_path / "a.db")
    assert left.exists()


def test_whoever_makes_a_file_clears_first(tmp_path: Path, gone: int) -> None:
    left = leave(tmp_path / "a.db", gone, UNFINISHED)
    with new_file(tmp_path / "a.db"):
        assert not left.exists()


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
def test_what_a_process_of_the_same_number_left_is_none_of_the_new_file(tmp_path: Path, ending: str) -> None:
    left = leave(tmp_path / "a.db", os.getpid(), f"{UNFINISHED}{ending}")
    with new_file(tmp_path / "a.db") as file:
        assert not left.exists() or left == file
        assert file.read_bytes() == b""


def test_a_folder_that_is_not_there_has_nothing_left(tmp_path: Path) -> None:
    clear(tmp_path / "nowhere" / "a.db")
    assert list(tmp_path.iterdir()) == []
