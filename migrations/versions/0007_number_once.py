"""Let SQLite never give the number of an article or a report again, after what had it was undone."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("article", "report")


def upgrade() -> None:
    rebuild(is_numbered_once=True)


def downgrade() -> None:
    rebuild(is_numbered_once=False)


def rebuild(*, is_numbered_once: bool) -> None:
    """Copy the tables; PostgreSQL's sequences never go back."""
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            options = {"sqlite_autoincrement": is_numbered_once}
            with op.batch_alter_table(table, recreate="always", table_kwargs=options):
                pass
