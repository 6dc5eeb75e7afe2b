"""Read the rows of a sheet as events under a profile, by the names of columns, never by their position.

Streams. Rows are read 500 at a time, column by column, and what the same cells say is remembered; if anything is wrong,
they are read one by one, to report every problem of each. A row that is read has an event or problems, never both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import islice, repeat
from operator import methodcaller
from typing import Any, NamedTuple

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.profiles import Profile, Reading
from incidents.domain.documents import CLAIMED, PLACE, Document
from incidents.domain.events import PARTS, PERPETRATOR, TARGET, Actor, Event, from_document
from incidents.domain.locations import NOWHERE, Place
from incidents.domain.problems import Problem
from incidents.domain.text import count_of
from incidents.exchange.readers.rules import NO_CONVENTIONS, ColumnPlace, CompiledRule, Conventions, compile_rules
from incidents.exchange.readers.sheets import BadSheet, Cells, Line

PROBLEM_COLUMN = "incidents_problem"  # what a file of rejected rows says about each; not read again
_RECORD, _EVENT_ID = "record", "event_id"
_RECORD_KEYS = ("status", "version", "updated_at", "reports")
_POINT, _TYPES = "point", "types"
_POINT_KEYS, _TYPE_KEYS = ("latitude", "longitude"), ("event_type", "sub_event_type")
_PLACE = tuple(key for key in PLACE if key not in _POINT_KEYS)
_PARTS = tuple(name for name in PARTS if name not in {"place", *_TYPE_KEYS})
# The fields that are read each by itself, by the first key of a rule. What a rule says else goes to the record.
_FIELDS: Mapping[str, str] = {
    **{key: name for name in _PARTS for key in (name, *PARTS[name].keys)},
    **{key: key for key in _PLACE},
    **dict.fromkeys(_POINT_KEYS, _POINT),
    **dict.fromkeys(_TYPE_KEYS, _TYPES),
}
_COMPLETED = frozenset({"claims", _TYPES})  # from what a row says of these more follows
_UNIQUE = frozenset({_POINT, "summary"})  # of cells that differ from row to row: not worth remembering
_BATCH = 500  # lines that are read column by column
_KNOWN = 16_384  # cells of which a field remembers what they say
ReadField = Callable[[Any], Any]
_SUMS = "says neither when nor where: a line of sums is no event"
_OTHER_SIDE = {PERPETRATOR: TARGET, "associated": "associated_target"}
_GROUPS = (("event_date", "end_date"), ("latitude", "longitude"), ("killed",), ("injured",), ("casualties",))


def _read_record(found: Document) -> dict[str, str]:
    """Return what a row says of the event's place in a database: status, version and instant, articles and outlets."""
    sources: dict[str, str] = found.get("sources", {})
    return {key: str(found[key]) for key in _RECORD_KEYS if key in found} | sources


_VALUES: Mapping[str, Callable[[Document], Any]] = {
    **{name: PARTS[name].read for name in _PARTS},
    **{key: methodcaller("get", key) for key in _PLACE},
    _POINT: lambda found: (found.get("latitude"), found.get("longitude")),
    _TYPES: lambda found: (found.get("event_type"), found.get("sub_event_type")),
    _RECORD: _read_record,
}


class _FaultError(Exception):
    """Something in a row is wrong: it is read again, to say what."""


