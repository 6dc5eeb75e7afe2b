"""Which of two ways to the first events that have words is shorter. What is found is the same."""

from __future__ import annotations

from incidents.domain.selection import EVERYTHING, Selection
from incidents.store.dialect import Dialect
from incidents.store.link import Link
from incidents.store.select import count_words


def find_way(link: Link, selection: Selection) -> Dialect:
    """The dialect of *link*, going through the events by day where the limit of *selection* is reached soon so.

    To look up all events that have the words takes as many steps as there are; to go through all events until the
    limit is reached takes more, the rarer the words.
    """
    dialect = link.dialect
    counted = count_words(selection, dialect) if selection.limit is not None else None
    if counted is None or selection.limit is None or selection._replace(text=None, limit=None) != EVERYTHING:
        return dialect
    (found,) = link.rows(counted.sql, counted.parameters)
    (last,) = link.rows("SELECT max(rowid) AS number FROM event", {})
    steps = (last["number"] or 0) * selection.limit  # over the events found
    return dialect.walking() if steps < found["events"] ** 2 else dialect
