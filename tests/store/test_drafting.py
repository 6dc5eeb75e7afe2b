"""What a killed process left beside a file is cleared by whoever makes a file there next, and nothing else is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incidents.store import drive
from incidents.store import files as module
from incidents.store.files import clear, drafting
from incidents.store.migrate import new_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can tell whether a process is gone")

MAKER = """
import sys
from pathlib import Path
from incidents.store.files import drafting
with drafting(Path(sys.argv[1])) as folder:
    (folder / "half").touch()
    print(folder, flush=True)
    sys.stdin.read()
"""


@contextmanager
def making(path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process that builds *path*, and its folder."""
    command = [sys.executable, "-c", MAKER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def leave(path: Path, number: int = 5) -> Path:
    """The folder of a maker who is gone."""
    folder = path.with_name(f".{path.name}.{number}123abcd.part")
    (folder / "tables").mkdir(parents=True)
    (folder / "tables" / "half").touch()
    return folder


def test_a_folder_goes_with_all_that_is_in_it(tmp_path: Path) -> None:
    with drafting(tmp_path / "a.csv") as folder:
        (folder / "half").touch()
        assert folder.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_a_process_is_cleared_when_it_was_killed_and_no_sooner(tmp_path: Path) -> None:
    with making(tmp_path / "a.db") as (process, folder):
        clear(tmp_path / "a.db")
        assert (folder / "half").exists()
        process.kill()
        process.wait()
        clear(tmp_path / "a.db")
        assert not folder.exists()


def test_a_folder_at_which_somebody_works_keeps_no_other_from_being_cleared(tmp_path: Path) -> None:
    with drafting(tmp_path / "a.db"):
        others = [leave(tmp_path / "a.db", number) for number in (0, 9)]
        clear(tmp_path / "a.db")
        assert [folder for folder in others if folder.exists()] == []


def test_the_folder_of_this_process_stays(tmp_path: Path) -> None:
    with drafting(tmp_path / "a.db") as first, drafting(tmp_path / "a.db") as second:
        assert first.is_dir()
        assert second.is_dir()


def test_a_folder_that_is_cleared_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, cleared = module._lock, list[Path]()  # noqa: SLF001 - where another process would come between

    def lock_later(folder: Path) -> int | None:
        if not cleared:
            cleared.append(folder)
            folder.rmdir()
        return lock(folder)

    monkeypatch.setattr(module, "_lock", lock_later)
    with drafting(tmp_path / "a.db") as folder:
        assert folder.is_dir()
        assert cleared != [folder]


@pytest.mark.parametrize("name", ["b.db", "a.db.db", "a"])
def test_other_folders_stay(tmp_path: Path, name: str) -> None:
    left = leave(tmp_path / name)
    clear(tmp_path / "a.db")
    assert left.exists()


def test_files_stay(tmp_path: Path) -> None:
    file = tmp_path / ".a.db.0123abcd.part"
    file.touch()
    clear(tmp_path / "a.db")
    assert file.exists()


def test_where_there_are_no_locks_a_folder_is_made_and_none_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_lock", lambda _folder: None)
    left = leave(tmp_path / "a.db")
    with drafting(tmp_path / "a.db") as folder:
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == [left]


def test_on_a_network_drive_nobody_can_tell_and_all_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drive, "is_remote", lambda _path: True)
    left = leave(tmp_path / "a.db")
    clear(tmp_path / "a.db")
    assert left.exists()


def test_whoever_makes_a_database_clears_first(tmp_path: Path) -> None:
    left = leave(tmp_path / "a.db")
    with new_file(tmp_path / "a.db") as file:
        assert not left.exists()
        assert file.read_bytes() == b""


def test_a_folder_that_is_not_there_has_nothing_left(tmp_path: Path) -> None:
    clear(tmp_path / "nowhere" / "a.db")
    assert list(tmp_path.iterdir()) == []
