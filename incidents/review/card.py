"""The card of an event: its rows, each a value in words, the quotes behind it and its alternatives.

Takes the event document as it is printed and stored, and shows codes as they are. Says what each row holds; the
terminal and the desk draw it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from incidents.domain.text import flat

Document = Mapping[str, Any]
QUOTE = 160  # characters of a quote that are shown
UNKNOWN = "-"
EXACT = "exact"  # the usual place_match, which is not shown
_WEAPON_COUNTS = ("launched", "intercepted", "failed", "impacted")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card: *phrase* returns its value in words.

    *keys* are the keys of the document that it shows, *fields* the fields of the form that edit it.
    """

    label: str
    phrase: Callable[[Document], str]
    keys: tuple[str, ...]
    fields: tuple[str, ...]


def alternatives_of(document: Document, row: Row) -> list[Document]:
    """Return the alternatives that an event document has for the values of *row*, in their order."""
    return [each for each in document.get("alternatives", ()) if each["field"] in row.keys]


def quotes(document: Document, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the quotes behind any of *keys*, in the order of the text, each once and shortened."""
    found = [evidence for evidence in document["evidence"] if evidence["field"].partition(".")[0] in keys]
    found.sort(key=lambda evidence: (evidence["start"], evidence["end"]))
    return tuple(dict.fromkeys(textwrap.shorten(flat(each["quote"]), QUOTE, placeholder=" ...") for each in found))


def _date(event: Document) -> str:
    """Return the day, or the first and last day, with its precision."""
    first, last = event["event_date"], event["end_date"]
    if first is None:
        return UNKNOWN
    return f"{first if first == last else f'{first} to {last}'} ({event['date_precision']})"


def _place(event: Document) -> str:
    """Return name, unit and country, the point, its precision and where it was found: "places by alias"."""
    names = dict.fromkeys(filter(None, (event["place"], event["admin1"], event["country"])))
    point = "" if event["latitude"] is None else f"{event['latitude']:.3f},{event['longitude']:.3f}"
    origin, match = event["place_layer"], event["place_match"]
    if origin is not None and match not in {None, EXACT}:
        origin = f"{origin} by {match}"
    precision = ", ".join(filter(None, (event["place_precision"], origin)))
    reported = event["place_reported"]
    quoted = f'as reported: "{reported}"' if reported and reported not in names else ""
    return "  ".join(filter(None, (", ".join(names), point, precision and f"({precision})", quoted))) or UNKNOWN


def _type(event: Document) -> str:
    return " > ".join(filter(None, (event["event_type"], event["sub_event_type"]))) or UNKNOWN


def _weapons(event: Document) -> str:
    """Return each weapon with what became of its devices."""
    return _join(_weapon(weapon) for weapon in event["weapons"])


def _weapon(weapon: Document) -> str:
    counted = [f"{weapon[name]} {name}" for name in _WEAPON_COUNTS if weapon[name] is not None]
    return f"{weapon['weapon']}: {', '.join(counted)}" if counted else str(weapon["weapon"])


def _actors(event: Document) -> str:
    return _join(f"{actor['name']} ({_join((actor['role'], actor['type']), ', ')})" for actor in event["actors"])


def _targets(event: Document) -> str:
    return _join(_target(target) for target in event["targets"])


def _target(target: Document) -> str:
    name = f": {target['name']}" if target["name"] else ""
    outcome = f", {target['outcome']}" if target["outcome"] else ""
    return f"{target['type']}{name}{outcome}"


def _casualties(event: Document) -> str:
    return _join(f"{row['group']} {row['harm']}: {_count(row)}" for row in event["casualties"])


def _count(count: Document) -> str:
    """Return a number, a range, or the status of a count without numbers."""
    low, best, high = count["low"], count["best"], count["high"]
    if best is None and low is None and high is None:
        return str(count["status"])
    shown = "?" if best is None else str(best)
    span = "" if low == best == high else f" ({'?' if low is None else low} to {'?' if high is None else high})"
    return f"{shown}{span}" if count["status"] == "reported" else f"{shown}{span}, {count['status']}"


def _claim(event: Document) -> str:
    claim = event["claim"]
    by = f" by {_join(claim['by'], ', ')}" if claim["by"] else ""
    mode = f" ({claim['mode']})" if claim["mode"] else ""
    return f"{claim['status']}{by}{mode}"


def _join(parts: Iterable[str | None], separator: str = "; ") -> str:
    return separator.join(filter(None, parts)) or UNKNOWN


ROWS = (
    Row("date", _date, ("event_date", "end_date", "date_precision"), ("event_date",)),
    Row(
        "place",
        _place,
        (
            *("country", "admin1", "place", "place_reported", "latitude", "longitude"),
            *("place_precision", "place_layer", "place_match"),
        ),
        ("country", "admin1", "place", "place_reported", "point", "place_precision"),
    ),
    Row("type", _type, ("event_type", "sub_event_type"), ("event_type", "sub_event_type")),
    Row("stage", lambda event: event["stage"] or UNKNOWN, ("stage",), ("stage",)),
    Row("weapons", _weapons, ("weapons",), ("weapons",)),
    Row("actors", _actors, ("actors",), ("actors",)),
    Row("targets", _targets, ("targets",), ("targets",)),
    Row("killed", lambda event: _count(event["killed"]), ("killed",), ("killed",)),
    Row("injured", lambda event: _count(event["injured"]), ("injured",), ("injured",)),
    Row("casualties", _casualties, ("casualties",), ("casualties",)),
    Row("claim", _claim, ("claim", "claims"), ("claim",)),
    Row("summary", lambda event: event["summary"] or UNKNOWN, ("summary",), ("summary",)),
)
