"""The migrations make exactly the declared tables, up and down, and carry rows along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, NullPool, create_engine, inspect

from incidents.resources import MIGRATIONS
from incidents.store import sqlite
from incidents.store.database import Database
from incidents.store.migrate import migrate, state
from incidents.store.state import State, head, known_revisions
from incidents.store.tables import METADATA
from incidents.store.tables.naming import is_declared
from tests.store.conftest import NEWEST, NEXT

# A row in a parent and a row in its child, as every revision so far has them.
ACTOR = (
    "INSERT INTO actor (id, name) VALUES (:id, :name)",
    "INSERT INTO actor_alias (actor_id, alias) VALUES (:id, :name)",
)


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    return Database(path=tmp_path / "empty.db")


@pytest.fixture
def migrated(empty: Database) -> Iterator[Connection]:
    migrate(empty)
    engine = create_engine(f"sqlite:///{empty.path}", poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def tables_in(database: Database) -> list[str]:
    assert database.path is not None
    with closing(sqlite.connect(database.path, mode="ro")) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return sorted(name for (name,) in names if not name.startswith(("sqlite_", "alembic_")))


def test_there_is_one_head_and_it_is_known_by_its_file_name() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [head()]


def test_every_revision_goes_up_and_down_and_up(empty: Database) -> None:
    for revision, before in zip(known_revisions(), ("base", *known_revisions()), strict=False):
        migrate(empty, revision)
        made = tables_in(empty)
        migrate(empty, before, is_downward=True)
        migrate(empty, revision)
        assert tables_in(empty) == made != []


def test_the_tables_are_those_that_are_declared(migrated: Connection) -> None:
    options = {"compare_type": True, "compare_server_default": True, "include_name": is_declared}
    context = MigrationContext.configure(migrated, opts=options)
    assert compare_metadata(context, METADATA) == []


def test_the_checks_are_those_that_are_declared(migrated: Connection, tmp_path: Path) -> None:
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.db'}", poolclass=NullPool)
    METADATA.create_all(declared)  # the one place where tables are not made by migration: to compare
    for table in sorted(METADATA.tables):
        expected = inspect(declared).get_check_constraints(table)
        found = inspect(migrated).get_check_constraints(table)
        assert sorted(found, key=str) == sorted(expected, key=str), table


def test_down_to_the_base_leaves_nothing(empty: Database) -> None:
    migrate(empty)
    migrate(empty, "base", is_downward=True)
    assert tables_in(empty) == []


def test_rows_of_each_revision_survive_to_the_newest(empty: Database) -> None:
    assert empty.path is not None
    for revision in known_revisions():
        migrate(empty, revision)
        with closing(sqlite.connect(empty.path, mode="rw")) as connection:
            for sql in ACTOR:
                connection.execute(sql, {"id": int(revision), "name": f"Group {revision}"})
    with closing(sqlite.connect(empty.path, mode="ro")) as connection:
        found = connection.execute("SELECT alias FROM actor JOIN actor_alias ON actor_id = actor.id ORDER BY actor.id")
        assert [alias for (alias,) in found] == [f"Group {revision}" for revision in known_revisions()]


def test_orphans_stop_a_migration_and_nothing_of_it_stays(empty: Database, next_revision: Path) -> None:
    assert empty.path is not None
    migrate(empty)
    next_revision.write_text(f'revision, down_revision = "{NEXT}", "{NEWEST}"\n\ndef upgrade() -> None:\n    pass\n')
    with closing(sqlite.connect(empty.path, mode="rw")) as connection:
        connection.execute("INSERT INTO actor_alias (actor_id, alias) VALUES (8, 'nobody')")
    with pytest.raises(RuntimeError, match="without their parents"):
        migrate(empty)
    assert state(empty) is State.OLDER
