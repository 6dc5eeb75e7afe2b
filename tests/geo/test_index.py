from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from incidents.errors import IncidentsError
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.index import cache_folder, open_index

BUILD = """
import sys
from pathlib import Path
from incidents.geo.index import open_index
index = open_index(lambda done, total: None, source=Path(sys.argv[1]))
print(index.execute("SELECT count(*) FROM place").fetchone()[0])
"""


def unheard(_done: int, _total: int) -> None: ...


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("gazetteer-*"))


def test_the_first_use_builds_the_index_and_the_second_reads_it(source: Path, cache: Path) -> None:
    open_index(unheard, source=source)
    built = files(cache)
    heard: list[int] = []
    open_index(lambda done, _total: heard.append(done), source=source)
    assert files(cache) == built
    assert heard == []


def test_progress_ends_at_its_total(source: Path, cache: Path) -> None:
    heard: list[tuple[int, int]] = []
    open_index(lambda done, total: heard.append((done, total)), source=source)
    assert heard[-1][0] == heard[-1][1]
    assert cache.is_dir()


def add(source: Path, name: str) -> None:
    """Change the tables by a place in Iraq."""
    with (source / "curated.tsv").open("a", encoding="utf-8") as curated:
        curated.write(f"{name}\t\ttown\tIRQ\tNineveh\t\t36.3\t41.9\t80000\n")


def test_changed_tables_are_built_anew(source: Path, cache: Path) -> None:
    open_index(unheard, source=source)
    before = files(cache)
    add(source, "Sinjar")
    gazetteer = Gazetteer(open_index(unheard, source=source))
    assert gazetteer.search("Sinjar")[0].admin1 == "Nineveh"
    assert len(files(cache)) > len(before)


def test_of_old_indexes_only_the_last_two_are_kept(source: Path, cache: Path) -> None:
    built: list[str] = []
    for name in ("Sinjar", "Snune", "Khanasor", "Hardan"):
        add(source, name)
        open_index(unheard, source=source).close()
        built += [file for file in files(cache) if file not in built]
    assert files(cache) == sorted(built[-3:])


def test_what_a_killed_build_left_behind_is_not_used(source: Path, cache: Path) -> None:
    open_index(unheard, source=source)
    whole = cache / files(cache)[0]
    whole.rename(whole.with_suffix(".partial"))
    whole.with_suffix(".partial").write_bytes(b"half a database")
    connection = open_index(unheard, source=source)
    assert connection.execute("SELECT count(*) FROM place WHERE name = 'Mosul'").fetchone() == (1,)
    assert files(cache) == [whole.name]


def test_an_interrupted_build_leaves_no_index(source: Path, cache: Path) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_index(interrupt, source=source)
    assert list(cache.glob("*.sqlite")) == []


def test_two_processes_at_once_both_get_the_whole_index(source: Path, cache: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(source)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate(timeout=60)[0].strip() for process in both]
    assert outputs == ["7", "7"]
    assert len(files(cache)) == 1


def test_the_index_is_read_only(source: Path, cache: Path) -> None:
    connection = open_index(unheard, source=source)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM place")
    assert cache.is_dir()


def test_a_cache_that_cannot_be_written_costs_time_but_works(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("INCIDENTS_CACHE", str(blocked / "cache"))
    gazetteer = Gazetteer(open_index(unheard, source=source))
    assert gazetteer.search("Mosul")[0].country == "IRQ"


def test_missing_tables_are_named(source: Path, cache: Path) -> None:
    (source / "places.tsv.xz").unlink()
    with pytest.raises(IncidentsError, match=r"places\.tsv\.xz is missing"):
        open_index(unheard, source=source)
    assert not cache.exists()


def test_the_users_own_cache_folder_is_used_when_none_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INCIDENTS_CACHE", raising=False)
    assert cache_folder().name == "incidents"
