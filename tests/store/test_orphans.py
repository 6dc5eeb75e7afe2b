"""Rows without their parents are found after a migration."""

from __future__ import annotations

from contextlib import closing

import pytest

from incidents.store.database import Database
from incidents.store.transaction import open_file, refuse_orphans


def test_orphans_are_refused(database: Database) -> None:
    assert database.path is not None
    with closing(open_file(database.path, foreign_keys=False)) as connection:
        refuse_orphans(connection, "the migration")
        connection.execute("INSERT INTO actor_alias (actor_id, alias) VALUES (8, 'nobody')")
        with pytest.raises(RuntimeError, match=r"the migration left rows without their parents.*actor_alias"):
            refuse_orphans(connection, "the migration")
