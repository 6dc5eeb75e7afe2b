"""A row read part by part, each part once for the same cells: a file says the same of many events.

Parts do not depend on each other's cells. Only reads what is right: a row with any fault is for ``reader`` to read
whole, which names every problem of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any

from incidents.codebook.readings import WHEN, Rule
from incidents.domain.document import PARTS, Document
from incidents.domain.problem import Problem
from incidents.exchange.reading.rules import Apply
from incidents.exchange.reading.sheet import Cells
from incidents.exchange.reading.source import Spot

Follow = Callable[[Document, list[Problem]], None]  # lets the rest of a document follow from it
Found = Mapping[str, Any]
_RECORD_KEYS = ("event_id", "status", "version", "updated_at", "reports")
_HELD = 50_000  # answers that a part remembers
_TYPES = frozenset({"event_type", "sub_event_type"})
_OWN = frozenset({"summary", "event_id"})  # different in each row: not worth remembering
_FIELD_OF = {key: field for field, part in PARTS.items() for key in part.keys} | {WHEN: "when"}


def tell_record(document: Document) -> dict[str, str]:
    """What a row says of the event's place in a database: identifier, status, version, articles and outlets."""
    sources: dict[str, str] = document.get("sources", {})
    return {key: str(document[key]) for key in _RECORD_KEYS if key in document} | sources


class Part:
    """The rules whose values make up some fields of an event together, compiled for one header."""

    def __init__(
        self, fields: frozenset[str], rules: Iterable[tuple[Rule, Apply]], columns: Mapping[str, Spot]
    ) -> None:
        self._fields = sorted(fields & PARTS.keys())
        self.is_of_event = bool(self._fields)
        self._applied = []
        places: dict[int, None] = {}
        for rule, apply in rules:
            self._applied.append(apply)
            places |= dict.fromkeys(columns[column].place for column in rule.columns if column in columns)
        self._cells = itemgetter(*places) if places else lambda _cells: None
        self._known: dict[Any, Found | None] | None = None if fields <= _OWN else {}

    def read(self, cells: Cells, follow: Follow) -> Found | None:
        """The values of the fields, or what ``tell_record`` tells; None when anything is wrong."""
        if self._known is None:
            return self._read(cells, follow)
        key = self._cells(cells)
        if key not in self._known:
            if len(self._known) >= _HELD:
                self._known.clear()
            self._known[key] = self._read(cells, follow)
        return self._known[key]

    def _read(self, cells: Cells, follow: Follow) -> Found | None:
        document: Document = {}
        problems: list[Problem] = []
        for apply in self._applied:
            apply(cells, document, problems)
        follow(document, problems)
        if problems:
            return None
        try:
            values = {field: PARTS[field].read(document) for field in self._fields}
        except (ValueError, KeyError):
            return None
        return values if self.is_of_event else tell_record(document)


def part_rules(rules: Iterable[tuple[Rule, Apply]], columns: Mapping[str, Spot]) -> tuple[Part, ...]:
    """The parts that *rules* make up, those of the two event types together."""
    groups: dict[frozenset[str], list[tuple[Rule, Apply]]] = {}
    for rule, apply in rules:
        root = rule.field.partition(".")[0]
        field = _FIELD_OF.get(root, root)
        fields = _TYPES if field in _TYPES else frozenset({field})
        groups.setdefault(fields, []).append((rule, apply))
    return tuple(Part(fields, group, columns) for fields, group in groups.items())