class Row(NamedTuple):
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
        conventions: Conventions = NO_CONVENTIONS,
        names: Cells | None = None,
    ) -> None:
        reading = profile.reading
        if reading is None:
            raise ValueError(f"the profile {profile.name} is not for reading")
        self.reading: Reading = reading
        self.header = header
        self._codebook = codebook
        self.names = header if names is None else names
        self.columns = {
            column: ColumnPlace(place, self.names[place])
            for column, place in name_columns(header, self.reading).items()
        }
        self._rules = compile_rules(self.reading, self.columns, codebook, conventions)
        self._fields = tuple(self._compile_fields())

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
        """Return what names the row of *cells* in every edition of its dataset; empty if nothing does."""
        column = self.columns.get(self.reading.identifier)
        return "" if column is None or column.place >= len(cells) else cells[column.place].strip()

    def read(self, line: Line) -> Row:
        """Return the event of one line, or every problem of it, each named by its columns."""
        try:
            return self._read_columns([line])[0]
        except _FaultError:
            return self._read_rules(line)

    def read_all(self, lines: Iterable[Line]) -> Iterator[Row]:
        """Yield the row of each of *lines*, as ``read`` returns it, reading many at a time."""
        left = iter(lines)
        while batch := list(islice(left, _BATCH)):
            try:
                yield from self._read_columns(batch)
            except _FaultError:
                yield from map(self.read, batch)

    def _read_columns(self, lines: Sequence[Line]) -> list[Row]:
        """Return rows that are all good, read column by column: a field remembers what the same cells say.

        Raises _FaultError when anything is wrong.
        """
        if any(len(line.cells) != len(self.header) for line in lines):
            raise _FaultError
        columns = list(zip(*[line.cells for line in lines], strict=True))
        identifiers = self._identify_all(columns, len(lines))
        fields: dict[str, Iterable[Any]] = {
            name: map(read, _pick(columns, places, len(lines))) for name, places, read in self._fields
        }
        records: Iterable[Mapping[str, str]] = fields.pop(_RECORD, repeat({}, len(lines)))
        if not fields:
            raise _FaultError
        events = [_make_event(dict(zip(fields, values, strict=True))) for values in zip(*fields.values(), strict=True)]
        if not self.reading.is_exact and any(map(_is_nowhere, events)):
            raise _FaultError
        return list(map(Row, lines, identifiers, events, records))

    def _identify_all(self, columns: Sequence[Sequence[str]], count: int) -> Sequence[str]:
        if not self.is_named:
            return [""] * count
        identifiers = list(map(str.strip, columns[self.columns[self.reading.identifier].place]))
        if "" in identifiers:
            raise _FaultError
        return identifiers

    def _read_rules(self, line: Line) -> Row:
        """Return the row with every problem of it."""
        if len(line.cells) != len(self.header):
            return self._refuse(line, f"{count_of(len(line.cells), 'cell')}, where the header has {len(self.header)}")
        found: Document = {}
        problems: list[Problem] = []
        for rule in self._rules:
            rule.apply(line.cells, found, problems)
        self._complete(found, problems)
        event = None if problems else self._build(found, problems)
        identifier = self.identify(line.cells)
        if self.is_named and not identifier:
            name = self.columns[self.reading.identifier].name
            problems.append(Problem(field=name, message="is needed to know the row again"))
        placed = tuple(replace(problem, line=line.number) for problem in problems)
        return Row(line, identifier, event, _read_record(found), placed)

    def _compile_fields(self) -> Iterator[tuple[str, tuple[int, ...], ReadField]]:
        """Yield each field of an event of which the file has columns: where its cells are, and how they are read.

        Fields do not depend on each other's cells.
        """
        groups: dict[str, list[CompiledRule]] = {}
        for rule in self._rules:
            root = rule.field.partition(".")[0]
            if root != _EVENT_ID:
                groups.setdefault(_FIELDS.get(root, _RECORD), []).append(rule)
        for name, rules in groups.items():
            places = tuple(dict.fromkeys(place for rule in rules for place in rule.places))
            read = partial(self._read_field, name, rules, places)
            if len(rules) == 1 and rules[0].is_plain:
                yield name, places, _read_plain
            else:
                yield name, places, read if name in _UNIQUE else lru_cache(_KNOWN)(read)

    def _read_field(
        self, name: str, rules: Sequence[CompiledRule], places: Sequence[int], picked: str | tuple[str, ...]
    ) -> Any:  # noqa: ANN401 - of any field
        """Return the value of a field by its cell, or cells. Raises _FaultError when anything is wrong."""
        row = {places[0]: picked} if isinstance(picked, str) else dict(zip(places, picked, strict=True))
        found: Document = {}
        problems: list[Problem] = []
        for rule in rules:
            rule.apply(row, found, problems)
        if name in _COMPLETED:
            self._complete(found, problems)
        if problems:
            raise _FaultError
        try:
            return _VALUES[name](found)
        except (ValueError, KeyError):
            raise _FaultError from None

    def _refuse(self, line: Line, message: str) -> Row:
        problem = Problem(field="the row", message=message, line=line.number)
        return Row(line, "", None, {}, (problem,))

    def _complete(self, found: Document, problems: list[Problem]) -> None:
        """Complete a row: whoever is named as claimant claimed it, and a sub-event type belongs to one event type."""
        claim = found.get("claim", {})
        if claim.get("by"):
            claim.setdefault("status", CLAIMED)
        self._complete_type(found, problems)

    def _complete_type(self, found: Document, problems: list[Problem]) -> None:
        """Set the event type by the sub-event type, and refuse one that contradicts it."""
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
        if not self.reading.is_exact and _is_nowhere(event):
            problems.append(Problem(field="the row", message=_SUMS))
            return None
        return event

    def _culprit(self, found: Document) -> str:
        """Return the columns of the group of fields that no event can have."""
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


