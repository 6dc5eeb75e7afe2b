"""A record as the map shows it: what a pop-up says and what a filter needs, as JSON types in a fixed order.

Words are composed here, so that the page only shows them; codes stay codes where the page filters by them. Escapes
nothing: ``page`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.domain.event import Record
from incidents.domain.summing import Document
from incidents.exchange.conversions import compile_conversion
from incidents.exchange.records import write_record

COLUMNS = (
    *("event_id", "latitude", "longitude", "place_precision", "from", "to", "date_precision", "type", "sub_type"),
    *("weapons", "counts_as", "place", "killed", "injured", "actors", "summary", "sources", "status", "origins"),
)
Entry = list[Any]


@dataclass(slots=True)
class Tally:
    """How many events the map holds, and how many of them have no point. Filled while they are written."""

    written: int = 0
    without_point: int = 0


@dataclass(slots=True)
class Entries:
    """Makes entries of records, with the terms of one codebook."""

    codebook: Definitions
    tally: Tally = field(default_factory=Tally)
    _kinds: Mapping[str, Sequence[str]] = field(init=False)
    _show_range: Callable[[Any], Any] = field(init=False)

    def __post_init__(self) -> None:
        self._kinds = _count_weapons(self.codebook)
        self._show_range = compile_conversion("range", self.codebook)

    def make(self, record: Record) -> Entry:
        """The entry of *record*, its values in the order of ``COLUMNS``."""
        told = write_record(record)
        weapons = [row["weapon"] for row in told["weapons"]]
        self.tally.written += 1
        self.tally.without_point += told["latitude"] is None
        return [
            *(told[key] for key in ("event_id", "latitude", "longitude", "place_precision")),
            *(told[key] for key in ("event_date", "end_date", "date_precision")),
            self._type(told),
            told["sub_event_type"],
            weapons,
            list(dict.fromkeys(kind for code in weapons for kind in self._kinds.get(code, ()))),
            self._place(told),
            self._number(told["killed"]),
            self._number(told["injured"]),
            [actor["name"] for actor in told["actors"]],
            told["summary"],
            [_cite(source) for source in told["sources"]],
            told["status"],
            [f"{row['dataset']} {row['identifier']} ({row['licence']})" for row in told["origins"]],
        ]

    def _type(self, told: Document) -> str | None:
        """The event type; the one above the sub-type where only that is coded; None for one out of the codebook."""
        sub = self.codebook.vocabulary("sub_event_types").get(told["sub_event_type"] or "")
        code = told["event_type"] or (None if sub is None else sub.parent)
        return code if code in self.codebook.vocabulary("event_types").codes else None

    def _place(self, told: Document) -> str | None:
        country = self.codebook.countries.get(told["country"] or "")
        name = told["country"] if country is None else country.name
        parts = (told["place"] or told["place_reported"], told["admin1"], name)
        return ", ".join(part for part in dict.fromkeys(parts) if part) or None

    def _number(self, count: Mapping[str, Any]) -> str:
        """The figure and its status; the status alone where there is no figure."""
        term = self.codebook.vocabulary("casualty_status").get(count["status"])
        status = (count["status"] if term is None else term.label).lower()
        shown = self._show_range(count)
        return status if shown is None else f"{shown} ({status})"


def _count_weapons(codebook: Definitions) -> Mapping[str, Sequence[str]]:
    """For each weapon what a filter finds it by: itself, and every kind that counts it as its own."""
    weapons = codebook.vocabulary("weapons")
    kinds: dict[str, list[str]] = {code: [] for code in weapons.codes}
    for code in weapons.codes:
        for below in weapons.descendants(code):
            kinds[below].append(code)
    return kinds


def _cite(source: Mapping[str, Any]) -> str:
    """Outlet, day, title and web address of an article; the path of a file is nobody else's business."""
    path = source["path"] or ""
    address = path if path.startswith(("http://", "https://")) else None
    parts = (source["outlet"], source["published_on"], source["title"], address)
    return ", ".join(part for part in parts if part) or f"article {source['article']}"
