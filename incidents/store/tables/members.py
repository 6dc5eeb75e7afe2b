"""Who belongs to the team of a database."""

from sqlmodel import Field

from incidents.store.tables.naming import Row


class Member(Row, table=True):
    """A person by the *name* they sign with, and their *role*, a code of ``roles``.

    *revision_id* is the revision that made the row what it is.
    """

    name: str = Field(primary_key=True)
    role: str
    revision_id: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
