"""The outlets in ``data/outlets/``: news agencies and outlets of the world by every name, and how far each reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import attrgetter

from incidents.codebook.files import read_rows
from incidents.codebook.names import Names
from incidents.resources import DATA

COLUMNS = ("name", "aliases", "scale", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutlet:
    """One outlet. *scale* is a code of ``source_scales``, *country* the ISO alpha-3 code of where its editors sit."""

    name: str
    scale: str
    country: str
    aliases: tuple[str, ...] = ()


@cache
def load_outlets() -> tuple[KnownOutlet, ...]:
    """Read every outlet, in the order of the file. Raises BadCodebook if it cannot be used."""
    rows = read_rows(DATA / "outlets" / "outlets.csv", COLUMNS)
    return tuple(
        KnownOutlet(name=row["name"], scale=row["scale"], country=row["country"], aliases=_split(row["aliases"]))
        for _, row in rows
    )


def find_outlet(name: str) -> KnownOutlet | None:
    """Return the outlet called *name*, in any case and punctuation; None if the table has none."""
    return _names().get(name)


@cache
def _names() -> Names[KnownOutlet]:
    pairs = ((name, outlet) for outlet in load_outlets() for name in (outlet.name, *outlet.aliases))
    return Names(pairs, kind="outlet", label=attrgetter("name"))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
