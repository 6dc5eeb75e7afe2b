"""The outlets in ``data/outlets/``: agencies and outlets of the world by every name, and how far each reaches.

Facts only: it does not say who is to be believed; the vocabulary ``source_scales`` does.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from incidents.codebook.matching import Names
from incidents.errors import BadCodebook
from incidents.resources import DATA

COLUMNS = ("name", "aliases", "scale", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutlet:
    """One outlet. *scale* is a code of ``source_scales``, *country* the ISO alpha-3 code of where its editors sit."""

    name: str
    scale: str
    country: str
    aliases: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def load_outlets() -> tuple[KnownOutlet, ...]:
    """Every outlet of the table, in its order. Raises BadCodebook when it cannot be used."""
    path = DATA / "outlets" / "outlets.csv"
    try:
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as fault:
        raise BadCodebook(f"{path.name}: cannot be read: {fault}") from None
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise BadCodebook(f"{path.name}: line 1: the columns must be {', '.join(COLUMNS)}")
    return tuple(
        KnownOutlet(name=row["name"], scale=row["scale"], country=row["country"], aliases=_split(row["aliases"]))
        for row in rows
    )


def find_outlet(name: str) -> KnownOutlet | None:
    """The outlet that *name* is a name of, in any case and punctuation; None when the table has none."""
    return _names().get(name)


@lru_cache(maxsize=1)
def _names() -> Names[KnownOutlet]:
    return Names(_pairs(), kind="outlet", label=lambda outlet: outlet.name)


def _pairs() -> Iterator[tuple[str, KnownOutlet]]:
    for outlet in load_outlets():
        for name in (outlet.name, *outlet.aliases):
            yield name, outlet


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
