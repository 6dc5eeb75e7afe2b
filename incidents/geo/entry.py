"""One place as the gazetteer's tables give it, and the folded names under which it is found.

Does not read files and does not write an index.
"""

from __future__ import annotations

from dataclasses import dataclass

from incidents.geo.candidate import ALIAS, EXACT
from incidents.geo.names import fold, without_article, without_generic


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
    folded = {fold(name): ALIAS for name in entry.names}
    for form in (without_article(fold(entry.name)), *(without_generic(name) for name in _generic_names(entry))):
        folded.setdefault(form, ALIAS)
    folded[fold(entry.name)] = EXACT
    folded.pop("", None)
    return folded


def _generic_names(entry: Entry) -> tuple[str, ...]:
    if entry.kind not in {"adm1", "adm2"}:
        return ()
    return tuple(fold(name) for name in (entry.name, *entry.names))
