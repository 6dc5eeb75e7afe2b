"""Rows of a sheet become events under a profile: mapped by the names of columns, never by their position.

Streams: one row at a time, either read whole or with every problem of it. Does not open files, stores nothing, and
does not judge an event beyond what no event can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.codebook.model import Profile
from incidents.codebook.readings import Reading, reading_of
from incidents.domain.columns import make_event
from incidents.domain.documents import CLAIMED, Document
from incidents.domain.events import Event, from_document
from incidents.domain.locations import NOWHERE
from incidents.domain.problems import Problem
from incidents.domain.text import count_of
from incidents.exchange.reading.batch import Cells, Line, Lines
from incidents.exchange.reading.habits import NO_HABITS, Habits
from incidents.exchange.reading.known import FAULT
from incidents.exchange.reading.parts import part_rules
from incidents.exchange.reading.record import RECORD, tell_record
from incidents.exchange.reading.rules import compile_rules
from incidents.exchange.reading.sheet import BadSheet, Sheet
from incidents.exchange.reading.source import Spot

PROBLEM_COLUMN = "incidents_problem"  # what a file of rejected rows says about each; not read again
_SUMS = "says neither when nor where: a line of sums is no event"
_GROUPS = (("event_date", "end_date"), ("latitude", "longitude"), ("killed",), ("injured",), ("casualties",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file: where it stands, its cells as they are, and what it says, or why it cannot be read.

    *identifier* names the row in every edition of its dataset; *event* is None when there are *problems*. *record* has
    what the row says of the event's place in a database: status, version, articles (*reports*, *outlet*).
    """

    line: Line
    identifier: str
    event: Event | None
    record: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


