"""The schema as text is the schema, the same on each run."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing

from incidents.store.tables import METADATA
from incidents.store.tables.ddl import tables_sql


def test_the_text_makes_the_tables() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(tables_sql())
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        made = {name for (name,) in tables}
    assert made == set(METADATA.tables)


def test_the_text_is_the_same_in_another_process() -> None:
    code = "from incidents.store.tables.ddl import tables_sql; print(tables_sql(), end='')"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == tables_sql()
