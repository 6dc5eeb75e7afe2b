"""What the UCDP GED layout computes from an event: the kind of violence, the pair of sides, deaths by side, the cell.

Rules: GED codebook 19.1 (datasets reference, section 3) and, for the cell, PRIO-GRID 2. Nothing here is stored.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.domain.documents import KILLED, Document
from incidents.domain.events import PERPETRATOR, TARGET

_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_STATES = frozenset({"government", "military", "police", "foreign_forces", "international"})
_BY_SIDE = ("perpetrators", "opponents", "civilians")
_CELLS_PER_DEGREE, _CELLS_IN_A_ROW = 2, 720


def type_of_violence(event: Document) -> int | None:
    """Return 1 where a side is a state's, 2 where none is, 3 where the second side is civilians.

    None without two sides.
    """
    first, second = _sides(event, PERPETRATOR), _sides(event, TARGET)
    if not first or not second:
        return None
    if all(actor["type"] == "civilians" for actor in second):
        return _ONE_SIDED
    return _STATE_BASED if any(actor["type"] in _STATES for actor in (*first, *second)) else _NON_STATE


def dyad_name(event: Document) -> str | None:
    """Return the names of the two sides with a hyphen between; None without two sides."""
    first, second = _sides(event, PERPETRATOR), _sides(event, TARGET)
    return f"{first[0]['name']} - {second[0]['name']}" if first and second else None


def killed_of(event: Document, group: str) -> int | None:
    """Return the best figure of dead in *group*: 0 when the total is known and nobody counted them.

    None without a total.
    """
    if event[KILLED]["best"] is None:
        return None
    figures = (row["best"] for row in event["casualties"] if (row["harm"], row["group"]) == (KILLED, group))
    best: int | None = next(figures, None)
    return best or 0


def killed_apart(event: Document) -> int | None:
    """Return the dead that are in the total and in no side's figure, never below 0; None without a total."""
    total: int | None = event[KILLED]["best"]
    return None if total is None else max(0, total - sum(killed_of(event, group) or 0 for group in _BY_SIDE))


def point_wkt(event: Document) -> str | None:
    """Return the point as well-known text, longitude first, six decimals at most; None without one."""
    if event["latitude"] is None:
        return None
    return f"POINT ({_degrees(event['longitude'])} {_degrees(event['latitude'])})"


def grid_cell(event: Document) -> int | None:
    """Return the number of the half-degree cell in PRIO-GRID, counted from the south-west corner.

    None without a point.
    """
    if event["latitude"] is None:
        return None
    row: int = min(math.floor((event["latitude"] + 90) * _CELLS_PER_DEGREE), 359)
    column: int = min(math.floor((event["longitude"] + 180) * _CELLS_PER_DEGREE), 719)
    return row * _CELLS_IN_A_ROW + column + 1


def _sides(event: Document, role: str) -> list[Document]:
    return [actor for actor in event["actors"] if actor["role"] == role]


def _degrees(number: float) -> str:
    return f"{round(number, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


COMPUTED: Mapping[str, Callable[[Document, Codebook], Any]] = {
    "type_of_violence": lambda event, _: type_of_violence(event),
    "dyad_name": lambda event, _: dyad_name(event),
    "point_wkt": lambda event, _: point_wkt(event),
    "grid_cell": lambda event, _: grid_cell(event),
    "killed_first_side": lambda event, _: killed_of(event, "perpetrators"),
    "killed_second_side": lambda event, _: killed_of(event, "opponents"),
    "killed_civilians": lambda event, _: killed_of(event, "civilians"),
    "killed_apart": lambda event, _: killed_apart(event),
}
