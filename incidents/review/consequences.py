"""What follows from a change for the fields beside it, so that no value outlives what it was said of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from incidents.domain.document import Document
from incidents.domain.problem import Problem
from incidents.review.dates import usual_precision
from incidents.review.setting import Changes, Setting


def contradiction(typed: Mapping[str, Changes]) -> Problem | None:
    """The problem that a typed sub-event type is not below the event type that was typed with it, or None."""
    sub_type, event_type = typed.get("sub_event_type"), typed.get("event_type")
    if sub_type is None or event_type is None or sub_type["sub_event_type"] is None:
        return None
    if sub_type["event_type"] == event_type["event_type"]:
        return None
    message = f"is a kind of {sub_type['event_type']!r}, not of {event_type['event_type']!r}"
    return Problem(field="sub_event_type", message=message, value=sub_type["sub_event_type"])


def follow(after: Document, *, before: Document, typed: Collection[str], setting: Setting) -> Document:
    """*after* with what follows from the fields that were *typed*, where they differ from *before*.

    A new event type drops a sub-event type that is not below it. A new country or place drops a point that was not
    typed with it. A new end sets the precision, and no date has no end.
    """
    changed = {key for key in after if after[key] != before[key]}
    return {
        **after,
        **_follow_type(after, changed, setting),
        **_follow_place(changed, typed),
        **_follow_date(after, changed, typed, setting),
    }


def _follow_type(after: Document, changed: Collection[str], setting: Setting) -> Document:
    sub_type = setting.codebook.vocabulary("sub_event_types").get(after["sub_event_type"] or "")
    if "event_type" in changed and sub_type is not None and sub_type.parent != after["event_type"]:
        return {"sub_event_type": None}
    return {}


def _follow_place(changed: Collection[str], typed: Collection[str]) -> Document:
    if not {"country", "place"} & set(changed) or {"point", "latitude", "longitude"} & set(typed):
        return {}
    point = {"latitude": None, "longitude": None}
    return point if "place_precision" in typed else {**point, "place_precision": None}


def _follow_date(after: Document, changed: Collection[str], typed: Collection[str], setting: Setting) -> Document:
    if after["event_date"] is None:
        return {"end_date": None, "date_precision": None}
    if "end_date" not in changed or "date_precision" in typed:
        return {}
    start = date.fromisoformat(after["event_date"])
    end = start if after["end_date"] is None else date.fromisoformat(after["end_date"])
    return {"date_precision": usual_precision(start, end, setting)} if start <= end else {}
