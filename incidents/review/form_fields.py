"""The fields of the coding form: how each is shown as text, and what typed text changes in the event document.

``FORMATS`` has one entry for each field. Rows and dates are parsed by ``form_rows`` and ``dates``. Points are written
latitude first, in degrees: ``33.3, 44.4``. Looks no place up; the gazetteer does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from incidents.domain.events import Event
from incidents.review.dates import read_date, read_when, show_when
from incidents.review.form_rows import (
    FormContext,
    read_actors,
    read_casualties,
    read_claims,
    read_count,
    read_targets,
    read_weapons,
    show_actors,
    show_casualties,
    show_claims,
    show_count,
    show_targets,
    show_weapons,
)

# The keys of the event document that typing one field changes, with their new values.
Changes = Mapping[str, Any]

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?(?:e-\d+)?"
_DEGREES = re.compile(rf"({_NUMBER})\s*\u00b0?\s*([NSEW])?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;]\s*|(?<=[\d.NSns])\s+(?=[\d+-])")
_POINT_HELP = "write latitude and longitude with points: 33.3, 44.4"
_RANGES = {"NS": ("latitude", 90), "EW": ("longitude", 180)}
_NO_POINT: Changes = {"latitude": None, "longitude": None}


@dataclass(frozen=True, slots=True)
class Format:
    """The text format of one field.

    *hint* is an example for a prompt. *show* returns the field of an event as text, "" if it is unknown; *read* returns
    what a stripped text changes, and raises ValueError or UnknownTerm. ``read(show(event))`` changes nothing.
    """

    hint: str
    show: Callable[[Event, FormContext], str]
    read: Callable[[str, FormContext], Changes]


def read_point(text: str) -> tuple[float, float]:
    """Return (latitude, longitude) of ``33.3, 44.4`` or ``33.3 N, 44.4 E``. Raises ValueError for anything else.

    ``33,3`` is refused: it may be one number with a decimal comma.
    """
    parts = _BETWEEN.split(text.strip())
    if len(parts) != 2:
        raise ValueError(_POINT_HELP)
    point = _read_degrees(parts[0], "NS"), _read_degrees(parts[1], "EW")
    if re.fullmatch(r"\d+,\d+", text.strip()):
        raise ValueError(_POINT_HELP)
    return point


def _read_degrees(text: str, sides: str) -> float:
    """Return the degrees of ``-33.3`` or ``33.3 S``; *sides* are the letters of the positive and the negative side."""
    found = _DEGREES.fullmatch(text.strip())
    side = (found[2] or sides[0]).upper() if found is not None else ""
    if found is None or side not in sides:
        raise ValueError(f"{text.strip()!r} is not a number of degrees, such as 33.3")
    degrees = -float(found[1]) if side == sides[1] else float(found[1])
    name, limit = _RANGES[sides]
    if abs(degrees) > limit:
        raise ValueError(f"{name} {degrees:g} is out of range: it is between -{limit} and {limit}")
    return degrees


def _show_degrees(value: float | None) -> str:
    return "" if value is None else repr(value)


def _show_point(event: Event, _context: FormContext) -> str:
    return "" if event.place.point is None else ", ".join(map(_show_degrees, event.place.point))


def _read_point(text: str, _context: FormContext) -> Changes:
    return dict(zip(_NO_POINT, read_point(text), strict=True)) if text else _NO_POINT


def _read_latitude(text: str, context: FormContext) -> Changes:
    """Read a latitude alone, or a whole point."""
    is_one_number = text != "" and len(re.split(r"[,;\s]+", text)) == 1
    return {"latitude": _read_degrees(text, "NS")} if is_one_number else _read_point(text, context)


def _read_longitude(text: str, _context: FormContext) -> Changes:
    return {"longitude": _read_degrees(text, "EW")} if text else _NO_POINT


def _show_country(event: Event, context: FormContext) -> str:
    """Show the country's name, or its code if the codebook does not have it."""
    country = context.codebook.countries.get(event.place.country or "")
    return (event.place.country or "") if country is None else country.name


def _read_country(text: str, context: FormContext) -> Changes:
    return {"country": context.country(text) if text else None}


def _read_event_date(text: str, context: FormContext) -> Changes:
    if not text:
        return {"event_date": None, "end_date": None, "date_precision": None}
    when = read_when(text, context)
    return {"event_date": when.start.isoformat(), "end_date": when.end.isoformat(), "date_precision": when.precision}


def _read_end_date(text: str, context: FormContext) -> Changes:
    """Read the last day; no text makes it the first day."""
    return {"end_date": read_date(text, context.today).isoformat() if text else None}


