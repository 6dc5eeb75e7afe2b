"""The page of the map, written in one pass: a head that forbids every outside host, the base map, the events, the code.

Whatever comes from an article goes into blocks of JSON in which no markup can begin; the code shows it as text only.
The same events give the same bytes. Streams; sorts nothing.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any, TextIO

from incidents.codebook.definitions import Definitions
from incidents.domain.event import Record
from incidents.exchange.map.entries import COLUMNS, Entries, Tally
from incidents.exchange.map.terms import list_terms
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


def write_map(records: Iterable[Record], heading: Heading, out: TextIO, *, codebook: Definitions) -> Tally:
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


def _parts(heading: Heading, codebook: Definitions) -> dict[str, str]:
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
    """Nothing may be loaded, sent or run but the style and the code that are in the page."""
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
