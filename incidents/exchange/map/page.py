"""The page of the map, written in one pass: a head that forbids every outside host, the base map, the events, the code.

Words are composed here, so that the page's code only shows them; codes stay codes where the page filters by them.
Whatever comes from an article goes into blocks of JSON in which no markup can begin; the code shows it as text only.
The same events give the same bytes. Streams; sorts nothing.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any, TextIO

from incidents.codebook.loader import Codebook
from incidents.domain.documents import Document
from incidents.domain.events import Record
from incidents.exchange.conversions import compile_conversion
from incidents.exchange.documents import write_record
from incidents.resources import DATA

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("projection", "data", "glyphs", "filters", "basemap", "view", "painter", "card", "listing", "main")
_EVENTS = "$events"
# Within a script element only these could end it or begin a comment; JSON may write them as escapes.
_HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above the events: a *title*, and *about* in a sentence what they are."""

    title: str
    about: str


def write_map(records: Iterable[Record], heading: Heading, out: TextIO, *, codebook: Codebook) -> Tally:
    """Write the page of *records* to *out*, which must not translate line ends, and count them."""
    entries = Entries(codebook)
    before, _, after = _read("page.html").partition(_EVENTS)
    parts = _parts(heading, codebook)
    out.write(Template(before).substitute(parts))
    out.write(f'{{"columns": {_to_json(COLUMNS)}, "rows": [')
    for record in records:
        entry = entries.make(record)
        out.write(f"{'' if entries.tally.written == 1 else ','}\n{_to_json(entry)}")
    out.write("\n]}")
    out.write(Template(after).substitute(parts))
    return entries.tally


def _parts(heading: Heading, codebook: Codebook) -> dict[str, str]:
    style, code = _read("map.css"), "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return {
        "policy": _policy(style, code),
        "title": escape(heading.title),
        "about": escape(heading.about),
        "style": style,
        "code": code,
        "basemap": _read_outlines(),
        "terms": _to_json(list_terms(codebook)),
    }


def _policy(style: str, code: str) -> str:
    """Return the policy: nothing may be loaded, sent or run but the style and the code that are in the page."""
    allowed = {"default-src": "'none'", "style-src": _hash(style), "script-src": _hash(code)}
    return "; ".join(f"{what} {source}" for what, source in (allowed | {"base-uri": "'none'"}).items())


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _read_outlines() -> str:
    with lzma.open(DATA / "basemap" / "countries.json.xz", "rt", encoding="utf-8") as file:
        return file.read()


def _to_json(value: Any) -> str:  # noqa: ANN401 - JSON
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_HARMLESS)


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

    codebook: Codebook
    tally: Tally = field(default_factory=Tally)
    _kinds: Mapping[str, Sequence[str]] = field(init=False)
    _show_range: Callable[[Any], Any] = field(init=False)

    def __post_init__(self) -> None:
        self._kinds = _count_weapons(self.codebook)
        self._show_range = compile_conversion("range", self.codebook)

    def make(self, record: Record) -> Entry:
        """Return the entry of *record*, its values in the order of ``COLUMNS``."""
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
        """Return the event type; the one above the sub-type where only that is coded.

        None for one out of the codebook.
        """
        sub = self.codebook.vocabulary("sub_event_types").get(told["sub_event_type"] or "")
        code = told["event_type"] or (None if sub is None else sub.parent)
        return code if code in self.codebook.vocabulary("event_types").codes else None

    def _place(self, told: Document) -> str | None:
        country = self.codebook.countries.get(told["country"] or "")
        name = told["country"] if country is None else country.name
        parts = (told["place"] or told["place_reported"], told["admin1"], name)
        return ", ".join(part for part in dict.fromkeys(parts) if part) or None

    def _number(self, count: Mapping[str, Any]) -> str:
        """Return the figure and its status; the status alone where there is no figure."""
        term = self.codebook.vocabulary("casualty_status").get(count["status"])
        status = (count["status"] if term is None else term.label).lower()
        shown = self._show_range(count)
        return status if shown is None else f"{shown} ({status})"


def _count_weapons(codebook: Codebook) -> Mapping[str, Sequence[str]]:
    """Return for each weapon what a filter finds it by: itself, and every kind that counts it as its own."""
    weapons = codebook.vocabulary("weapons")
    kinds: dict[str, list[str]] = {code: [] for code in weapons.codes}
    for code in weapons.codes:
        for below in weapons.descendants(code):
            kinds[below].append(code)
    return kinds


def _cite(source: Mapping[str, Any]) -> str:
    """Return outlet, day, title and web address of an article; the path of a file is nobody else's business."""
    path = source["path"] or ""
    address = path if path.startswith(("http://", "https://")) else None
    parts = (source["outlet"], source["published_on"], source["title"], address)
    return ", ".join(part for part in parts if part) or f"article {source['article']}"


def list_terms(codebook: Codebook) -> Mapping[str, Any]:
    """Return types, weapons with their depth, precisions with their reach in kilometres, and the names of countries."""
    weapons = codebook.vocabulary("weapons")
    return {
        "types": _pairs(codebook, "event_types"),
        "weapons": [[term.code, term.label, len(weapons.ancestors(term.code))] for term in weapons],
        "precisions": [
            [term.code, term.label, term.attributes["km"]] for term in codebook.vocabulary("place_precision")
        ],
        "days": _pairs(codebook, "date_precision"),
        "countries": {country.iso3: country.name for country in codebook.countries},
    }


def _pairs(codebook: Codebook, vocabulary: str) -> list[list[str]]:
    return [[term.code, term.label] for term in codebook.vocabulary(vocabulary)]
