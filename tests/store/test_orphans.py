"""Rows without their parents are found in every table but those of which it is known that there are none."""

from __future__ import annotations

import pytest

from incidents.store.database import Database
from incidents.store.transaction import refuse_orphans, transaction


@pytest.fixture
def orphaned(database: Database) -> Database:
    """A database in which an alias and a claim of nobody stand."""
    with transaction(database, foreign_keys=False) as connection:
        connection.run("INSERT INTO actor_alias (actor_id, alias) VALUES (8, 'nobody')")
        connection.run("INSERT INTO report_event VALUES (3, 'IRQ1', '2026-01-01T00:00:00Z', 'ana')")
    return database


@pytest.mark.parametrize(
    ("besides", "found"),
    [
        ((), "actor_alias.*report_event|report_event.*actor_alias"),
        (("actor_alias",), "report_event"),
        (("report_event",), "actor_alias"),
    ],
)
def test_orphans_are_refused_wherever_they_are_looked_for(
    orphaned: Database, besides: tuple[str, ...], found: str
) -> None:
    with (
        transaction(orphaned) as connection,
        pytest.raises(RuntimeError, match=f"the load left rows without their parents.*{found}"),
    ):
        refuse_orphans(connection.raw, "the load", besides=besides)


def test_nothing_is_refused_where_it_is_known_otherwise(orphaned: Database) -> None:
    with transaction(orphaned) as connection:
        refuse_orphans(connection.raw, "the load", besides=("actor_alias", "report_event"))
        assert len(connection.raw.execute("PRAGMA foreign_key_check").fetchall()) > 1
