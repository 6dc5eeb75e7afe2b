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
from incidents.review.dates import change_date, change_end, show_when
from incidents.review.people import read_actors, read_targets, show_actors, show_targets
from incidents.review.places import (
    change_country,
    change_latitude,
    change_longitude,
    change_point,
    show_country,
    show_degrees,
    show_point,
)
from incidents.review.setting import Changes, Setting
from incidents.review.weapons import read_weapons, show_weapons

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class Format:
    """*show* gives the text of a field, "" when it is unknown; *read* what a text, stripped, changes.

    *hint* is an example of what may be typed, for a prompt. *read* raises ValueError or UnknownTerm.
    ``read(show(event))`` changes nothing.
    """

    hint: str
    show: Callable[[Event, Setting], str]
    read: Callable[[str, Setting], Changes]


def _text(key: str, hint: str, value: Callable[[Event], str | None]) -> Format:
    """A field of free text."""
    return Format(hint, lambda event, _: value(event) or "", lambda text, _: {key: text or None})


def _code(key: str, vocabulary: str, hint: str, value: Callable[[Event], str | None]) -> Format:
    """A field that holds one code of *vocabulary*, shown as the code."""

    def read(text: str, setting: Setting) -> Changes:
        return {key: setting.code(vocabulary, text) if text else None}

    return Format(hint, lambda event, _: value(event) or "", read)


def _rows(
    key: str, hint: str, show: Callable[[Event, Setting], str], read: Callable[[str, Setting], Iterable[object]]
) -> Format:
    """A field that holds rows."""
    return Format(hint, show, lambda text, setting: {key: [_document(row) for row in read(text, setting)]})


def _harm(harm: str) -> Format:
    """The total of those who suffered *harm*."""
    return Format(
        "7, 5-9, low/best/high as 5/7/9, none, unknown",
        lambda event, setting: show_count(event.count(harm), setting),
        lambda text, setting: {harm: _document(read_count(text, setting))},
    )


def _document(row: object) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}  # type: ignore[arg-type]


def _precision(event: Event) -> str | None:
    return None if event.when is None else event.when.precision


def _read_main(text: str, _setting: Setting) -> Changes:
    if text.lower() not in _YES_NO:
        raise ValueError("write yes for the event that the article is about, no for background")
    return {"main": _YES_NO[text.lower()]}


def _read_sub_type(text: str, setting: Setting) -> Changes:
    """A sub-event type brings its event type with it."""
    if not text:
        return {"sub_event_type": None}
    term = setting.codebook.vocabulary("sub_event_types").find(text)
    return {"sub_event_type": term.code, "event_type": term.parent}


def _read_casualties(text: str, setting: Setting) -> Changes:
    rows = read_casualties(text, setting)
    return {"casualties": [{"harm": row.harm, "group": row.group, **_document(row.count)} for row in rows]}


FORMATS: Mapping[str, Format] = {
    "main": Format("yes, or no for background", lambda event, _: "yes" if event.main else "no", _read_main),
    "event_date": Format(
        "2021-11-07, 2021-W44, 2021-11, 2021-11-05/2021-11-07, yesterday",
        lambda event, setting: "" if event.when is None else show_when(event.when, setting),
        change_date,
    ),
    "end_date": Format(
        "2021-11-07", lambda event, _: "" if event.when is None else event.when.end.isoformat(), change_end
    ),
    "date_precision": _code("date_precision", "date_precision", "day, week, month", _precision),
    "country": Format("Iraq, or IRQ", show_country, change_country),
    "admin1": _text("admin1", "a province or state", lambda event: event.place.admin1),
    "place": _text("place", "a town, district or site", lambda event: event.place.name),
    "place_reported": _text("place_reported", "the article's words", lambda event: event.place.reported),
    "point": Format("33.3, 44.4", show_point, change_point),
    "latitude": Format("33.3, or 33.3, 44.4", lambda event, _: show_degrees(event.place.latitude), change_latitude),
    "longitude": Format("44.4", lambda event, _: show_degrees(event.place.longitude), change_longitude),
    "place_precision": _code(
        "place_precision", "place_precision", "exact, near, adm1", lambda event: event.place.precision
    ),
    "event_type": _code("event_type", "event_types", "Battles", lambda event: event.event_type),
    "sub_event_type": Format("Armed clash", lambda event, _: event.sub_event_type or "", _read_sub_type),
    "stage": _code("stage", "stages", "accomplished, attempted", lambda event: event.stage),
    "weapons": _rows(
        "weapons",
        "drone:3/2/1; rocket (launched/intercepted/impacted)",
        lambda event, _: show_weapons(event.weapons),
        read_weapons,
    ),
    "actors": _rows(
        "actors",
        "perpetrator=Islamic State (type=rebel, country=Iraq); target=Iraqi police",
        lambda event, _: show_actors(event.actors),
        read_actors,
    ),
    "targets": _rows(
        "targets",
        "residence=the minister's house (outcome=damaged); civilians",
        lambda event, _: show_targets(event.targets),
        read_targets,
    ),
    "killed": _harm("killed"),
    "injured": _harm("injured"),
    "casualties": Format(
        "abducted=5; injured security_forces=7",
        lambda event, setting: show_casualties(event.casualties, setting),
        _read_casualties,
    ),
    "claim": _rows(
        "claims",
        "claimed by Al-Shabaab (video); stated none",
        lambda event, _: show_claims(event.claims),
        read_claims,
    ),
    "summary": _text("summary", "one or two sentences", lambda event: event.summary),
}
