"""Values that are computed from a record and the codebook, and never typed or stored.

``FIELDS`` has one function for each field of ``schema/fields/derived.toml``. Does not format: conversions do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from incidents.codebook.countries import Country
from incidents.codebook.definitions import Definitions
from incidents.domain.event import Event
from incidents.exchange.dyads import (
    dyad_name,
    grid_cell,
    killed_apart,
    killed_of,
    point_wkt,
    type_of_violence,
)
from incidents.exchange.notes import notes
from incidents.exchange.sides import (
    AGAINST_CIVILIANS,
    CIVILIANS,
    MOB_VIOLENCE,
    REMOTE_VIOLENCE,
    Side,
    first_side,
    interaction,
    second_side,
)

Derive = Callable[[Event, Definitions], Any]

# Civilian targeting follows from this type alone, else from a side that is civilian (datasets reference, section 1.4).
_EXCESSIVE_FORCE = "Excessive force against protesters"


def disorder_type(event: Event, codebook: Definitions) -> str | None:
    """The kind of disorder that the sub-event type belongs to."""
    if event.sub_event_type is None:
        return None
    term = codebook.vocabulary("sub_event_types").get(event.sub_event_type)
    return None if term is None else str(term.attributes["disorder_type"])


def is_civilian_targeting(event: Event, codebook: Definitions) -> bool:
    """Whether civilians were the main target, as far as type and sides tell."""
    if event.sub_event_type == _EXCESSIVE_FORCE:
        return True
    if event.sub_event_type != MOB_VIOLENCE and event.event_type not in {REMOTE_VIOLENCE, AGAINST_CIVILIANS}:
        return False
    sides = (first_side(event, codebook), second_side(event, codebook))
    return any(side is not None and side.kind == CIVILIANS for side in sides)


def country(event: Event, codebook: Definitions) -> Country | None:
    """The country of the place, None when it is not known."""
    return None if event.place.country is None else codebook.countries.get(event.place.country)


def country_name(event: Event, codebook: Definitions) -> str | None:
    """The name of the country."""
    found = country(event, codebook)
    return None if found is None else found.name


def iso_numeric(event: Event, codebook: Definitions) -> int | None:
    """The country's ISO 3166 number; 0 for one that has none, such as Kosovo."""
    found = country(event, codebook)
    if found is None:
        return None
    return 0 if found.numeric is None else found.numeric


def region(event: Event, codebook: Definitions) -> str | None:
    """The label of the country's region."""
    found = country(event, codebook)
    term = None if found is None else codebook.vocabulary("regions").get(found.region)
    return None if term is None else term.label


def location(event: Event, _: Definitions) -> str | None:
    """The name of the place, of its unit when the place itself is not known."""
    return event.place.name if event.place.name is not None else event.place.admin1


def middle_date(event: Event, _: Definitions) -> str | None:
    """The day, in ISO 8601, in the middle of the time in which the event happened; the day itself when it is known."""
    return None if event.when is None else event.when.middle.isoformat()


def known_part(event: Event, part: str) -> int | None:
    """The month or the day of the date, 0 where the date is not known so well; None without a date."""
    if event.when is None:
        return None
    first, last = event.when.start, event.when.end
    is_known = first == last or (part == "month" and (first.year, first.month) == (last.year, last.month))
    return getattr(first, part) if is_known else 0


def period(event: Event, _: Definitions) -> str | None:
    """The time in which the event happened as it is read: a day, a month, a year, or first and last day."""
    return None if event.when is None else event.when.written


def _of_first(read: Callable[[Side], Any]) -> Derive:
    return lambda event, codebook: read(first_side(event, codebook))


def _of_second(read: Callable[[Side], Any]) -> Derive:
    def derive(event: Event, codebook: Definitions) -> Any:  # noqa: ANN401 - as wide as a document's values
        side = second_side(event, codebook)
        return None if side is None else read(side)

    return derive


_SIDES = ("actors.name", "actors.role")
# What of an event each field is computed from, so far as it can be read off it again.
FROM: Mapping[str, tuple[str, ...]] = {
    "country_name": ("country",),
    "iso_numeric": ("country",),
    "region": (),
    "location": ("place", "admin1"),
    "middle_date": ("event_date",),
    "disorder_type": (),
    "actor1": _SIDES,
    "assoc_actor_1": _SIDES,
    "inter1": ("actors.type",),
    "actor2": _SIDES,
    "assoc_actor_2": _SIDES,
    "inter2": ("actors.type",),
    "interaction": (),
    "civilian_targeting": (),
    "notes": ("summary",),
    "known_month": ("event_date",),
    "known_day": ("event_date",),
    "type_of_violence": (),
    "dyad_name": (),
    "point_wkt": ("latitude", "longitude"),
    "grid_cell": (),
    "killed_first_side": ("casualties",),
    "killed_second_side": ("casualties",),
    "killed_civilians": ("casualties",),
    "killed_apart": (),
}

FIELDS: Mapping[str, Derive] = {
    "country_name": country_name,
    "iso_numeric": iso_numeric,
    "region": region,
    "location": location,
    "middle_date": middle_date,
    "period": period,
    "disorder_type": disorder_type,
    "actor1": _of_first(lambda side: side.name),
    "assoc_actor_1": _of_first(lambda side: side.allies),
    "inter1": _of_first(lambda side: side.kind),
    "actor2": _of_second(lambda side: side.name),
    "assoc_actor_2": _of_second(lambda side: side.allies),
    "inter2": _of_second(lambda side: side.kind),
    "interaction": interaction,
    "civilian_targeting": is_civilian_targeting,
    "notes": lambda event, _: notes(event),
    "known_month": lambda event, _: known_part(event, "month"),
    "known_day": lambda event, _: known_part(event, "day"),
    "type_of_violence": type_of_violence,
    "dyad_name": lambda event, _: dyad_name(event),
    "point_wkt": lambda event, _: point_wkt(event),
    "grid_cell": lambda event, _: grid_cell(event),
    "killed_first_side": lambda event, _: killed_of(event, "perpetrators"),
    "killed_second_side": lambda event, _: killed_of(event, "opponents"),
    "killed_civilians": lambda event, _: killed_of(event, "civilians"),
    "killed_apart": lambda event, _: killed_apart(event),
}
