"""A row read part by part, each part once for the same cells: a file says the same of many events.

Parts do not depend on each other's cells. Only reads what is right: a row with any fault is for ``reader`` to read
whole, which names every problem of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from incidents.codebook.readings import WHEN
from incidents.domain.columns import FIELDS, TYPES
from incidents.domain.documents import Document
from incidents.domain.problems import Problem
from incidents.exchange.reading.at_once import can_join, join
from incidents.exchange.reading.batch import Cells, Column
from incidents.exchange.reading.known import FAULT, Known
from incidents.exchange.reading.record import RECORD, tell_record
from incidents.exchange.reading.rules import Compiled
from incidents.exchange.reading.source import Spot

Follow = Callable[[Document, list[Problem]], None]  # lets the rest of a document follow from it
_BETWEEN = "\0"  # the cells of a key: no cell holds this sign, and a key with too many of them comes to a fault
_NAME = "event_id"  # of the row; different in each
_COMPLETED = frozenset({TYPES, "claims"})  # from what a row says of these more follows (``reader``)
_OWN = frozenset({"summary"})  # different in each row: not worth remembering
_FIELD_OF = {key: name for name, field in FIELDS.items() for key in field.keys} | {WHEN: "when"}


class Part:
    """The rules whose values make up one field of an event, or what ``tell_record`` tells, compiled for one header.

    *field* is a name of ``domain.columns.FIELDS``, or ``RECORD``. What is wrong in any way comes to ``FAULT``.
    """

    def __init__(self, field: str, rules: Sequence[Compiled], columns: Mapping[str, Spot], follow: Follow) -> None:
        self.field = field
        self.known = Known(self._work_out)
        self._read_value = tell_record if field == RECORD else FIELDS[field].read
        self._is_own = field in _OWN
        self._applied = [rule.apply for rule in rules]
        self._follow = follow if field in _COMPLETED else None
        named = dict.fromkeys(column for each in rules for column in each.rule.columns if column in columns)
        self._places = tuple(dict.fromkeys(columns[column].place for column in named))
        self._rule_keys = tuple(each.rule.field for each in rules)
        at_once = [each.at_once for each in rules if each.at_once is not None]
        can_be = field not in _COMPLETED and can_join(field, self._rule_keys)
        self._at_once = at_once if can_be and len(at_once) == len(rules) else []

    def read(self, cells: Cells) -> Any:  # noqa: ANN401 - of any field
        """What the cells of one row come to."""
        key = _BETWEEN.join([cells[place] for place in self._places])
        return self._work_out([key])[0] if self._is_own else self.known.of(key)

    def number(self, columns: Sequence[Column]) -> Sequence[int]:
        """The numbers of what the cells of many rows come to, in *columns*; of a row's own none is known again."""
        own = [columns[place] for place in self._places]
        if self._is_own and own:
            return self.known.number_anew(_join_cells(own))
        if all(map(_is_same, own)):
            return self.known.number([_BETWEEN.join([column[0] for column in own])]) * len(columns[0])
        return self.known.number(_join_cells(own))

    def _work_out(self, keys: Sequence[str]) -> list[Any]:
        is_worthwhile = len(keys) > 1  # one is sooner read than put into columns
        found = self._read_at_once(keys) if self._at_once and is_worthwhile else None
        return list(map(self._read, keys)) if found is None else list(found)

    def _read_at_once(self, keys: Sequence[str]) -> Sequence[Any] | None:
        try:
            own = dict(zip(self._places, zip(*map(self._split, keys), strict=True), strict=True))
        except ValueError:
            return None
        return join(self.field, self._rule_keys, [each.look(own) for each in self._at_once])

    def _split(self, key: str) -> Sequence[str]:
        """The cells of a key."""
        return key.split(_BETWEEN) if len(self._places) > 1 else [key][: len(self._places)]

    def _read(self, key: str) -> Any:  # noqa: ANN401 - of any field
        document: Document = {}
        problems: list[Problem] = []
        if len(self._split(key)) != len(self._places):
            return FAULT
        cells = dict(zip(self._places, self._split(key), strict=True))
        for apply in self._applied:
            apply(cells, document, problems)
        if self._follow is not None:
            self._follow(document, problems)
        if problems:
            return FAULT
        try:
            return self._read_value(document)
        except (ValueError, KeyError):
            return FAULT


def _join_cells(columns: Sequence[Column]) -> Sequence[str]:
    """A text for the cells of each row: in a long list it is found sooner than they are, each for itself."""
    return columns[0] if len(columns) == 1 else list(map(_BETWEEN.join, zip(*columns, strict=True)))


def _is_same(column: Column) -> bool:
    """Whether all cells say the same, as in the columns that a file has and does not use."""
    return column[0] == column[-1] and column.count(column[0]) == len(column)


def part_rules(rules: Iterable[Compiled], columns: Mapping[str, Spot], follow: Follow) -> tuple[Part, ...]:
    """The parts that *rules* make up; *follow* completes what they say. What names a row is for none of them."""
    groups: dict[str, list[Compiled]] = {}
    for each in rules:
        root = each.rule.field.partition(".")[0]
        if root != _NAME:
            groups.setdefault(_FIELD_OF.get(root, RECORD), []).append(each)
    return tuple(Part(field, group, columns, follow) for field, group in groups.items())
