"""Asking the database for events, and handing them out. What only some questions need is imported where they are asked.

Knows no gazetteer, coder or rule until a question needs one; ``Desk`` is built upon it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Self

from incidents.codebook.definitions import Definitions, load_definitions
from incidents.desk.clock import read_now, read_today
from incidents.desk.naming import find_database
from incidents.desk.sweeping import without_sweeping
from incidents.domain.selection import EVERYTHING
from incidents.store.database import Database

if TYPE_CHECKING:
    from incidents.desk.asking import Answer, Question
    from incidents.desk.layouts import Layout, Table
    from incidents.domain.moment import Moment
    from incidents.domain.selection import Selection
    from incidents.exchange.bare import BareLayout
    from incidents.exchange.report import Lines, Report
    from incidents.store.querying import Querying

Progress = Callable[[int, int], None]  # how far the gazetteer's index is built


class Inquiry:
    """*database* as *by* has it on the desk, as it was at *moment*; None is now."""

    def __init__(
        self,
        database: Database,
        *,
        by: str | None = None,
        progress: Progress | None = None,
        moment: Moment | None = None,
    ) -> None:
        self.database = database
        self._by = by
        self._progress = progress
        self._moment = moment
        self._held: ExitStack | None = None
        self._reader: Querying | None = None

    @classmethod
    def open(cls, database: str | None = None, *, by: str | None = None, progress: Progress | None = None) -> Self:
        """A desk at *database*, a path or URL, else ``INCIDENTS_DATABASE``, else ./incidents.db.

        *by* is who codes, else ``INCIDENTS_CODER``, else the login name. Nothing needs closing.
        """
        return cls(find_database(database), by=by, progress=progress)

    def at(self, moment: str) -> Self:
        """A desk that reads the same database as it was at a *moment*: a day, an instant, a revision, a release.

        It writes now. Raises BadUsage for a moment that cannot be read or is still to come.
        """
        from incidents.desk.moments import find_moment

        past = find_moment(moment, self.database, read_now())
        return type(self)(self.database, by=self._by, progress=self._progress, moment=past)

    @cached_property
    def codebook(self) -> Definitions:
        """What the codebook of this version defines."""
        return load_definitions()

    def open_reader(self) -> AbstractContextManager[Querying]:
        """A reader of the database as of the desk's moment."""
        from incidents.store.querying import Querying

        if self._held is None:
            return Querying.open(self.database, as_of=self._moment)
        if self._reader is None:
            self._reader = self._held.enter_context(Querying.open(self.database, as_of=self._moment))
        return nullcontext(self._reader)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """While the block lasts, the database is opened once, when it is first asked."""
        try:
            with ExitStack() as self._held:
                yield
        finally:
            self._held = self._reader = None

    def ask(self, question: Question) -> Answer:
        """*question* in codes, with a note of events that it would lose silently."""
        from incidents.desk.asking import Asking
        from incidents.desk.overlooked import tell_overlooked

        asking = Asking(codebook=self.codebook, find=self.find_point, today=read_today())
        return tell_overlooked(asking.resolve(question), self.open_reader)

    def publish(self, selection: Selection, layout: Layout, target: str | None = None) -> Report:
        """Write the events of *selection* to the file *target*, else to standard output; what was left out and why."""
        from incidents.desk.layouts import find_bare, publish_bare

        bare = find_bare(layout, codebook=self.codebook)
        if bare is not None:
            # A closed pipe ends the reading here, while the database is still open.
            with without_sweeping(), closing(self._make_lines(selection, bare)) as lines:
                return publish_bare(lines, layout, target, codebook=self.codebook)
        from incidents.desk.publishing import publish, read_records

        if layout.partition:
            selection = selection._replace(order=("country", "event_date"))
        records = read_records(self.database, selection, self._moment)
        return publish(records, layout, target, codebook=self.codebook)

    def _make_lines(self, selection: Selection, bare: BareLayout) -> Generator[Lines, None, None]:
        middle = self._find_middle(selection)
        if middle is not None:
            from incidents.desk.halving import make_shared

            yield from make_shared(self.database, bare, middle)
            return
        with self.open_reader() as reader, closing(reader.bare(selection, bare.asked)) as batches:
            yield from map(bare.make, batches)

    def _find_middle(self, selection: Selection) -> str | None:
        """The day that parts the events in halves that two processes can read at once; None where one has to do."""
        if selection != EVERYTHING or self.database.path is None or self._moment is not None:
            return None
        from incidents.store.querying import Querying

        with Querying.open(self.database) as reader:  # no connection may be open where a process is split
            middle = reader.middle()
        if middle is None:
            return None
        from incidents.desk.forking import can_fork

        return middle if can_fork() else None

    def tabulate(self, selection: Selection, columns: tuple[str, ...] = ()) -> Table:
        """The events of *selection* as a table for reading."""
        from incidents.desk.publishing import read_records, tabulate

        return tabulate(read_records(self.database, selection, self._moment), columns, codebook=self.codebook)

    def find_point(self, name: str, country: str | None) -> tuple[tuple[float, float], str]:
        """The point of the place that *name* means, and a sentence on which was taken. Raises BadUsage."""
        from incidents.desk.layers import open_gazetteers
        from incidents.desk.placing import find_place

        place, taken = find_place(name, gazetteer=open_gazetteers(self.database, self._progress), country=country)
        return (place.latitude, place.longitude), taken
