"""What Alembic runs: the migrations, on the connection that ``incidents.store.migrate`` hands in.

A developer's ``alembic revision --autogenerate -m "verb noun"`` hands in none and compares with ``dev.db`` instead,
made by ``incidents init --database dev.db``. Logging is left alone: a library does not touch it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Table, create_engine, event
from sqlalchemy.util import OrderedSet
from sqlmodel import AutoString

from incidents.store.tables import METADATA
from incidents.store.tables.naming import is_declared


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:  # noqa: ANN401 - Alembic's
    """Write SQLModel's own string type as SQLAlchemy's: a revision imports only alembic and sqlalchemy."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


@contextmanager
def ordered_parts() -> Iterator[None]:
    """While the block lasts, a table that is read from a database keeps its constraints and indexes in their order.

    In the sets that SQLAlchemy has for them they come in another with each run, and with them what a batch makes anew.
    """

    def order(_inspector: object, table: Table, _column: object) -> None:
        table.constraints = OrderedSet(table.constraints)
        table.indexes = OrderedSet(table.indexes)

    event.listen(Table, "column_reflect", order)
    try:
        yield
    finally:
        event.remove(Table, "column_reflect", order)


def run(connection: Connection) -> None:
    """Migrate, and leave the transaction to whoever opened it."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,  # SQLite cannot alter a table, only copy it
        compare_server_default=True,
        render_item=render_item,
        include_name=is_declared,
    )
    with ordered_parts():
        context.run_migrations()


if "connection" in context.config.attributes:
    run(context.config.attributes["connection"])
else:
    with create_engine("sqlite:///dev.db").begin() as opened:
        run(opened)
