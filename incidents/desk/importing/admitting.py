"""Which rows of a file go on to the database, as far as the file itself tells: each row once, each with what it needs.

Rows come in their order. What the database has of them already is not known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol, TypeVar

from incidents.desk.importing.seen import Seen
from incidents.domain.columns import pick_values
from incidents.domain.datasets import Cited, Keys, State
from incidents.domain.documents import DRAFT
from incidents.domain.problems import Problem
from incidents.exchange.conversions import SEPARATOR
from incidents.exchange.reading.blocks import Block
from incidents.exchange.reading.reader import Reader
from incidents.store.keys import parse_key, split_keys

_MOST = 2**31  # numbers of a database are smaller
_NO_KEYS = Keys((), (), ())
_NEW = State()
_TWICE = "stands in this file twice"
_NO_KEY = "is not an event's identifier, a prefix and a number as in IRQ12"
Item = TypeVar("Item")


class _Fault(NamedTuple):
    """What is wrong with a cell of a row."""

    column: str
    message: str
    value: str | None


class Admission(Protocol):
    """Looks at the rows of one file, block by block."""

    def admit(self, block: Block) -> Iterator[tuple[int, Problem]]:
        """Each row that cannot be stored, by its place in the block, and why."""

    def states(self, places: Sequence[int]) -> Sequence[State]:
        """What the rows at those places of the block say of their events' places in a database."""

    def keys(self, places: Sequence[int]) -> Keys:
        """The identifiers that their events have; none where the database gives them."""


class DatasetAdmission:
    """Rows of other people's datasets: an identifier stands once in a file. Their events are new drafts."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._seen: dict[bytes, int] = {}

    def admit(self, block: Block) -> Iterator[tuple[int, Problem]]:
        """Each row whose identifier stood in the file before."""
        for place, (identifier, line) in enumerate(zip(block.identifiers, block.batch.numbers, strict=True)):
            first = self._seen.setdefault(shorten(identifier), line)
            if first != line:
                value = identifier if self._reader.is_named else None
                message = f"stands in line {first} already"
                yield place, Problem(field="identifier", message=message, value=value, line=line)

    def states(self, places: Sequence[int]) -> Sequence[State]:
        """A new draft for each."""
        return [_NEW] * len(places)

    def keys(self, places: Sequence[int]) -> Keys:  # noqa: ARG002 - as the protocol has it
        """None."""
        return _NO_KEYS


class NamedAdmission:
    """Rows of our own layout, whose events bring their identifiers and states along."""

    def __init__(self, reader: Reader) -> None:
        self._name = reader.reading.identifier
        self._seen = Seen()
        self._states: list[State | _Fault] = []
        self._of_block: Sequence[State | _Fault] = ()
        self._identifiers: Sequence[str] = ()
        self._keys: Keys | None = None  # where each of the block's identifiers is one

    def admit(self, block: Block) -> Iterator[tuple[int, Problem]]:
        """Each row that stood in the file before, or whose identifier, version or instant is none."""
        records, identifiers = block.records, block.identifiers
        self._identifiers = identifiers
        self._states[records.start :] = map(_read_state, records.new)
        self._of_block = pick_values(records.codes)(self._states)
        split = split_keys(identifiers)
        self._keys = None if split is None else Keys(identifiers, *split)
        are_new = list(map(self._seen.add, identifiers)) if split is None else self._seen.add_numbers(*split)
        if split is not None and all(are_new) and _Fault not in set(map(type, self._of_block)):
            return
        for place, (identifier, is_new, state) in enumerate(zip(identifiers, are_new, self._of_block, strict=True)):
            fault = self._find_fault(identifier, state) if is_new else self._refuse(identifier, _TWICE)
            if fault is not None:
                line = block.batch.numbers[place]
                yield place, Problem(field=fault.column, message=fault.message, value=fault.value, line=line)

    def states(self, places: Sequence[int]) -> Sequence[State]:
        """What each says."""
        return [state for state in _pick(self._of_block, places) if isinstance(state, State)]

    def keys(self, places: Sequence[int]) -> Keys:
        """The identifiers of all of them."""
        if self._keys is None:
            found = [key for key in map(parse_key, _pick(self._identifiers, places)) if key is not None]
            return Keys(*zip(*found, strict=True)) if found else _NO_KEYS
        return self._keys if len(places) == len(self._keys.event_ids) else self._keys.pick(places)

    def _find_fault(self, identifier: str, state: State | _Fault) -> _Fault | None:
        if parse_key(identifier) is None:
            return self._refuse(identifier, _NO_KEY)
        return state if isinstance(state, _Fault) else None

    def _refuse(self, identifier: str, message: str) -> _Fault:
        return _Fault(self._name, message, identifier)


def _pick(values: Sequence[Item], places: Sequence[int]) -> Sequence[Item]:
    return values if len(places) == len(values) else [values[place] for place in places]


def shorten(identifier: str) -> bytes:
    """A few bytes in place of an identifier: a file may have millions."""
    return hashlib.blake2b(identifier.encode(), digest_size=8).digest()


def _read_state(record: Mapping[str, Any]) -> State | _Fault:
    """What rows say of the event's place in a database; where they say what no event can be, what is wrong with it."""
    version, updated_at = record.get("version", "1"), record.get("updated_at")
    if int(version) < 1:
        return _Fault("version", "is not a whole number from 1 on", version)
    if not _is_instant(updated_at):
        return _Fault("updated_at", "is not an instant as in 2026-11-23T18:04:11Z", updated_at)
    return State(
        status=record.get("status", DRAFT),
        version=int(version),
        updated_at=updated_at,
        citations=_read_citations(record),
    )


def _read_citations(record: Mapping[str, str]) -> tuple[Cited, ...]:
    """The articles that the row cites; those that are no numbers, by hand or by another program, are not known here."""
    if "reports" not in record:
        return ()
    numbers = record["reports"].split(SEPARATOR)
    outlets = record.get("outlet", "").split(SEPARATOR) if record.get("outlet") else []
    if len(outlets) != len(numbers):
        outlets = [""] * len(numbers)
    return tuple(
        Cited(int(number), outlet or None)
        for number, outlet in zip(numbers, outlets, strict=True)
        if number.isascii() and number.isdecimal() and 0 < int(number) < _MOST
    )


def _is_instant(text: str | None) -> bool:
    try:
        return text is None or datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
