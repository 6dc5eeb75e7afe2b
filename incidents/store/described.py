"""The description of an event as JSON text, put together of parts that are each written once.

The same text as ``write_json(describe_event(...))``: an import writes one for each of millions of events that share
places, actors and figures. A test compares the two.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from incidents.domain import document
from incidents.domain.event import Event
from incidents.store.chain import write_json, write_text

_HELD = 65_536


def write_description(event: Event, *, status: str, reports: list[str]) -> str:
    """What the log says of a new event without judgements, as JSON with sorted keys."""
    place, text = event.place, write_text
    point = f'"latitude":{_number(place.latitude)},"longitude":{_number(place.longitude)}'
    named = (
        f'"place":{text(place.name)},"place_layer":{text(place.layer)},"place_match":{text(place.match)}'
        f',"place_precision":{text(place.precision)},"place_reported":{text(place.reported)}'
    )
    totals, casualties = _harm(event.casualties)
    return (
        f'{{"actors":{_rows("actors", event.actors)},"admin1":{text(place.admin1)},"casualties":{casualties}'
        f',"claims":{_rows("claims", event.claims)},"confidence":{_confidence(event)},"country":{text(place.country)}'
        f',{_when(event.when)},"event_type":{text(event.event_type)},{totals},{point}'
        f',"main":{"true" if event.main else "false"},{named},"reports":{_reports(reports)}'
        f',"stage":{text(event.stage)},"status":{text(status)},"sub_event_type":{text(event.sub_event_type)}'
        f',"summary":{text(event.summary)},"targets":{_rows("targets", event.targets)}'
        f',"weapons":{_rows("weapons", event.weapons)}}}'
    )


def _number(degrees: float | None) -> str:
    return "null" if degrees is None else float.__repr__(degrees + 0.0)  # as ``describe_own`` has it


def _confidence(event: Event) -> str:
    return write_json(dict(event.confidence)) if event.confidence else "{}"


def _reports(reports: list[str]) -> str:
    return write_json(sorted(reports, key=int)) if reports else "[]"


@lru_cache(_HELD)
def _when(when: Any) -> str:  # noqa: ANN401 - typed where it is called
    found = document.write(Event(when=when))
    return _bare({key: found[key] for key in ("date_precision", "end_date", "event_date")})


@lru_cache(_HELD)
def _harm(casualties: Any) -> tuple[str, str]:  # noqa: ANN401 - as above
    found = document.write(Event(casualties=casualties))
    return _bare({key: found[key] for key in ("injured", "killed")}), write_json(found["casualties"])


@lru_cache(_HELD)
def _rows(key: str, rows: Any) -> str:  # noqa: ANN401 - as above
    return write_json(document.write(Event(**{key: rows}))[key]) if rows else "[]"


def _bare(found: dict[str, Any]) -> str:
    """*found* as JSON without its braces."""
    return write_json(found)[1:-1]