class Reader:
    """Reads the rows of one sheet under one profile.

    *header* is in the words of the profile; *names* are what the file calls its columns, where that is something else.
    """

    def __init__(
        self,
        profile: Profile,
        header: Cells,
        codebook: Codebook,
        *,
        habits: Habits = NO_HABITS,
        names: Cells | None = None,
    ) -> None:
        reading = reading_of(profile)
        if reading is None:
            raise ValueError(f"the profile {profile.name} is not for reading")
        self.reading: Reading = reading
        self.header = header
        self._codebook = codebook
        self.names = header if names is None else names
        self.columns = {
            column: Spot(place, self.names[place]) for column, place in name_columns(header, self.reading).items()
        }
        rules = compile_rules(self.reading, self.columns, codebook, habits)
        self._rules = [each.apply for each in rules]
        self.parts = part_rules(rules, self.columns, self._complete)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """The columns of the file that no rule reads and that follow from no others: nothing comes of them."""
        read = {self.reading.identifier, *(column for rule in self.reading.rules for column in rule.columns)}
        places = {self.columns[column].place for column in read if column in self.columns}
        computed = {fold(column) for column in self.reading.computed}
        places |= {place for place, name in enumerate(self.header) if fold(name) in computed}
        return tuple(
            name for place, name in enumerate(self.names) if place not in places and name and name != PROBLEM_COLUMN
        )

    @property
    def is_named(self) -> bool:
        """Whether the file has the column that names its rows."""
        return self.reading.identifier in self.columns

    def identify(self, cells: Cells) -> str:
        """What names the row of *cells* in every edition of its dataset; empty where nothing does."""
        spot = self.columns.get(self.reading.identifier)
        return "" if spot is None or spot.place >= len(cells) else cells[spot.place].strip()

    def read(self, line: Line) -> Row:
        """The event of one line, or every problem of it."""
        if len(line.cells) != len(self.header):
            return self._refuse(line, f"{count_of(len(line.cells), 'cell')}, where the header has {len(self.header)}")
        return self._read_parts(line) or self._read_whole(line)

    def _read_parts(self, line: Line) -> Row | None:
        """The row by its parts; None when there is anything wrong with it."""
        identifier = self.identify(line.cells)
        if self.is_named and not identifier:
            return None
        values: dict[str, Any] = {}
        for part in self.parts:
            found = part.read(line.cells)
            if found is FAULT:
                return None
            values[part.field] = found
        record = values.pop(RECORD, {})
        event = make_event(values)
        if event.when is None and event.place == NOWHERE and not self.reading.is_exact:
            return None
        return Row(line=line, identifier=identifier, event=event, record=record)

    def _read_whole(self, line: Line) -> Row:
        """The row with every problem of it, each named by its columns."""
        found: Document = {}
        problems: list[Problem] = []
        for apply in self._rules:
            apply(line.cells, found, problems)
        self._complete(found, problems)
        event = None if problems else self._build(found, problems)
        identifier = self.identify(line.cells)
        if self.is_named and not identifier:
            name = self.columns[self.reading.identifier].name
            problems.append(Problem(field=name, message="is needed to know the row again"))
        record = tell_record(found)
        placed = tuple(replace(problem, line=line.number) for problem in problems)
        return Row(line=line, identifier=identifier, event=event, record=record, problems=placed)

    def _refuse(self, line: Line, message: str) -> Row:
        problem = Problem(field="the row", message=message, line=line.number)
        return Row(line=line, identifier="", event=None, record={}, problems=(problem,))

    def _complete(self, found: Document, problems: list[Problem]) -> None:
        """Let follow what follows: whoever is named as claimant claimed it, a sub-event type is of one event type."""
        claim = found.get("claim", {})
        if claim.get("by"):
            claim.setdefault("status", CLAIMED)
        self._complete_type(found, problems)

    def _complete_type(self, found: Document, problems: list[Problem]) -> None:
        """Let the event type follow from the sub-event type, and refuse one that contradicts it."""
        code = found.get("sub_event_type")
        term = None if code is None else self._codebook.vocabulary("sub_event_types").get(code)
        if term is None:
            return
        if found.setdefault("event_type", term.parent) != term.parent:
            message = f"is a kind of {term.parent!r}, not of {found['event_type']!r}"
            problems.append(Problem(field="sub_event_type", message=message, value=term.code))

    def _build(self, found: Document, problems: list[Problem]) -> Event | None:
        try:
            event = from_document(found)
        except (ValueError, KeyError) as error:
            problems.append(Problem(field=self._culprit(found), message=str(error)))
            return None
        if event.when is None and event.place == NOWHERE and not self.reading.is_exact:
            problems.append(Problem(field="the row", message=_SUMS))
            return None
        return event

    def _culprit(self, found: Document) -> str:
        """The columns of the group of fields that no event can have."""
        for group in _GROUPS:
            try:
                from_document({key: found[key] for key in group if key in found})
            except ValueError:
                rules = [rule for rule in self.reading.rules if rule.field in {*group, "when"}]
                named = (
                    self.columns[column].name for rule in rules for column in rule.columns if column in self.columns
                )
                return ", ".join(dict.fromkeys(named))
        return "the row"


def name_columns(header: Cells, reading: Reading) -> dict[str, int]:
    """Where each column of the layout stands in *header*, by its name or another of its names.

    Raises BadSheet for two columns of one name.
    """
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        if fold(name) in places and fold(name):
            raise BadSheet(f"the header has two columns {name!r}", mend="rename one of them")
        places[fold(name)] = place
    wanted = {column for rule in reading.rules for column in rule.columns}
    wanted |= {reading.identifier, *reading.recognised_by}
    names = {column: (column, *reading.aliases.get(column, ())) for column in sorted(wanted)}
    found = (
        (column, next((places[fold(each)] for each in all_ if fold(each) in places), None))
        for column, all_ in names.items()
    )
    return {column: place for column, place in found if place is not None}


def rows_below(sheet: Sheet) -> Lines:
    """The lines of *sheet* that are rows; a line of hashtags under the header (HXL) is none."""
    first = list(islice(sheet.lines, 1))
    return sheet.lines.behind([line for line in first if not is_hashtags(line.cells)])


def is_hashtags(cells: Cells) -> bool:
    """Whether a line holds HXL hashtags and nothing else."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