def _read_main(text: str, _context: FormContext) -> Changes:
    if text.lower() not in _YES_NO:
        raise ValueError("write yes for the event that the article is about, no for background")
    return {"main": _YES_NO[text.lower()]}


def _read_sub_type(text: str, context: FormContext) -> Changes:
    """Read a sub-event type, which sets the event type above it."""
    if not text:
        return {"sub_event_type": None}
    term = context.codebook.vocabulary("sub_event_types").find(text)
    return {"sub_event_type": term.code, "event_type": term.parent}


def _read_casualties(text: str, context: FormContext) -> Changes:
    rows = read_casualties(text, context)
    return {"casualties": [{"harm": row.harm, "group": row.group, **_document(row.count)} for row in rows]}


def _document(row: object) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}  # type: ignore[arg-type]


def _text(key: str, hint: str, value: Callable[[Event], str | None]) -> Format:
    """Return the format of a field of free text."""
    return Format(hint, lambda event, _: value(event) or "", lambda text, _: {key: text or None})


def _code(key: str, vocabulary: str, hint: str, value: Callable[[Event], str | None]) -> Format:
    """Return the format of a field that holds one code of *vocabulary*."""

    def read(text: str, context: FormContext) -> Changes:
        return {key: context.code(vocabulary, text) if text else None}

    return Format(hint, lambda event, _: value(event) or "", read)


def _rows(
    key: str, hint: str, show: Callable[[Event], str], read: Callable[[str, FormContext], Iterable[object]]
) -> Format:
    """Return the format of a field that holds rows."""
    return Format(
        hint,
        lambda event, _: show(event),
        lambda text, context: {key: [_document(row) for row in read(text, context)]},
    )


def _total(harm: str) -> Format:
    """Return the format of the number of all people who suffered *harm*."""
    return Format(
        "7, 5-9, low/best/high as 5/7/9, none, unknown",
        lambda event, context: show_count(event.count(harm), context),
        lambda text, context: {harm: _document(read_count(text, context))},
    )


FORMATS: Mapping[str, Format] = {
    "main": Format("yes, or no for background", lambda event, _: "yes" if event.main else "no", _read_main),
    "event_date": Format(
        "2021-11-07, 2021-W44, 2021-11, 2021-11-05/2021-11-07, yesterday",
        lambda event, context: "" if event.when is None else show_when(event.when, context),
        _read_event_date,
    ),
    "end_date": Format(
        "2021-11-07", lambda event, _: "" if event.when is None else event.when.end.isoformat(), _read_end_date
    ),
    "date_precision": _code(
        "date_precision",
        "date_precision",
        "day, week, month",
        lambda event: None if event.when is None else event.when.precision,
    ),
    "country": Format("Iraq, or IRQ", _show_country, _read_country),
    "admin1": _text("admin1", "a province or state", lambda event: event.place.admin1),
    "place": _text("place", "a town, district or site", lambda event: event.place.name),
    "place_reported": _text("place_reported", "the article's words", lambda event: event.place.reported),
    "point": Format("33.3, 44.4", _show_point, _read_point),
    "latitude": Format("33.3, or 33.3, 44.4", lambda event, _: _show_degrees(event.place.latitude), _read_latitude),
    "longitude": Format("44.4", lambda event, _: _show_degrees(event.place.longitude), _read_longitude),
    "place_precision": _code(
        "place_precision", "place_precision", "exact, near, adm1", lambda event: event.place.precision
    ),
    "event_type": _code("event_type", "event_types", "Battles", lambda event: event.event_type),
    "sub_event_type": Format("Armed clash", lambda event, _: event.sub_event_type or "", _read_sub_type),
    "stage": _code("stage", "stages", "accomplished, attempted", lambda event: event.stage),
    "weapons": _rows(
        "weapons",
        "drone:3/2/1; rocket (launched/intercepted/impacted)",
        lambda event: show_weapons(event.weapons),
        read_weapons,
    ),
    "actors": _rows(
        "actors",
        "perpetrator=Islamic State (type=rebel, country=Iraq); target=Iraqi police",
        lambda event: show_actors(event.actors),
        read_actors,
    ),
    "targets": _rows(
        "targets",
        "residence=the minister's house (outcome=damaged); civilians",
        lambda event: show_targets(event.targets),
        read_targets,
    ),
    "killed": _total("killed"),
    "injured": _total("injured"),
    "casualties": Format(
        "abducted=5; injured security_forces=7",
        lambda event, context: show_casualties(event.casualties, context),
        _read_casualties,
    ),
    "claim": _rows(
        "claims", "claimed by Al-Shabaab (video); stated none", lambda event: show_claims(event.claims), read_claims
    ),
    "summary": _text("summary", "one or two sentences", lambda event: event.summary),
}
