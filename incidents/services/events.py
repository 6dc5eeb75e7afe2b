"""Events: query them, read one, explain its values, change it.

A query takes filters as people type them and returns a result that is read only when it is iterated or written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incidents.domain.events import Record
from incidents.domain.filters import EVERYTHING, Selection
from incidents.errors import BadUsage
from incidents.exchange.profiles import NATIVE, find_profile
from incidents.exchange.rows import Report
from incidents.services.context import Context
from incidents.services.exports import Exports, Form, Layout
from incidents.services.filters import EventFilters, Resolved, Resolver, tell_overlooked

if TYPE_CHECKING:  # loaded by the method that needs them
    from pandas import DataFrame

    from incidents.services.forms import Edit
    from incidents.services.reconciliation import Reason


@dataclass(frozen=True, slots=True)
class EventQuery:
    """The events that fit some filters. Iterate over it, count it, or write it; each reads the database anew.

    *selection* holds the filters in codes; *notes* say how they were understood, and what they leave out.
    """

    context: Context
    selection: Selection
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        return self.context.records(self.selection)

    def count(self) -> int:
        """Return how many events there are."""
        with self.context.open_querying() as reader:
            return reader.count(self.selection)

    def to_csv(self, path: str, *, profile: str = NATIVE, columns: tuple[str, ...] = ()) -> Report:
        """Write the events as CSV to *path*, whole or not at all; see ``project.exports.write``."""
        layout = Layout(form=Form.CSV, profile=profile, columns=columns)
        return Exports(self.context).write(self.selection, path, layout=layout)

    def to_pandas(self, *, profile: str = NATIVE, columns: tuple[str, ...] = ()) -> DataFrame:
        """Return the events as a pandas DataFrame, one row each, in the columns of a profile of the codebook.

        Days are ``datetime64``, whole numbers are nullable integers; unknown is missing, never 0. Raises BadUsage
        without pandas, UnknownTerm for an unknown profile or column.

        >>> frame = project.events.query(country="IRQ", since="2021-11-01").to_pandas()
        >>> frame.groupby("admin1")["killed_best"].sum()
        """
        from incidents.exchange.profiles import kinds_of

        codebook = self.context.codebook
        chosen = find_profile(codebook, profile, columns)
        rows = [row.cells for row in Exports(self.context).rows(self.selection, chosen)]
        names = [column.name for column in chosen.columns]
        return _make_frame(rows, dict(zip(names, kinds_of(chosen, codebook=codebook), strict=True)))


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a project. ``project.events``."""

    context: Context

    def query(self, **filters: Any) -> EventQuery:  # noqa: ANN401 - the fields of EventFilters, checked there
        """Return the events that match every filter; what may be filtered by, ``services.filters.EventFilters`` says.

        Values are as people type them, names or codes: ``country="Iraq"``, ``since="2021-W44"``, ``weapon="drone"``,
        ``near="Baghdad"`` with ``within=50`` (kilometres), ``min_killed=1``, ``text="..."``, ``sort=("-event_date",)``,
        ``limit=20``. A filter that takes several values takes one or a tuple. Raises UnknownTerm for an unknown name,
        with the nearest ones, and BadUsage for a value that cannot be read.

        >>> for record in project.events.query(country="IRQ", since="2021-11-01"):
        ...     print(record.event_id, record.event.place.name)
        """
        resolved = self.resolve(make_filters(**filters))
        return EventQuery(self.context, resolved.selection, resolved.notes)

    def resolve(self, filters: EventFilters) -> Resolved:
        """Return *filters* in codes, with notes on how they were understood and on events that they would lose."""
        resolver = Resolver(codebook=self.context.codebook, find=self.context.find_point, today=self.context.today)
        return tell_overlooked(resolver.resolve(filters), self.context.open_querying)

    def records(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """Read the events of *selection* one after the other."""
        return self.context.records(selection)

    def get(self, event_id: str) -> Record:
        """Return one event; of a merged one, the event that it is part of now. Raises NotFound.

        >>> project.events.get("IRQ1").event.killed.best
        """
        with self.context.open_reader() as reader:
            return reader.record(event_id)

    def explain(self, event_id: str, *keys: str) -> Reason:
        """Return why the values under *keys* of an event are what they are. Raises NotFound.

        The reason holds the words of the articles, the reports with who proposed and accepted them, the rule that chose
        between them, and every later change.

        >>> reason = project.events.explain("IRQ1", "killed")
        >>> [each.evidence.quote for each in reason.citations]
        """
        from incidents.services.reconciliation import explain

        with self.context.open_reader() as reader:
            return explain(reader, event_id, keys, self.context.rulebook)

    def edit(
        self, event_id: str, changes: Mapping[str, str], *, reason: str | None = None, version: int | None = None
    ) -> Edit:
        """Change fields of an event, all or none; *changes* maps fields to values as people type them.

        A changed value stays when the reports change later. *version* is the version of the event that the user looked
        at. Raises BadForm with every problem at once, Conflict if somebody else changed one of the same fields since
        that version, and BadUsage for a version that the event never had.

        >>> project.events.edit("IRQ1", {"killed": "2"}, reason="hospital list").keys
        ('killed',)
        """
        from incidents.services.reconciliation import edit_event

        return edit_event(self.context, event_id, changes, reason=reason, version=version)

    def withdraw(self, event_id: str, *, reason: str) -> None:
        """Withdraw an event; it stays in the database, marked as withdrawn. Raises NotFound, NotAllowed."""
        from incidents.services.review import Review

        Review(self.context).move("withdraw", [event_id], reason=reason)


def make_filters(**given: Any) -> EventFilters:  # noqa: ANN401 - checked here
    """Return filters by name; one value stands for a tuple of one. Raises BadUsage for an unknown filter."""
    unknown = [name for name in given if name not in EventFilters._fields]
    if unknown:
        raise BadUsage(f"there is no filter {unknown[0]!r}", mend=f"there are {', '.join(EventFilters._fields)}")
    defaults = EventFilters()
    chosen: dict[str, Any] = {}
    for name, value in given.items():
        takes_several = isinstance(getattr(defaults, name), tuple)
        chosen[name] = (value,) if takes_several and isinstance(value, str) else value
    return EventFilters(**chosen)


def _make_frame(rows: list[Any], kinds: Mapping[str, str]) -> DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise BadUsage("a DataFrame needs pandas", mend="pip install pandas") from None
    frame = pd.DataFrame(rows, columns=list(kinds))
    for name, kind in kinds.items():
        if kind in {"date", "datetime"}:
            frame[name] = pd.to_datetime(frame[name])
        elif kind in {"integer", "number"}:
            frame[name] = pd.to_numeric(frame[name]).astype("Int64" if kind == "integer" else "Float64")
    return frame
