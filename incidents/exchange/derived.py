"""Values that are computed from an event's document and the codebook, and never typed or stored.

``find`` has one function for each field of ``schema/fields/derived.toml``. What a query needs is here, what only some
layouts ask for in modules of its own. Does not format: conversions do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from incidents.codebook.countries import Country
from incidents.codebook.definitions import Definitions
from incidents.domain.summing import Document

Derive = Callable[[Document, Definitions], Any]


def find(field: str) -> Derive:
    """The function that computes *field*, one of ``FROM``, of a document that has what it is computed from."""
    if field in _OWN:
        return _OWN[field]
    elsewhere: Mapping[str, Derive] = import_module(f"incidents.exchange.{_HOMES[field]}").FIELDS
    return elsewhere[field]


def disorder_type(event: Document, codebook: Definitions) -> str | None:
    """The kind of disorder that the sub-event type belongs to."""
    code = event["sub_event_type"]
    term = None if code is None else codebook.vocabulary("sub_event_types").get(code)
    return None if term is None else str(term.attributes["disorder_type"])


def country_name(event: Document, codebook: Definitions) -> str | None:
    """The name of the country."""
    found = _country(event, codebook)
    return None if found is None else found.name


def iso_numeric(event: Document, codebook: Definitions) -> int | None:
    """The country's ISO 3166 number; 0 for one that has none, such as Kosovo."""
    found = _country(event, codebook)
    if found is None:
        return None
    return 0 if found.numeric is None else found.numeric


def region(event: Document, codebook: Definitions) -> str | None:
    """The label of the country's region."""
    found = _country(event, codebook)
    term = None if found is None else codebook.vocabulary("regions").get(found.region)
    return None if term is None else term.label


def location(event: Document, _: Definitions) -> str | None:
    """The name of the place, of its unit when the place itself is not known."""
    name: str | None = event["place"] if event["place"] is not None else event["admin1"]
    return name


def _country(event: Document, codebook: Definitions) -> Country | None:
    code = event["country"]
    return None if code is None else codebook.countries.get(code)


_OWN: Mapping[str, Derive] = {
    "country_name": country_name,
    "iso_numeric": iso_numeric,
    "region": region,
    "location": location,
    "disorder_type": disorder_type,
}
_SIDES = ("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting")
_KILLED = ("killed_first_side", "killed_second_side", "killed_civilians", "killed_apart")
# The modules beside this one that compute these, read when a layout asks for them.
_HOMES: Mapping[str, str] = {
    **dict.fromkeys(("middle_date", "period", "known_month", "known_day"), "times"),
    **dict.fromkeys(_SIDES, "sides"),
    "notes": "notes",
    **dict.fromkeys(("type_of_violence", "dyad_name", "point_wkt", "grid_cell", *_KILLED), "dyads"),
}

_NAMED = ("actors.name", "actors.role")
FROM: Mapping[str, tuple[str, ...]] = {
    "country_name": ("country",),
    "iso_numeric": ("country",),
    "region": (),
    "location": ("place", "admin1"),
    "middle_date": ("event_date",),
    "period": (),
    "disorder_type": (),
    "actor1": _NAMED,
    "assoc_actor_1": _NAMED,
    "inter1": ("actors.type",),
    "actor2": _NAMED,
    "assoc_actor_2": _NAMED,
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
"""What of an event each field is computed from, so far as it can be read off it again."""