def _pick(columns: Sequence[Sequence[str]], places: Sequence[int], count: int) -> Iterable[Any]:
    """Return for each of *count* rows its cell in the one column at *places*, or its cells in several or none."""
    if len(places) == 1:
        return columns[places[0]]
    return zip(*[columns[place] for place in places], strict=True) if places else repeat((), count)


def _read_plain(cell: str) -> str | None:
    return cell or None


def _is_nowhere(event: Event) -> bool:
    """Return whether the event has neither date nor place, as a line of sums would."""
    return event.when is None and event.place == NOWHERE


def _make_event(values: dict[str, Any]) -> Event:
    """Return the event of the values of fields, which are used up. Raises _FaultError for what no event can be."""
    latitude, longitude = values.pop(_POINT, (None, None))
    event_type, sub_event_type = values.pop(_TYPES, (None, None))
    told = {PLACE[key]: values.pop(key) for key in _PLACE if key in values}
    try:
        place = Place(latitude=latitude, longitude=longitude, **told)
    except ValueError:
        raise _FaultError from None
    return Event(place=place, event_type=event_type, sub_event_type=sub_event_type, **values)


def name_columns(header: Cells, reading: Reading) -> dict[str, int]:
    """Return the place of each column of the layout in *header*, by its name or an alias.

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


def count_repeats(identifiers: Iterable[str]) -> dict[str, int]:
    """Return how often each identifier occurs that occurs more than once, blank ones left out."""
    seen: set[int] = set()
    times: dict[str, int] = {}
    for identifier in filter(None, identifiers):
        if hash(identifier) in seen:
            times[identifier] = times.get(identifier, 1) + 1
        seen.add(hash(identifier))
    return times


def join_rows(rows: Iterable[Row], times: Mapping[str, int], *, joined: Callable[[], None]) -> Iterator[Row]:
    """Yield *rows* with those of one identifier joined to one, as in files with a row for each actor (ACLED monadic).

    Rows of one identifier may stand anywhere: they wait for the last of them, *times* being from ``count_repeats``.
    *joined* is called for each row that is joined to another; one that differs in more than its actors is refused.
    """
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        if row.identifier not in times:
            yield row
            continue
        group = waiting.setdefault(row.identifier, [])
        group.append(row)
        if len(group) == times[row.identifier]:
            yield from _join(waiting.pop(row.identifier), joined)
    for group in waiting.values():
        yield from _join(group, joined)


def _join(group: Sequence[Row], joined: Callable[[], None]) -> Iterator[Row]:
    first, *others = group
    for other in others:
        if first.event is None or other.event is None or not _are_one(first.event, other.event):
            yield _refused(other, first)
        else:
            event = replace(first.event, actors=_united(first.event.actors, other.event.actors))
            joined()
            line = Line(first.line.number, (*first.line.cells, *other.line.cells))
            first = first._replace(event=event, line=line)
    yield first


def _are_one(event: Event, other: Event) -> bool:
    return replace(event, actors=()) == replace(other, actors=())


def _united(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the actors of both rows, each name once; new ones of the second row are the other side."""
    known = {actor.name for actor in actors}
    new = [actor for actor in others if actor.name not in known]
    return (*actors, *(replace(actor, role=_OTHER_SIDE.get(actor.role, actor.role)) for actor in new))


def _refused(row: Row, first: Row) -> Row:
    if row.problems:
        return row
    message = f"stands in line {first.line.number} already, with other values"
    problem = Problem(field="identifier", message=message, value=row.identifier, line=row.line.number)
    return row._replace(event=None, problems=(problem,))
