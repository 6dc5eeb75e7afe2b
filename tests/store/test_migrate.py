"""Making and upgrading a database: complete or not at all, and one sentence for whatever stands in the way."""

from __future__ import annotations

import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.errors import BadDatabase
from incidents.store import files, sqlite
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.migrate import create, ensure, making, state, upgrade
from incidents.store.reading import Reader
from incidents.store.state import State, check
from tests.store.conftest import AT, NEWEST, NEXT

ADD_COLOUR = f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{NEXT}", "{NEWEST}"

def upgrade() -> None:
    op.add_column("outlet", sa.Column("colour", sa.String()))
"""

ANOTHER_IS_QUICKER = f"""
import shutil
from pathlib import Path
revision, down_revision = "{NEXT}", "{NEWEST}"

def upgrade() -> None:
    if Path({{other!r}}).exists():
        shutil.copyfile({{other!r}}, {{target!r}})
"""


def columns(path: Path | None) -> list[str]:
    """The columns of the table outlet."""
    assert path is not None
    with closing(sqlite.connect(path, mode="ro")) as connection:
        return [name for _, name, *_ in connection.execute("PRAGMA table_info(outlet)")]


def set_revision(database: Database, revision: str) -> None:
    assert database.path is not None
    with closing(sqlite.connect(database.path, mode="rw")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def refusals(database: Database) -> set[str]:
    """What a reader and a writer are told."""
    with pytest.raises(BadDatabase) as reading, Reader.open(database):
        pass
    with pytest.raises(BadDatabase) as writing, Archive.open(database, by="ana", at=AT, command="test"):
        pass
    return {str(reading.value), str(writing.value)}


@pytest.fixture
def other_sqlite(tmp_path: Path) -> Path:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (id INTEGER)")
    return path


def test_a_new_database_is_one_current_file(tmp_path: Path) -> None:
    database = Database(path=tmp_path / "news.db")
    create(database)
    assert state(database) is State.CURRENT
    assert [path.name for path in tmp_path.iterdir()] == ["news.db"]


def test_what_goes_wrong_while_a_database_is_made_is_told_under_its_own_name(tmp_path: Path) -> None:
    def damage_and_look(database: Database) -> None:
        Path(database.path or "").write_bytes(b"")
        check(database)

    database = Database(path=tmp_path / "news.db")
    with pytest.raises(BadDatabase, match=rf"^{re.escape(str(database))} is an empty file"), making(database) as draft:
        damage_and_look(draft)
    assert list(tmp_path.iterdir()) == []


def test_two_new_databases_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.db", "two.db")]
    for file in files:
        create(Database(path=file))
    one, two = (file.read_bytes() for file in files)
    assert one == two


def test_a_missing_database_names_the_command_that_makes_it(tmp_path: Path) -> None:
    database = Database(path=tmp_path / "news.db")
    assert state(database) is State.MISSING
    assert refusals(database) == {f"{database} does not exist\n  make it: incidents init --database {database}"}
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_not_made_twice(database: Database) -> None:
    with pytest.raises(BadDatabase, match="is already there; nothing was changed"):
        create(database)


def test_the_first_use_makes_a_database_once(tmp_path: Path) -> None:
    database = Database(path=tmp_path / "news.db")
    assert (ensure(database), ensure(database)) == (True, False)


def test_the_first_use_goes_on_with_the_database_of_a_quicker_command(tmp_path: Path, next_revision: Path) -> None:
    other, database = Database(path=tmp_path / "other.db"), Database(path=tmp_path / "news.db")
    next_revision.write_text(ANOTHER_IS_QUICKER.format(other=str(other.path), target=str(database.path)))
    create(other)
    assert not ensure(database)
    assert state(database) is State.CURRENT
    assert not list(tmp_path.glob(".*"))


def test_the_first_use_leaves_what_is_no_database_alone(other_sqlite: Path) -> None:
    with pytest.raises(BadDatabase, match="of something else"):
        ensure(Database(path=other_sqlite))


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_what_is_left_of_a_database_is_not_taken_for_a_part_of_another(tmp_path: Path, ending: str) -> None:
    left = tmp_path / f"incidents.db{ending}"
    left.write_bytes(b"changes")
    with pytest.raises(BadDatabase, match=f"mv {left} {left}.old"):
        create(Database(path=tmp_path / "incidents.db"))
    assert list(tmp_path.iterdir()) == [left]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match=r"there is no folder .*nowhere\n  mkdir -p"):
        create(Database(path=tmp_path / "nowhere" / "news.db"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is an empty file"),
        (b"Title: a text", "not SQLite at all"),
        (bytes(range(256)), "not SQLite at all"),
    ],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes, sentence: str) -> None:
    database = Database(path=tmp_path / "news.db")
    (tmp_path / "news.db").write_bytes(content)
    assert state(database) is State.FOREIGN
    (told,) = refusals(database)
    assert sentence in told
    for attempt in (create, upgrade):
        with pytest.raises(BadDatabase, match=sentence):
            attempt(database)
    assert (tmp_path / "news.db").read_bytes() == content


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (told,) = refusals(Database(path=tmp_path))
    assert "is a folder, not a database" in told


def test_another_programs_database_is_left_alone(other_sqlite: Path) -> None:
    before = other_sqlite.read_bytes()
    (told,) = refusals(Database(path=other_sqlite))
    assert "is a SQLite database of something else" in told
    assert other_sqlite.read_bytes() == before


def test_a_damaged_database_is_said_to_be(database: Database) -> None:
    assert database.path is not None
    content = Path(database.path).read_bytes()
    Path(database.path).write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    (told,) = refusals(database)
    assert "is damaged" in told


def test_a_newer_database_asks_for_a_newer_program(database: Database) -> None:
    set_revision(database, "9999")
    assert state(database) is State.NEWER
    (told,) = refusals(database)
    assert "made by a newer version of incidents (schema 9999, this one knows" in told
    assert "pip install --upgrade incidents" in told
    with pytest.raises(BadDatabase, match="newer version"):
        upgrade(database)


def test_an_older_database_names_the_command_that_mends_it(database: Database, next_revision: Path) -> None:
    next_revision.write_text(ADD_COLOUR)
    assert state(database) is State.OLDER
    (told,) = refusals(database)
    assert f"incidents db upgrade --database {database}" in told


def test_an_upgrade_keeps_a_backup_of_the_older_database(database: Database, next_revision: Path) -> None:
    next_revision.write_text(ADD_COLOUR)
    backup = upgrade(database)
    assert backup is not None
    assert backup.name == f"incidents.db.{NEWEST}.backup"
    assert columns(Path(database.path or "")) == ["id", "name", "scale", "colour"]
    assert columns(backup) == ["id", "name", "scale"]


def test_a_backup_never_overwrites_another(database: Database, next_revision: Path) -> None:
    assert database.path is not None
    earlier = Path(database.path).with_name(f"incidents.db.{NEWEST}.backup")
    earlier.write_text("earlier")
    next_revision.write_text(ADD_COLOUR)
    backup = upgrade(database)
    assert backup is not None
    assert (earlier.read_text(), backup.name) == ("earlier", f"incidents.db.{NEWEST}-2.backup")


def test_a_backup_that_fails_half_way_does_not_stay(
    database: Database, next_revision: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(_file: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    assert database.path is not None
    monkeypatch.setattr(files, "keep_whole", fill_the_disk)
    next_revision.write_text(ADD_COLOUR)
    with pytest.raises(OSError, match="No space left"):
        upgrade(database)
    assert list(Path(database.path).parent.glob("*.backup")) == []


def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was(database: Database, next_revision: Path) -> None:
    next_revision.write_text(ADD_COLOUR + "    raise RuntimeError('half way')\n")
    with pytest.raises(RuntimeError, match="half way"):
        upgrade(database)
    assert columns(Path(database.path or "")) == ["id", "name", "scale"]
    assert state(database) is State.OLDER


def test_an_upgrade_of_a_current_database_does_nothing(database: Database) -> None:
    assert upgrade(database) is None


@pytest.mark.parametrize("name", ["50% of #1?.db", "a b.db", "نشرة.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    database = Database(path=tmp_path / name)
    create(database)
    with Reader.open(database) as reader:
        assert reader.count() == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_reading_makes_and_changes_no_file(database: Database) -> None:
    assert database.path is not None
    before = Path(database.path).read_bytes()
    with Reader.open(database) as reader:
        list(reader.records())
    assert [path.name for path in Path(database.path).parent.iterdir()] == ["incidents.db"]
    assert Path(database.path).read_bytes() == before
