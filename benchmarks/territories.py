"""How often the polygons put a town into the country and admin1 unit that GeoNames gives it, and how quickly.

usage: python benchmarks/territories.py

Asks for every town of ``places.tsv.xz``. No polygon was drawn after these towns; the crosswalk from a polygon to a
GeoNames unit is the raw file's own.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from incidents.geo.regions import open_territories
from incidents.geo.sources import FOLDER, read_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Lying:
    """Shares of *towns* towns put into their country and their admin1 unit, and points located a second."""

    towns: int
    in_country: float
    in_unit: float
    a_second: float


def main() -> None:
    """Print the shares and the speed."""
    found = measure()
    print(f"{found.towns:,} towns; {found.a_second:,.0f} a second")
    print(f"country {found.in_country:.2%}, admin1 {found.in_unit:.2%}")


def measure() -> Lying:
    """The shares and the speed, over every town."""
    countries = {iso2: iso3 for iso2, iso3, *_ in read_rows(FOLDER / "countries.tsv.xz")}
    towns = list(read_rows(FOLDER / "places.tsv.xz"))
    points = [(float(row[5]), float(row[6])) for row in towns]
    territories = open_territories()
    begun = time.process_time()
    found = territories.locate(points)
    seconds = time.process_time() - begun
    pairs = [(each, row) for each, row in zip(found, towns, strict=True) if each is not None]
    return Lying(
        towns=len(towns),
        in_country=sum(each.country == countries[row[2]] for each, row in pairs) / len(towns),
        in_unit=sum(each.unit == f"{row[2]}.{row[3]}" for each, row in pairs) / len(towns),
        a_second=len(towns) / seconds,
    )


if __name__ == "__main__":
    main()
