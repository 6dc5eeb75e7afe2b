"""Places as lines for reading and as JSON. Decides nothing about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from incidents.cli.terminal import BOLD, FAINT, flat, put
from incidents.geo.candidate import Candidate
from incidents.services.place_search import Hit


def place_json(place: Candidate) -> dict[str, Any]:
    """One place as JSON types."""
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "layer": place.layer,
        "match": place.match,
        "score": round(place.score, 4),
        "kind": place.kind,
        "precision": place.precision,
        "population": place.population or None,
    }


def show_hits(hits: Iterable[Hit]) -> None:
    """Two lines a place: what it is, and why it stands there."""
    for hit in hits:
        put(f"{hit.place.score:.2f}  {name_place(hit.place)}", weight=BOLD)
        put(f"      {flat(hit.why)}", weight=FAINT)


def show_place(hit: Hit, *, territory: Any | None, near: Sequence[tuple[Candidate, float]]) -> None:  # noqa: ANN401 - see ``Places.territory``
    """All that is known of one place; *territory* is what its point lies in, *near* the towns around it."""
    put(name_place(hit.place), weight=BOLD)
    put(f"  kind: {hit.place.kind}, coded as precision {hit.place.precision}")
    put(f"  found: {flat(hit.why)}")
    put(f"  its point lies {'at sea' if territory is None else f'in {territory.name}, {territory.country}'}")
    around = [f"{place.name} {km:.1f} km" for place, km in near if place.name != hit.place.name]
    if around:
        put(f"  near it: {flat('; '.join(around))}")


def name_place(place: Candidate) -> str:
    """A place in one line: its names from the inside out, and its point."""
    names = dict.fromkeys(part for part in (place.name, place.within, place.admin1, place.country) if part)
    return flat(f"{', '.join(names)} ({place.latitude:.4f},{place.longitude:.4f})")
