"""A moment in the life of a database, up to which it is read. Knows no clock and no database."""

from typing import NamedTuple


class Moment(NamedTuple):
    """Exactly one of *instant*, ISO 8601 in UTC to the second and inclusive, and *revision*, a number of the log."""

    instant: str | None = None
    revision: int | None = None
