"""Chain the log by hashes, and keep what changed things were before in twins of their tables.

A log that is there already is chained as it stands; a last entry, "chained", says from which revision on the chain was
made at the time of writing.
"""

import hashlib
import json
import secrets
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TWINNED = (
    *("article", "report", "evidence", "report_event"),
    *("event", "event_weapon", "event_actor", "event_target", "event_casualty", "event_claim"),
)


def upgrade() -> None:
    widen_log()
    mark_events()
    for table in TWINNED:
        create_twin(table)
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM revision")):
        chain()


def downgrade() -> None:
    for table in reversed(TWINNED):
        op.drop_table(f"past_{table}")
    op.drop_column("event", "revision_id")
    for column in ("action", "salt", "digest"):
        op.drop_column("change", column)
    for column in ("undoes", "salt", "digest", "hash"):
        op.drop_column("revision", column)


def widen_log() -> None:
    op.add_column("revision", sa.Column("undoes", sa.Integer()))
    op.add_column("revision", sa.Column("salt", sa.String()))
    op.add_column("revision", sa.Column("digest", sa.String()))
    add_filled("revision", "hash", "''")
    add_filled("change", "action", "CASE WHEN field IS NULL THEN 'added' ELSE 'changed' END")
    op.add_column("change", sa.Column("salt", sa.String()))
    op.add_column("change", sa.Column("digest", sa.String()))


def add_filled(table: str, column: str, value: str) -> None:
    """Add a text column without a gap, filled with the SQL expression *value*."""
    op.add_column(table, sa.Column(column, sa.String()))
    op.execute(f'UPDATE "{table}" SET {column} = {value}')
    with op.batch_alter_table(table) as batch:
        batch.alter_column(column, existing_type=sa.String(), nullable=False)


def mark_events() -> None:
    op.add_column("event", sa.Column("revision_id", sa.Integer(), nullable=False, server_default="0"))
    last = "SELECT max(revision_id) FROM change WHERE kind = 'event' AND \"key\" = event_id"
    op.execute(f"UPDATE event SET revision_id = coalesce(({last}), 0)")


def create_twin(table: str) -> None:
    """A table with the columns and the indexes of *table*, and the revisions between which a row stood."""
    inspector = sa.inspect(op.get_bind())
    key = inspector.get_pk_constraint(table)["constrained_columns"]
    columns = [
        sa.Column(column["name"], column["type"], nullable=column["nullable"], autoincrement=False)
        for column in inspector.get_columns(table)
        if column["name"] != "revision_id"
    ]
    name = f"past_{table}"
    op.create_table(
        name,
        *columns,
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key, "until_revision", name=f"pk_{name}"),
    )
    indexed = [[str(column) for column in index["column_names"]] for index in inspector.get_indexes(table)]
    for columns_of in [*sorted(indexed), ["until_revision", "revision_id"]]:
        op.create_index(f"ix_{name}_{'_'.join(columns_of)}", name, columns_of)


def chain() -> None:
    """Give every row of the log its salt and every revision its hash, after noting that this was done now."""
    connection = op.get_bind()
    last = connection.scalar(sa.text("SELECT max(id) FROM revision"))
    for table, column in (("change", "new"), ("revision", "reason")):
        for number in connection.scalars(sa.text(f'SELECT id FROM "{table}" WHERE {column} IS NOT NULL')).all():
            salted = sa.text(f'UPDATE "{table}" SET salt = :salt WHERE id = :id')
            connection.execute(salted, {"salt": secrets.token_urlsafe(12), "id": number})
    note(connection, last)
    previous = ""
    for row in connection.execute(sa.text("SELECT * FROM revision ORDER BY id")).mappings().all():
        previous = hash_of(connection, previous, row)
        sealed = sa.text("UPDATE revision SET hash = :hash WHERE id = :id")
        connection.execute(sealed, {"hash": previous, "id": row["id"]})


def note(connection: sa.Connection, last: int) -> None:
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    revised = (
        "INSERT INTO revision (id, made_at, made_by, command, hash) VALUES (:id, :at, 'incidents', 'db upgrade', '')"
    )
    connection.execute(sa.text(revised), {"id": last + 1, "at": at})
    changed = (
        'INSERT INTO change (id, revision_id, action, kind, "key", field, old, new, salt)'
        " SELECT max(id) + 1, :revision, 'changed', 'log', 'chain', 'chained', 'null', :new, :salt FROM change"
    )
    values = {"revision": last + 1, "new": json.dumps({"revisions": last}), "salt": secrets.token_urlsafe(12)}
    connection.execute(sa.text(changed), values)


def hash_of(connection: sa.Connection, previous: str, row: sa.RowMapping) -> str:
    """The hash of one revision, as this version of the program makes it."""
    own = [row[name] for name in ("id", "made_at", "made_by", "command", "undoes")]
    total = hashlib.sha256(write([previous, *own, digest(row["salt"], row["reason"])]))
    changes = sa.text('SELECT * FROM "change" WHERE revision_id = :id ORDER BY id')
    for change in connection.execute(changes, {"id": row["id"]}).mappings():
        head = [change[name] for name in ("id", "revision_id", "action", "kind", "key", "field")]
        total.update(write([*head, digest(change["salt"], change["old"], change["new"])]))
    return total.hexdigest()


def digest(salt: str | None, *words: str | None) -> str:
    return hashlib.sha256(write([salt, *words])).hexdigest()


def write(values: list[object]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"
