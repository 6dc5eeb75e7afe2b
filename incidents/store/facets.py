"""What the tables have of an event: the columns of its own row, and the rows that hang on it. Makes no values."""

from typing import NamedTuple

from incidents.domain.documents import PLACE, WHEN

EVENT_COLUMNS = ("main", *WHEN, *PLACE, "event_type", "sub_event_type", "stage", "summary", "confidence")
"""The columns of the event's own row that say what happened; the others are the database's own."""
SOURCE_COLUMNS = (
    "article.id AS article, outlet.name AS outlet, outlet.scale AS scale, article.published_on AS published_on,"
    " article.title AS title, article.path AS path"
)
"""What a source, the article behind an event, is made of."""
SOURCE_NAMES = ("article", "outlet", "scale", "published_on", "title", "path")
"""What these columns are called in a row."""
ORIGIN_NAMES = ("dataset", "identifier", "licence", "may_be_shared")
"""What is told of a row that an event was imported from."""


class Facet(NamedTuple):
    """One kind of row that hangs on an event: the event's tuple *field*, its *table* and the *columns* of a row.

    The column ``actor`` is the actor's name; it is stored as ``actor_id``.
    """

    field: str
    table: str
    columns: tuple[str, ...]

    @property
    def names_actor(self) -> bool:
        """True when a row points at an actor."""
        return "actor" in self.columns

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """The columns of the table that are those of a row."""
        return tuple("actor_id" if column == "actor" else column for column in self.columns)


FACETS = (
    Facet("weapons", "event_weapon", ("weapon", "launched", "intercepted", "failed", "impacted")),
    Facet("actors", "event_actor", ("actor", "role", "type", "country", "attribution")),
    Facet("targets", "event_target", ("type", "name", "outcome")),
    Facet("casualties", "event_casualty", ("harm", "casualty_group", "low", "best", "high", "status")),
    Facet("claims", "event_claim", ("status", "actor", "mode", "source")),
)
