"""Everything at the desk that only reads the database, beside ``inquiry``: one event, and why it stands so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from incidents.desk.outfit import Outfit
from incidents.domain.article import Article
from incidents.domain.event import Event, Record

if TYPE_CHECKING:
    from incidents.desk.explaining import Reason


class Looking(Outfit):
    """Reads one database as of the desk's moment; changes nothing. A part of ``Desk``."""

    def recall(self, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
        """The identifiers of the events coded from *article*, and those of *events* that nobody accepted yet."""
        from incidents.desk.articles import recall

        with self.open_reader() as reader:
            return recall(reader, article, events)

    def find_coded(self, article: Article, event: Event) -> str | None:
        """The stored event that rests on *article* telling just what *event* says; None when there is none."""
        from incidents.desk.articles import find_coded

        with self.open_reader() as reader:
            return find_coded(reader, article, event)

    def record(self, event_id: str) -> Record:
        """One event; NotFound when there is none of that identifier."""
        with self.open_reader() as reader:
            return reader.record(event_id)

    def explain(self, event_id: str, keys: Iterable[str]) -> Reason:
        """Why the values under *keys* of the event's document stand as they do."""
        from incidents.desk.explaining import explain

        with self.open_reader() as reader:
            return explain(reader, event_id, keys, self.rulebook)
