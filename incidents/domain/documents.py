"""The keys, codes and totals of the event document, in plain JSON types.

Light to import, for queries that turn rows into documents without building values. ``events`` converts values to
documents and back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

KILLED, INJURED = "killed", "injured"
EVERYONE = "all"
NOT_MENTIONED, STATED_NONE, CLAIMED = "not mentioned", "stated none", "claimed"
DRAFT, REVIEWED, PUBLISHED, WITHDRAWN = "draft", "reviewed", "published", "withdrawn"


Document = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
WHEN = ("event_date", "end_date", "date_precision")
"""The keys of a date."""
PLACE: Mapping[str, str] = {
    "country": "country",
    "admin1": "admin1",
    "place": "name",
    "place_reported": "reported",
    "latitude": "latitude",
    "longitude": "longitude",
    "place_precision": "precision",
    "place_layer": "layer",
    "place_match": "match",
}
"""The keys of a place, and what each is of it."""

_TOTALS = {(KILLED, EVERYONE), (INJURED, EVERYONE)}
_COUNT = ("low", "best", "high", "status")
_UNKNOWN: Mapping[str, Any] = {"low": None, "best": None, "high": None, "status": NOT_MENTIONED}
# The strongest statement speaks for the event when a report holds several.
_STRONGEST_FIRST = ("contested", "retracted", CLAIMED, "denied", "suspected", "stated none", NOT_MENTIONED)


def sum_casualties(casualties: Rows) -> Document:
    """The totals of the dead and the injured, and the rows that are neither."""
    others = [row for row in casualties if (row["harm"], row["group"]) not in _TOTALS]
    return {KILLED: _total(casualties, KILLED), INJURED: _total(casualties, INJURED), "casualties": others}


def _total(casualties: Rows, harm: str) -> Document:
    """How many suffered *harm* by the first row that says so, else unknown."""
    found = next((row for row in casualties if (row["harm"], row["group"]) == (harm, EVERYONE)), _UNKNOWN)
    return {key: found[key] for key in _COUNT}


def sum_claims(claims: Rows) -> Document:
    """Who claims the event by the statements that speak for it, and how."""
    status = weigh([(row["status"], row["by"]) for row in claims])
    spoken = [row for row in claims if status in {row["status"], "contested"}]
    return {
        "status": status,
        "by": [row["by"] for row in spoken if row["by"] is not None],
        "mode": next((row["mode"] for row in spoken if row["mode"] is not None), None),
    }


def weigh(statements: Sequence[tuple[str, str | None]]) -> str:
    """The one status that speaks for several statements, each a status and whom it names.

    Several may claim together or side by side; that is contested where somebody denies it too.
    """
    statuses = {status for status, _ in statements}
    claimants = {by for status, by in statements if status == CLAIMED}
    if len(claimants) > 1 and "denied" in statuses:
        return "contested"
    return next((status for status in _STRONGEST_FIRST if status in statuses), NOT_MENTIONED)
