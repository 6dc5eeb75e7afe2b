"""The values of an event document in words: one short phrase for each row of a card.

Takes the document as it is printed and stored, and knows no codes: they are shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Document = Mapping[str, Any]
UNKNOWN = "-"
EXACT = "exact"  # the place_match that goes without saying
_DEVICES = ("launched", "intercepted", "failed", "impacted")


def phrase_date(event: Document) -> str:
    """The day, or the first and the last, and how precise it is."""
    first, last = event["event_date"], event["end_date"]
    if first is None:
        return UNKNOWN
    return f"{first if first == last else f'{first} to {last}'} ({event['date_precision']})"


def phrase_place(event: Document) -> str:
    """The name, the unit, the country, the point and how precise it is."""
    names = dict.fromkeys(filter(None, (event["place"], event["admin1"], event["country"])))
    point = "" if event["latitude"] is None else f"{event['latitude']:.3f},{event['longitude']:.3f}"
    found = filter(None, (event["place_precision"], _phrase_origin(event)))
    precision = f"({known})" if (known := ", ".join(found)) else ""
    reported = event["place_reported"]
    quoted = f'as reported: "{reported}"' if reported and reported not in names else ""
    return "  ".join(filter(None, (", ".join(names), point, precision, quoted))) or UNKNOWN


def _phrase_origin(event: Document) -> str | None:
    """The list in which the point was found, and by what kind of name where it was not its own: "places by alias"."""
    layer, match = event["place_layer"], event["place_match"]
    return layer if layer is None or match in {None, EXACT} else f"{layer} by {match}"


def phrase_type(event: Document) -> str:
    """The type and the sub-event type."""
    return " > ".join(filter(None, (event["event_type"], event["sub_event_type"]))) or UNKNOWN


def phrase_stage(event: Document) -> str:
    """The stage's code."""
    return event["stage"] or UNKNOWN


def phrase_weapons(event: Document) -> str:
    """Each weapon with what became of its devices."""
    return _listed(_phrase_weapon(weapon) for weapon in event["weapons"])


def phrase_actors(event: Document) -> str:
    """Each actor with role and type."""
    return _listed(f"{actor['name']} ({_listed((actor['role'], actor['type']), ', ')})" for actor in event["actors"])


def phrase_targets(event: Document) -> str:
    """Each target with its type and what became of it."""
    return _listed(
        target["type"] + "".join(f"{mark}{part}" for mark, part in _parts(target) if part)
        for target in event["targets"]
    )


def phrase_killed(event: Document) -> str:
    """The dead: a number, a range, or which kind of silence."""
    return _phrase_count(event["killed"])


def phrase_injured(event: Document) -> str:
    """The injured, likewise."""
    return _phrase_count(event["injured"])


def phrase_casualties(event: Document) -> str:
    """The counts of single groups and of other harms."""
    return _listed(f"{row['group']} {row['harm']}: {_phrase_count(row)}" for row in event["casualties"])


def phrase_claim(event: Document) -> str:
    """The claim's status, who by and how."""
    claim = event["claim"]
    by = f" by {_listed(claim['by'], ', ')}" if claim["by"] else ""
    return f"{claim['status']}{by}{f' ({mode})' if (mode := claim['mode']) else ''}"


def phrase_summary(event: Document) -> str:
    """The summary."""
    return event["summary"] or UNKNOWN


def _phrase_weapon(weapon: Document) -> str:
    counted = [f"{weapon[fate]} {fate}" for fate in _DEVICES if weapon[fate] is not None]
    return f"{weapon['weapon']}: {', '.join(counted)}" if counted else str(weapon["weapon"])


def _phrase_count(count: Document) -> str:
    low, best, high = count["low"], count["best"], count["high"]
    if best is None and low is None and high is None:
        return str(count["status"])
    shown = "?" if best is None else str(best)
    span = "" if low == best == high else f" ({'?' if low is None else low} to {'?' if high is None else high})"
    return f"{shown}{span}" if count["status"] == "reported" else f"{shown}{span}, {count['status']}"


def _parts(target: Document) -> tuple[tuple[str, str | None], tuple[str, str | None]]:
    return (": ", target["name"]), (", ", target["outcome"])


def _listed(parts: Iterable[str | None], mark: str = "; ") -> str:
    return mark.join(filter(None, parts)) or UNKNOWN
