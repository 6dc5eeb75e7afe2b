"""Values that are computed from an event's document and the codebook, and never typed or stored.

``FIELDS`` has one entry for each field of ``schema/fields/derived.toml``. What several layouts ask for is computed
here, the fields of the ACLED and UCDP GED layouts in modules of their own. Does not format: conversions do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from typing import Any, NamedTuple

from incidents.codebook.countries import Country
from incidents.codebook.loader import Codebook
from incidents.domain.dates import When
from incidents.domain.documents import WHEN, Document

Compute = Callable[[Document, Codebook], Any]


class Derived(NamedTuple):
    """A derived field: the stored *inputs* it follows from, and the fields that can be read off it again (*says*).

    *module* is the one beside this that computes it, loaded when a layout asks for it; None is this one.
    """

    inputs: tuple[str, ...]
    says: tuple[str, ...] = ()
    module: str | None = None


_ACLED_SIDES = ("event_type", "sub_event_type", "country", "actors", "targets")
_ACLED_NOTES = (*WHEN, "event_type", "sub_event_type", "stage", "place", "place_reported", "admin1", "summary")
_NAMED = ("actors.name", "actors.role")
FIELDS: Mapping[str, Derived] = {
    "country_name": Derived(("country",), ("country",)),
    "iso_numeric": Derived(("country",), ("country",)),
    "region": Derived(("country",)),
    "location": Derived(("place", "admin1"), ("place", "admin1")),
    "disorder_type": Derived(("sub_event_type",)),
    "middle_date": Derived(WHEN, ("event_date",)),
    "period": Derived(WHEN),
    "known_month": Derived(WHEN, ("event_date",)),
    "known_day": Derived(WHEN, ("event_date",)),
    "actor1": Derived(_ACLED_SIDES, _NAMED, "acled"),
    "assoc_actor_1": Derived(_ACLED_SIDES, _NAMED, "acled"),
    "inter1": Derived(_ACLED_SIDES, ("actors.type",), "acled"),
    "actor2": Derived(_ACLED_SIDES, _NAMED, "acled"),
    "assoc_actor_2": Derived(_ACLED_SIDES, _NAMED, "acled"),
    "inter2": Derived(_ACLED_SIDES, ("actors.type",), "acled"),
    "interaction": Derived(_ACLED_SIDES, (), "acled"),
    "civilian_targeting": Derived(_ACLED_SIDES, (), "acled"),
    "notes": Derived(_ACLED_NOTES, ("summary",), "acled"),
    "type_of_violence": Derived(("actors",), (), "ged"),
    "dyad_name": Derived(("actors",), (), "ged"),
    "point_wkt": Derived(("latitude", "longitude"), ("latitude", "longitude"), "ged"),
    "grid_cell": Derived(("latitude", "longitude"), (), "ged"),
    "killed_first_side": Derived(("casualties",), ("casualties",), "ged"),
    "killed_second_side": Derived(("casualties",), ("casualties",), "ged"),
    "killed_civilians": Derived(("casualties",), ("casualties",), "ged"),
    "killed_apart": Derived(("casualties",), (), "ged"),
}


def find(field: str) -> Compute:
    """Return the function that computes *field*, one of ``FIELDS``, from a document that has its inputs."""
    module = FIELDS[field].module
    if module is None:
        return _COMPUTED[field]
    computed: Mapping[str, Compute] = import_module(f"incidents.exchange.{module}").COMPUTED
    return computed[field]


def disorder_type(event: Document, codebook: Codebook) -> str | None:
    """Return the kind of disorder that the sub-event type belongs to."""
    code = event["sub_event_type"]
    term = None if code is None else codebook.vocabulary("sub_event_types").get(code)
    return None if term is None else str(term.attributes["disorder_type"])


def country_name(event: Document, codebook: Codebook) -> str | None:
    """Return the name of the country."""
    found = _country(event, codebook)
    return None if found is None else found.name


def iso_numeric(event: Document, codebook: Codebook) -> int | None:
    """Return the country's ISO 3166 number; 0 for one that has none, such as Kosovo."""
    found = _country(event, codebook)
    if found is None:
        return None
    return 0 if found.numeric is None else found.numeric


def region(event: Document, codebook: Codebook) -> str | None:
    """Return the label of the country's region."""
    found = _country(event, codebook)
    term = None if found is None else codebook.vocabulary("regions").get(found.region)
    return None if term is None else term.label


def location(event: Document) -> str | None:
    """Return the name of the place, or that of its first-level unit if the place is not known."""
    name: str | None = event["place"] if event["place"] is not None else event["admin1"]
    return name


def read_time(event: Document) -> When | None:
    """Return the date of the event, None if it is not known."""
    if event["event_date"] is None:
        return None
    start, end = (date.fromisoformat(event[key]) for key in ("event_date", "end_date"))
    return When(start, end, event["date_precision"])


def middle_date(event: Document) -> str | None:
    """Return the day, in ISO 8601, in the middle of the time in which the event happened; the day itself if known."""
    when = read_time(event)
    return None if when is None else when.middle.isoformat()


def known_part(event: Document, part: str) -> int | None:
    """Return the month or the day of the date, 0 if the date is not known so well; None without a date."""
    when = read_time(event)
    if when is None:
        return None
    first, last = when.start, when.end
    is_known = first == last or (part == "month" and (first.year, first.month) == (last.year, last.month))
    return getattr(first, part) if is_known else 0


def period(event: Document) -> str | None:
    """Return the time in which the event happened as it is read: a day, a month, a year, or first and last day."""
    when = read_time(event)
    return None if when is None else when.written


def _country(event: Document, codebook: Codebook) -> Country | None:
    code = event["country"]
    return None if code is None else codebook.countries.get(code)


_COMPUTED: Mapping[str, Compute] = {
    "country_name": country_name,
    "iso_numeric": iso_numeric,
    "region": region,
    "location": lambda event, _: location(event),
    "disorder_type": disorder_type,
    "middle_date": lambda event, _: middle_date(event),
    "period": lambda event, _: period(event),
    "known_month": lambda event, _: known_part(event, "month"),
    "known_day": lambda event, _: known_part(event, "day"),
}
