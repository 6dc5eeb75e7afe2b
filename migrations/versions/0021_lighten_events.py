"""Keep less beside events: no second key of theirs, facets in the order of their keys, indexes without blanks.

On SQLite a row of a facet lies where its key says, in one tree and not in two: an event's rows are side by side and a
whole database is read in one go. PostgreSQL has no such tables. What ``prefix`` and ``number`` may be is said by a
check, for ``event_id`` is unique already. Every row stays; triggers are put back as they were.
"""

import re
from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FACETS = ("event_weapon", "event_actor", "event_target", "event_casualty", "event_claim")
UNIQUE = "CONSTRAINT uq_event_prefix_number UNIQUE (prefix, number)"
CHECK = "CONSTRAINT ck_event_event_id CHECK (event_id = prefix || number)"
CLUSTERED = " WITHOUT ROWID"
DAYS = ["country", "event_date"]
MERGED = "ix_event_merged_into"
KNOWN = sa.text("merged_into IS NOT NULL")


def upgrade() -> None:
    if is_sqlite():
        rebuild("event", "rowid", lambda sql: replaced(sql, UNIQUE, CHECK))
        for table in FACETS:
            rebuild(table, "event_id, position", lambda sql: sql + CLUSTERED)
    else:
        op.drop_constraint("uq_event_prefix_number", "event", type_="unique")
        op.create_check_constraint("ck_event_event_id", "event", "event_id = prefix || number")
    index_days(DAYS, [*DAYS, "end_date"])
    op.drop_index(MERGED, "event")
    op.create_index(MERGED, "event", ["merged_into"], sqlite_where=KNOWN, postgresql_where=KNOWN)


def downgrade() -> None:
    op.drop_index(MERGED, "event")
    op.create_index(MERGED, "event", ["merged_into"])
    index_days([*DAYS, "end_date"], DAYS)
    if is_sqlite():
        for table in FACETS:
            rebuild(table, "event_id, position", lambda sql: sql.removesuffix(CLUSTERED))
        rebuild("event", "rowid", lambda sql: replaced(sql, CHECK, UNIQUE))
    else:
        op.drop_constraint("ck_event_event_id", "event", type_="check")
        op.create_unique_constraint("uq_event_prefix_number", "event", ["prefix", "number"])


def index_days(before: list[str], after: list[str]) -> None:
    """With the last day beside the first, whoever asks for a year looks at no event of the years before."""
    for table in ("event", "past_event"):
        op.drop_index(f"ix_{table}_{'_'.join(before)}", table)
        op.create_index(f"ix_{table}_{'_'.join(after)}", table, after)


def rebuild(table: str, order: str, change: Callable[[str], str]) -> None:
    """Make the table anew as *change* would have it, with its rows in that order, its indexes and its triggers."""
    execute = op.get_bind().exec_driver_sql
    (made,) = execute("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).one()
    beside = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type <> 'table' AND sql IS NOT NULL ORDER BY rowid"
    again = [sql for (sql,) in execute(beside, (table,))]
    # By way of a copy and not of another name: triggers of other tables speak of this one.
    execute(f"CREATE TEMP TABLE kept AS SELECT * FROM {table} ORDER BY {order}")
    execute(f"DROP TABLE {table}")
    execute(change(made))
    execute(f"INSERT INTO {table} SELECT * FROM temp.kept ORDER BY rowid")
    execute("DROP TABLE temp.kept")
    for sql in again:
        execute(sql)


def replaced(sql: str, old: str, new: str) -> str:
    """*sql* with one constraint in place of another; RuntimeError when that is not there."""
    changed, count = re.subn(re.escape(old), new, sql)
    if count != 1:
        raise RuntimeError(f"the table of events has no {old}")
    return changed


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
