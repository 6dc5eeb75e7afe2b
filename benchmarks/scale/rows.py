"""Rows of the native layout, as ``incidents export`` writes them, about a made-up world: the same for the same seed.

Written without the package's own code, which could not make three million in good time; an import tells whether they
are right.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.scale.world import Land, World, make_world, skew
from incidents.codebook.loader import Codebook, load

FIRST = date(1997, 1, 1)
_DAYS = [(FIRST + timedelta(days=day)).isoformat() for day in range(10_800)]
_TYPES = skew(
    (
        "Armed clash",
        "Air/drone strike",
        "Attack",
        "Peaceful protest",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Violent demonstration",
        "Abduction/forced disappearance",
        "Looting/property destruction",
        "Arrests",
        "Grenade",
        "Suicide bomb",
    ),
    0.8,
)
_ARMED = {
    "Air/drone strike": ("airstrike", "drone"),
    "Armed clash": ("firearm",),
    "Attack": ("firearm", "knife"),
    "Shelling/artillery/missile attack": ("artillery", "rocket", "missile"),
    "Remote explosive/landmine/IED": ("ied", "landmine"),
    "Grenade": ("grenade",),
    "Suicide bomb": ("suicide_vest", "vehicle_bomb"),
}
_TARGETS = ("civilians", "military", "police", "market", "settlement", "transport")
_STAMP = "2026-06-30T12:00:00Z"


class Generator:
    """Makes rows one after another; *header* is the order of their cells."""

    def __init__(self, codebook: Codebook, seed: int = 7) -> None:
        self._world: World = make_world(codebook, seed)
        self._random = Random(seed)  # noqa: S311 - the same in each run
        self._numbers: Counter[str] = Counter()
        self._types = codebook.vocabulary("sub_event_types")
        self._regions = codebook.vocabulary("regions")
        self.header = tuple(column.name for column in codebook.profile("native").columns)

    def rows(self, count: int) -> Iterator[tuple[str, ...]]:
        """*count* rows."""
        for land in self._world.lands.draw(self._random, count):
            cells = self._make(land)
            yield tuple(cells.get(name, "") for name in self.header)

    def _make(self, land: Land) -> dict[str, str]:
        kind = _TYPES.draw(self._random, 1)[0]
        actors = land.actors.draw(self._random, 2)
        return {
            **self._where(land),
            **self._when(),
            **self._what(kind),
            **self._who(kind, actors),
            **self._harm(kind),
            "summary": self._tell(kind, actors[0]),
            "status": "published",
            "version": "1",
            "updated_at": _STAMP,
        }

    def _where(self, land: Land) -> dict[str, str]:
        country = land.country
        self._numbers[country.iso3] += 1
        place = land.places.draw(self._random, 1)[0]
        region = self._regions.get(country.region)
        return {
            "event_id": f"{country.iso3}{self._numbers[country.iso3]}",
            "region": "" if region is None else region.label,
            "country": country.name,
            "country_iso3": country.iso3,
            "admin1": place.admin1,
            "place": place.name,
            "latitude": repr(place.latitude),
            "longitude": repr(place.longitude),
            "place_precision": self._random.choice(("exact", "exact", "exact", "near", "adm2")),
        }

    def _when(self) -> dict[str, str]:
        """More in late years than in early ones."""
        day = _DAYS[int(len(_DAYS) * self._random.random() ** 0.5)]
        return {"event_date": day, "end_date": day, "date_precision": "day"}

    def _what(self, kind: str) -> dict[str, str]:
        term = self._types.find(kind)
        cells = {
            "event_type": term.parent or "",
            "sub_event_type": kind,
            "disorder_type": str(term.attributes["disorder_type"]),
            "stage": "accomplished",
        }
        if kind in _ARMED:
            cells["weapons"] = self._random.choice(_ARMED[kind])
        return cells

    def _who(self, kind: str, actors: Sequence[str]) -> dict[str, str]:
        one, other = actors
        cells = {"perpetrators": one, "perpetrator_types": _type_of(one), "claim_status": "not mentioned"}
        if other != one and kind == "Armed clash":
            cells |= {"target_actors": other, "target_actor_types": _type_of(other)}
        elif kind in _ARMED:
            cells["target_types"] = self._random.choice(_TARGETS)
        return cells

    def _harm(self, kind: str) -> dict[str, str]:
        cells = {}
        for harm, shares in {"killed": 0.6, "injured": 0.3}.items():
            known = kind in _ARMED and self._random.random() < shares
            number = str(int(self._random.expovariate(0.4))) if known else ""
            cells |= {f"{harm}_low": number, f"{harm}_best": number, f"{harm}_high": number}
            cells[f"{harm}_status"] = "reported" if known else "not mentioned"
        return cells

    def _tell(self, kind: str, actor: str) -> str:
        """One to four sentences of 6 to 20 words each; an air strike often names its drone."""
        sentences = []
        for _ in range(self._random.choice((1, 2, 2, 3, 4))):
            words = self._world.words.draw(self._random, self._random.randrange(6, 21))
            words[self._random.randrange(len(words))] = actor
            if kind == "Air/drone strike" and self._random.random() < 0.2:
                words[-1] = "drone"
            sentences.append(f"{' '.join(words).capitalize()}.")
        return " ".join(sentences)


def _type_of(actor: str) -> str:
    if actor.startswith("Military Forces"):
        return "military"
    return "police" if actor.endswith("Police") else "rebel"


def write_csv(path: Path, count: int) -> None:
    """*count* events as a CSV file at *path*."""
    generator = Generator(load())
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(generator.header)
        writer.writerows(generator.rows(count))
