"""A row read part by part, each part once for the same cells: a file says the same of many events.

Parts do not depend on each other's cells. Only reads what is right: a row with any fault is for ``reader`` to read
whole, which names every problem of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from incidents.codebook.readings import WHEN, Rule
from incidents.domain.document import PARTS
from incidents.domain.problem import Problem
from incidents.domain.summing import Document
from incidents.exchange.reading.known import Known
from incidents.exchange.reading.rules import Apply
from incidents.exchange.reading.sheet import Cells
from incidents.exchange.reading.source import Spot

Follow = Callable[[Document, list[Problem]], None]  # lets the rest of a document follow from it
Found = Mapping[str, Any]
_RECORD_KEYS = ("event_id", "status", "version", "updated_at", "reports")
_TYPES = frozenset({"event_type", "sub_event_type"})
_COMPLETED = _TYPES | {"claims"}  # from what a row says of these more follows (``reader``)
_OWN = frozenset({"summary", "event_id"})  # different in each row: not worth remembering
_FIELD_OF = {key: field for field, part in PARTS.items() for key in part.keys} | {WHEN: "when"}


def tell_record(document: Document) -> dict[str, str]:
    """What a row says of the event's place in a database: identifier, status, version, articles and outlets."""
    sources: dict[str, str] = document.get("sources", {})
    return {key: str(document[key]) for key in _RECORD_KEYS if key in document} | sources


class Part:
    """The rules whose values make up some fields of an event together, compiled for one header.

    What its cells come to is a value for each of *fields*, or what ``tell_record`` tells; None when anything is wrong.
    """

    def __init__(
        self,
        fields: frozenset[str],
        rules: Iterable[tuple[Rule, Apply]],
        columns: Mapping[str, Spot],
        follow: Follow,
    ) -> None:
        self.fields = sorted(fields & PARTS.keys())
        self._readers = [(field, PARTS[field].read) for field in self.fields]
        self.is_own = fields <= _OWN
        self._is_completed = not fields.isdisjoint(_COMPLETED)
        self._applied = []
        self._follow = follow
        places: dict[int, None] = {}
        for rule, apply in rules:
            self._applied.append(apply)
            places |= dict.fromkeys(columns[column].place for column in rule.columns if column in columns)
        self._places = tuple(places)
        self.known = Known(self._read)

    def read(self, cells: Cells) -> Found | None:
        """What the cells of one row come to."""
        key = tuple(cells[place] for place in self._places)
        found: Found | None = self._read(key) if self.is_own else self.known.found[self.known[key]]
        return found

    def number(self, columns: Sequence[Cells]) -> Sequence[int]:
        """The numbers of what the cells of many rows come to, in *columns*; those of a part that is their own anew."""
        keys = zip(*(columns[place] for place in self._places), strict=True) if self._places else [()] * len(columns[0])
        return self.known.number_anew(keys) if self.is_own else self.known.number(keys)

    def _read(self, key: Cells) -> Found | None:
        document: Document = {}
        problems: list[Problem] = []
        cells = dict(zip(self._places, key, strict=True))
        for apply in self._applied:
            apply(cells, document, problems)
        if self._is_completed:
            self._follow(document, problems)
        if problems:
            return None
        try:
            values = {field: read(document) for field, read in self._readers}
        except (ValueError, KeyError):
            return None
        return values if self.fields else tell_record(document)


def part_rules(rules: Iterable[tuple[Rule, Apply]], columns: Mapping[str, Spot], follow: Follow) -> tuple[Part, ...]:
    """The parts that *rules* make up, those of the two event types together; *follow* completes what they say."""
    groups: dict[frozenset[str], list[tuple[Rule, Apply]]] = {}
    for rule, apply in rules:
        root = rule.field.partition(".")[0]
        field = _FIELD_OF.get(root, root)
        fields = _TYPES if field in _TYPES else frozenset({field})
        groups.setdefault(fields, []).append((rule, apply))
    return tuple(Part(fields, group, columns, follow) for fields, group in groups.items())
