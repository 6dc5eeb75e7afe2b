"""What follows from a change for the fields beside it, so that no value outlives what it was said of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from incidents.domain.problem import Problem
from incidents.domain.summing import Document
from incidents.review.dates import usual_precision
from incidents.review.setting import Changes, Setting

_POINT = frozenset({"point", "latitude", "longitude"})
FOUND = ("place_precision", "place_layer", "place_match")  # how well a point is known, and where it was found


def contradictions(typed: Mapping[str, Changes], before: Document) -> Iterator[Problem]:
    """Fields that were *typed* and cannot stand beside the others, one problem each.

    A sub-event type that is not below the event type typed with it; an end or a precision of no date.
    """
    kind = typed.get("event_type", {}).get("event_type")
    above = typed.get("sub_event_type", {}).get("event_type")
    if None not in (kind, above) and kind != above:
        yield Problem(field="sub_event_type", message=f"is a kind of {above!r}, not of {kind!r}")
    start = typed.get("event_date", before)["event_date"]
    for name in ("end_date", "date_precision"):
        if start is None and typed.get(name, {}).get(name) is not None:
            yield Problem(field=name, message="needs a date to belong to: type event_date too")


def follow(after: Document, *, before: Document, typed: Collection[str], setting: Setting) -> Document:
    """*after* with what follows from the fields that were *typed*, where they differ from *before*.

    A new event type drops a sub-event type that is not below it. A new country or place drops a point that was not
    typed with it; where another one was known, also its unit and the article's words for it. A new end sets the
    precision, and no date has no end.
    """
    changed = {key for key in after if after[key] != before[key]}
    return {
        **after,
        **_follow_type(after, changed, setting),
        **_follow_place(before, changed, typed),
        **_follow_date(after, changed, typed, setting),
    }


def _follow_type(after: Document, changed: Collection[str], setting: Setting) -> Document:
    sub_type = setting.codebook.vocabulary("sub_event_types").get(after["sub_event_type"] or "")
    if "event_type" in changed and sub_type is not None and sub_type.parent != after["event_type"]:
        return {"sub_event_type": None}
    return {}


def _follow_place(before: Document, changed: Collection[str], typed: Collection[str]) -> Document:
    """What falls with another place: the unit and the words for the old one, and its point, unless typed anew.

    Where a point was found does not outlive it.
    """
    replaced = {key for key in ("country", "place") if key in changed and before[key] is not None}
    fallen = {"admin1"} if replaced else set()
    if "place" in replaced:
        fallen.add("place_reported")
    if {"country", "place"} & set(changed) and not _POINT & set(typed):
        fallen |= {"latitude", "longitude", *FOUND}
    if {"country", "place", "latitude", "longitude"} & set(changed):
        fallen |= {"place_layer", "place_match"}
    return dict.fromkeys(sorted(fallen - set(typed)))


def _follow_date(after: Document, changed: Collection[str], typed: Collection[str], setting: Setting) -> Document:
    if after["event_date"] is None:
        return {"end_date": None, "date_precision": None}
    if "end_date" not in changed or "date_precision" in typed:
        return {}
    start = date.fromisoformat(after["event_date"])
    end = start if after["end_date"] is None else date.fromisoformat(after["end_date"])
    return {"date_precision": usual_precision(start, end, setting)} if start <= end else {}
