"""How often the polygons put a town into the country and admin1 unit that GeoNames gives it, and how quickly.

usage: python benchmarks/territories.py

Asks for every town of ``places.tsv.xz``. No polygon was drawn after these towns; the crosswalk from a polygon to a
GeoNames unit is the raw file's own.
"""

from __future__ import annotations

import time

from incidents.geo.rows import rows
from incidents.geo.tables import FOLDER
from incidents.geo.territories import open_territories


def main() -> None:
    """Print the shares and the speed."""
    countries = {iso2: iso3 for iso2, iso3, *_ in rows(FOLDER / "countries.tsv.xz")}
    towns = list(rows(FOLDER / "places.tsv.xz"))
    points = [(float(row[5]), float(row[6])) for row in towns]
    begun = time.perf_counter()
    territories = open_territories()
    opened = time.perf_counter()
    found = territories.locate(points)
    done = time.perf_counter()
    pairs = [(each, row) for each, row in zip(found, towns, strict=True) if each is not None]
    in_country = sum(each.country == countries[row[2]] for each, row in pairs)
    in_unit = sum(each.unit == f"{row[2]}.{row[3]}" for each, row in pairs)
    print(f"{len(towns):,} towns; opened in {opened - begun:.1f} s, {len(towns) / (done - opened):,.0f} a second")
    print(f"country {in_country / len(towns):.2%}, admin1 {in_unit / len(towns):.2%}")


if __name__ == "__main__":
    main()
