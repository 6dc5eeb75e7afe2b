"""How the kinds of acts group: which make an event alone, which only in company, which may tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from incidents.codebook.loader import Codebook

CROWD = "protest"
STREET = frozenset({CROWD, "riot", "clash"})
"""The kinds of what crowds do."""
TAKING = frozenset({"overtake", "gain"})
"""The kinds by which a place comes under another's control."""
_FAMILIES = ("remote", "street", "direct")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The groups of ``schema/cues/kinds.toml``."""

    strong: frozenset[str]
    weak: frozenset[str]
    families: tuple[frozenset[str], ...]

    def likeness(self, some: frozenset[str], others: frozenset[str]) -> int:
        """How much acts of *some* kinds are like those of *others*: 3 both strong, 2 of a kind, 1 of a family, or 0."""
        if some & others & self.strong:
            return 3
        if some & others:
            return 2
        return int(any(some & family and others & family for family in self.families))


@lru_cache(maxsize=4)
def kinds_of(codebook: Codebook) -> Kinds:
    """The groups of *codebook*, kept."""
    cues = codebook.cues("kinds")
    return Kinds(frozenset(cues["strong"]), frozenset(cues["weak"]), tuple(frozenset(cues[name]) for name in _FAMILIES))
