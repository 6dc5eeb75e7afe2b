"""A whole database in two halves, by the day of its events, for two processes to read at once. Starts no process."""

from typing import NamedTuple

from incidents.store.connection import Link
from incidents.store.filters import Query

LEAST = 20_000
"""Events that are worth a second process."""
_EARLIER = 0.48  # of all events: whoever reads these also takes over what the other process makes


class Half(NamedTuple):
    """The events before *day*, or with *is_later* the others: those on it, after it, and of no known day."""

    day: str
    is_later: bool

    @property
    def condition(self) -> Query:
        """What an event of the half fulfils. In the order of days the later half follows the other."""
        # The plus keeps SQLite from the index of days, which would lead it all over the disk.
        sql = "coalesce(event.event_date >= :middle, 1)" if self.is_later else "+event.event_date < :middle"
        return Query(sql=sql, parameters={"middle": self.day})


def find_middle(link: Link) -> str | None:
    """The day before which about half of all events lie; None when these are too few to be shared."""
    # The last number is had without counting, and is hardly above the count: only ``undo`` deletes events.
    (last,) = link.rows("SELECT max(rowid) AS number FROM event", {})
    if (last["number"] or 0) < LEAST:
        return None
    sql = "SELECT event_date FROM event WHERE event_date IS NOT NULL ORDER BY event_date LIMIT 1 OFFSET :half"
    days = link.rows(sql, {"half": int(last["number"] * _EARLIER)})
    return next((str(row["event_date"]) for row in days), None)


def read_mark(link: Link) -> int:
    """A number that differs when somebody else wrote to the file since this link last looked; SQLite only."""
    (row,) = link.rows("PRAGMA data_version", {})
    return int(row["data_version"])
