"""One place as the gazetteer's tables give it, and the folded names under which it is found.

Does not read files and does not write an index.
"""

from __future__ import annotations

from dataclasses import dataclass

from incidents.geo.candidate import ALIAS, EXACT
from incidents.geo.names import fold, without_article, without_generic
from incidents.geo.respelling import ARABIC, PERSIAN, rejoined, respelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place and every name under which it is found; *names* are as written, *unit* a GeoNames admin1 code."""

    name: str
    names: tuple[str, ...]
    country: str | None
    unit: str | None
    admin1: str | None
    within: str | None = None
    point: tuple[float, float]
    population: int = 0
    layer: str
    kind: str


def folded_names(entry: Entry) -> dict[str, str]:
    """The folded names of *entry*, each with the match that it makes: exact for its own name, alias for others."""
    own = fold(entry.name)
    folded = {fold(name): ALIAS for name in entry.names}
    if entry.kind in {"adm1", "adm2"}:
        folded |= {without_generic(name): ALIAS for name in (own, *folded)}
    if entry.country in ARABIC:
        folded |= {other: ALIAS for name in (own, *folded) if name.isascii() for other in respelled(name)}
    if entry.country in PERSIAN:
        folded = {other: ALIAS for name in (own, *folded) for other in rejoined(name)} | folded
    folded[without_article(own)] = ALIAS
    folded[own] = EXACT
    folded.pop("", None)
    return folded
