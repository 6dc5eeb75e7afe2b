"""How each field of the coding form is shown as text, and what a typed text changes in the event document.

One entry a field; the languages of the richer fields are in the modules beside this one. Does not apply the changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from incidents.domain.event import Event
from incidents.review.claims import read_claims, show_claims
from incidents.review.counts import read_casualties, read_count, show_casualties, show_count
from incidents.review.dates import read_one_day, read_when, show_when
from incidents.review.people import read_actors, read_targets, show_actors, show_targets
from incidents.review.places import read_degrees, read_point
from incidents.review.setting import Changes, Setting
from incidents.review.weapons import read_weapons, show_weapons

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Format:
    """*show* gives the text of a field, "" when it is unknown; *read* what a text, stripped, changes.

    *read* raises ValueError or UnknownTerm. ``read(show(event))`` changes nothing.
    """

    show: Callable[[Event, Setting], str]
    read: Callable[[str, Setting], Changes]


def _read_date(text: str, setting: Setting) -> Changes:
    if not text:
        return {"event_date": None, "end_date": None, "date_precision": None}
    when = read_when(text, setting)
    return {"event_date": when.start.isoformat(), "end_date": when.end.isoformat(), "date_precision": when.precision}


def _read_end(text: str, setting: Setting) -> Changes:
    return {"end_date": read_one_day(text, setting).isoformat() if text else None}


def _read_country(text: str, setting: Setting) -> Changes:
    return {"country": setting.country(text) if text else None}


def _show_country(event: Event, setting: Setting) -> str:
    country = setting.codebook.countries.get(event.place.country or "")
    return (event.place.country or "") if country is None else country.name


def _read_latitude(text: str, _setting: Setting) -> Changes:
    """A latitude, or a whole point."""
    return {"latitude": read_degrees(text, "NS")} if _is_one_number(text) else _read_point(text, _setting)


def _read_longitude(text: str, _setting: Setting) -> Changes:
    return {"longitude": read_degrees(text, "EW")} if text else _NO_POINT


def _read_point(text: str, _setting: Setting) -> Changes:
    if not text:
        return _NO_POINT
    latitude, longitude = read_point(text)
    return {"latitude": latitude, "longitude": longitude}


_NO_POINT: Changes = {"latitude": None, "longitude": None}


def _is_one_number(text: str) -> bool:
    return text != "" and "," not in text and ";" not in text and len(text.split()) == 1


def _read_sub_type(text: str, setting: Setting) -> Changes:
    """A sub-event type brings its event type with it."""
    if not text:
        return {"sub_event_type": None}
    term = setting.codebook.vocabulary("sub_event_types").find(text)
    return {"sub_event_type": term.code, "event_type": term.parent}


def _read_main(text: str, _setting: Setting) -> Changes:
    if text.lower() not in _YES_NO:
        raise ValueError("write yes for the event that the article is about, no for background")
    return {"main": _YES_NO[text.lower()]}


def _read_claim(text: str, setting: Setting) -> Changes:
    return {"claims": _documents(read_claims(text, setting))}


def _read_harm(harm: str) -> Callable[[str, Setting], Changes]:
    return lambda text, setting: {harm: _document(read_count(text, setting))}


def _read_casualties(text: str, setting: Setting) -> Changes:
    rows = read_casualties(text, setting)
    return {"casualties": [{"harm": row.harm, "group": row.group, **_document(row.count)} for row in rows]}


def _text(key: str, value: Callable[[Event], str | None]) -> Format:
    """A field of free text."""
    return Format(lambda event, _: value(event) or "", lambda text, _: {key: text or None})


def _code(key: str, vocabulary: str, value: Callable[[Event], str | None]) -> Format:
    """A field that holds one code of *vocabulary*, shown as the code."""
    return Format(
        lambda event, _: value(event) or "",
        lambda text, setting: {key: setting.code(vocabulary, text) if text else None},
    )


def _precision(event: Event) -> str | None:
    return None if event.when is None else event.when.precision


def _degrees(value: float | None) -> str:
    return "" if value is None else repr(value)


def _show_point(event: Event, _setting: Setting) -> str:
    return "" if event.place.point is None else ", ".join(_degrees(each) for each in event.place.point)


def _documents(rows: Iterable[object]) -> list[dict[str, Any]]:
    return [_document(row) for row in rows]


def _document(row: object) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}  # type: ignore[arg-type]


FORMATS: Mapping[str, Format] = {
    "main": Format(lambda event, _: "yes" if event.main else "no", _read_main),
    "event_date": Format(lambda event, it: "" if event.when is None else show_when(event.when, it), _read_date),
    "end_date": Format(lambda event, _: "" if event.when is None else event.when.end.isoformat(), _read_end),
    "date_precision": _code("date_precision", "date_precision", _precision),
    "country": Format(_show_country, _read_country),
    "admin1": _text("admin1", lambda event: event.place.admin1),
    "place": _text("place", lambda event: event.place.name),
    "place_reported": _text("place_reported", lambda event: event.place.reported),
    "point": Format(_show_point, _read_point),
    "latitude": Format(lambda event, _: _degrees(event.place.latitude), _read_latitude),
    "longitude": Format(lambda event, _: _degrees(event.place.longitude), _read_longitude),
    "place_precision": _code("place_precision", "place_precision", lambda event: event.place.precision),
    "event_type": _code("event_type", "event_types", lambda event: event.event_type),
    "sub_event_type": Format(lambda event, _: event.sub_event_type or "", _read_sub_type),
    "stage": _code("stage", "stages", lambda event: event.stage),
    "weapons": Format(
        lambda event, _: show_weapons(event.weapons),
        lambda text, setting: {"weapons": _documents(read_weapons(text, setting))},
    ),
    "actors": Format(
        lambda event, _: show_actors(event.actors),
        lambda text, setting: {"actors": _documents(read_actors(text, setting))},
    ),
    "targets": Format(
        lambda event, _: show_targets(event.targets),
        lambda text, setting: {"targets": _documents(read_targets(text, setting))},
    ),
    "killed": Format(lambda event, setting: show_count(event.killed, setting), _read_harm("killed")),
    "injured": Format(lambda event, setting: show_count(event.injured, setting), _read_harm("injured")),
    "casualties": Format(lambda event, setting: show_casualties(event.casualties, setting), _read_casualties),
    "claim": Format(lambda event, _: show_claims(event.claims), _read_claim),
    "summary": _text("summary", lambda event: event.summary),
}
