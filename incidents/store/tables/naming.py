"""How tables and constraints are named. Set before the first table: SQLite can only drop a constraint by its name."""

import re
from collections.abc import Mapping

from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# The R*Tree of points, the full text of events and articles with the numbers of events, counts by country and month.
SEARCHED = ("event_spot", "event_words", "event_term", "article_words", "event_tally")

CLUSTERED = {"sqlite_with_rowid": False}
"""For a table whose rows SQLite keeps in the tree of their primary key, and in no other."""


class Row(SQLModel):
    """What every table shares: its name, which is the class's name in snake case. Checks no value: the domain does."""

    model_config = {"defer_build": True}  # nobody makes a row of one, so that nothing need be ready for it

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy hands in the class
        """EventActor is stored in event_actor."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


def is_declared(name: str | None, kind: str, _parents: Mapping[str, str | None]) -> bool:
    """Whether a table of the database is one of those declared here, for Alembic's comparison.

    What SQLite searches by (``SEARCHED``) and the tables in which it keeps that are made by migrations alone.
    """
    return not (kind == "table" and name is not None and name.startswith(SEARCHED))
