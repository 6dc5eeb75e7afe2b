"""The kinds of things that have a history, and the tables that make one up. Knows the names of tables, no SQL.

Each of these tables has a twin, ``past_...``, for the rows that it held and holds no more (``tables/past.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

PREFIX = "past_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """The tables of one kind, parents first, each with the column that holds the thing's identifier.

    With *is_dated* the row of the root says which revision made the thing what it is. What *is_plain* is described by
    its columns as they are.
    """

    name: str
    tables: dict[str, str]
    is_numbered: bool
    is_dated: bool = False
    is_plain: bool = False

    @property
    def root(self) -> str:
        """The table with one row for each thing."""
        return next(iter(self.tables))

    @property
    def column(self) -> str:
        """The column of the root that identifies the thing."""
        return self.tables[self.root]

    def key(self, identifier: str) -> str | int:
        """*identifier*, as the log has it, as the tables have it."""
        return int(identifier) if self.is_numbered else identifier


KINDS = {
    kind.name: kind
    for kind in (
        Kind(name="article", tables={"article": "id", "imported_file": "article_id"}, is_numbered=True),
        Kind(
            name="report",
            tables={"report": "id", "evidence": "report_id", "imported_row": "report_id"},
            is_numbered=True,
        ),
        Kind(
            name="event",
            tables={
                "event": "event_id",
                "event_weapon": "event_id",
                "event_actor": "event_id",
                "event_target": "event_id",
                "event_casualty": "event_id",
                "event_claim": "event_id",
                "report_event": "event_id",
            },
            is_numbered=False,
            is_dated=True,
        ),
        Kind(name="member", tables={"member": "name"}, is_numbered=False, is_dated=True, is_plain=True),
        Kind(name="assignment", tables={"assignment": "id"}, is_numbered=True, is_dated=True, is_plain=True),
        Kind(
            name="coding",
            tables={"coding": "id", "coding_event": "coding_id"},
            is_numbered=True,
            is_dated=True,
            is_plain=True,
        ),
        Kind(name="query", tables={"query": "id"}, is_numbered=True, is_dated=True, is_plain=True),
        Kind(name="recheck", tables={"recheck": "id"}, is_numbered=True, is_dated=True, is_plain=True),
        Kind(name="intake", tables={"intake": "article_id"}, is_numbered=True, is_dated=True, is_plain=True),
    )
}
