"""Everything at the desk that only reads the database: one event, why it stands so, many, and handing them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.desk.articles import recall
from incidents.desk.asking import Answer, Asking, Question
from incidents.desk.clock import read_today
from incidents.desk.explaining import Reason, explain
from incidents.desk.outfit import Outfit
from incidents.desk.overlooked import tell_overlooked
from incidents.desk.publishing import Layout, Table, find_profile, publish, publish_tables, tabulate
from incidents.domain.article import Article
from incidents.domain.event import Event, Record
from incidents.domain.selection import EVERYTHING, Selection
from incidents.exchange.explaining import Explanation
from incidents.exchange.explaining import explain as explain_layout
from incidents.exchange.release.writing import Written
from incidents.exchange.rows import Report


class Looking(Outfit):
    """Reads one database as of the desk's moment; changes nothing. A part of ``Desk``."""

    def recall(self, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
        """The identifiers of the events coded from *article*, and those of *events* that nobody accepted yet."""
        with self.open_reader() as reader:
            return recall(reader, article, events)

    def record(self, event_id: str) -> Record:
        """One event; NotFound when there is none of that identifier."""
        with self.open_reader() as reader:
            return reader.record(event_id)

    def explain(self, event_id: str, keys: Iterable[str]) -> Reason:
        """Why the values under *keys* of the event's document stand as they do."""
        with self.open_reader() as reader:
            return explain(reader, event_id, keys, self.rulebook)

    def ask(self, question: Question) -> Answer:
        """*question* in codes, with a note of events that it would lose silently."""
        asking = Asking(codebook=self.codebook, open_gazetteer=lambda: self.layers, today=read_today())
        return tell_overlooked(asking.resolve(question), self.database, as_of=self._moment)

    def records(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """The events of *selection*, streamed."""
        with self.open_reader() as reader:
            yield from reader.records(selection)

    def publish(self, selection: Selection, layout: Layout, target: str | None = None) -> Report:
        """Write the events of *selection* to the file *target*, else to standard output; what was left out and why."""
        return publish(self.records(selection), layout, target, codebook=self.codebook)

    def publish_tables(self, selection: Selection, target: str) -> tuple[Written, ...]:
        """Write the events of *selection* as the tables of a release into the new folder *target*."""
        return publish_tables(self.records(selection), target, codebook=self.codebook)

    def explain_layout(self, selection: Selection, profile: str) -> Explanation:
        """What the layout *profile* cannot say of the events of *selection*."""
        return explain_layout(self.records(selection), find_profile(self.codebook, profile, ()), self.codebook)

    def tabulate(self, selection: Selection, columns: tuple[str, ...] = ()) -> Table:
        """The events of *selection* as a table for reading."""
        return tabulate(self.records(selection), columns, codebook=self.codebook)
