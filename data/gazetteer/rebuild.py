"""Derives the shipped gazetteer files from a folder of raw open data.

usage: python data/gazetteer/rebuild.py RAW_FOLDER

Writes beside itself, always the same bytes for the same input. Does not touch ``curated.tsv``, which is ours.
What each file holds: README.md.
"""

from __future__ import annotations

import csv
import gzip
import lzma
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from unit_points import Namesakes, Point, polygon_centres

from incidents.geo.names import fold

HERE = Path(__file__).resolve().parent

# Scripts that are kept besides Latin, where the people who live there write them.
SCRIPTS = {
    "CYRILLIC": "BA BG BY KG KZ MD ME MK MN RS RU TJ UA UZ XK",
    "ARABIC": "AE AF BH DJ DZ EG EH ER IL IN IQ IR JO KM KW LB LY MA MR OM PK PS QA SA SD SO SY TD TN YE",
    "HEBREW": "IL PS",
    "GREEK": "CY GR",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "ETHIOPIC": "ER ET",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD IN",
    "MYANMAR": "MM",
    "THAI": "TH",
    "HANGUL": "KP KR",
    "CJK": "CN HK JP MO TW",
}
# GeoNames writes their names in a scholar's transliteration; news and analysts write them without its marks.
TRANSLITERATED = (
    "AE AF AM BD BG BH BT BY CN CY DZ EG EH ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN"
    " MR MV NP OM PK PS QA RU SA SD SO SY TH TJ TM TN TW UA UZ XK YE"
)
# Where these words alone make up a name of a place that English is not spoken in, somebody translated it: "White House"
# is Casablanca in no news.
ENGLISH_WORDS = (
    "white black red green blue yellow golden silver new old great big little small upper lower north south east west"
    " house houses castle field fields stone bridge church water river lake sea hill hills mountain valley city town"
    " village market king queen holy gate garden gardens palace tower wood forest island beach spring springs well"
    " wells road street cross sun moon star stars hot cold good bad beautiful the of and home land mill farm school"
    " rock sand dead"
)
ENGLISH_SPOKEN = (
    "AG AU BB BM BS BZ CA DM FJ FK GB GD GH GU GY HK IE IN JM KE KN KY LC LR MT MU NG NZ PG PH PK PR SB SG SL SX TC TO"
    " TT UG US VC VG VI VU WS ZA ZM ZW"
)
_CODE = re.compile(r"[A-Z]{1,4}\d*$")
_GENERIC = re.compile(
    r" (?:Governorate|Province|Oblast|Region|State|Krai|Kray|District|County|Republic|Okrug)$|^Rep|^Aut"
)
_ENGLISH = re.compile(
    r"(?!The )(?:(?:Autonomous )?(?:Republic|Province|Governorate) of )?([A-Z][\w' -]+?)"
    r"(?: (?:Governorate|Province|Oblast|Region|State|Krai|Kray|District|County|Republic|Autonomous Okrug))?$"
)


def main(raw: Path) -> None:
    """Write every derived file from the raw tables in *raw*."""
    write("places.tsv.xz", sorted(places(raw), key=lambda row: (-int(str(row[7])), int(str(row[0])))))
    write("subdivisions.tsv.xz", subdivisions(raw))
    write("ucdp.tsv.xz", ucdp_places(raw))
    write("countries.tsv.xz", countries(raw))
    (HERE / "fips.tsv").write_text("".join(f"{code}\t{iso3}\n" for code, iso3 in sorted(fips(raw))), encoding="utf-8")


def write(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Write *rows* as tab-separated, compressed lines."""
    lines = ["\t".join(map(str, row)) for row in rows]
    packed = lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / name).write_bytes(packed)
    sys.stdout.write(f"{name}: {len(lines):,} rows, {len(packed):,} bytes\n")


def table(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a compressed, tab-separated file with a head line."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def places(raw: Path) -> Iterator[Sequence[object]]:
    """Populated places: geonameid, name, ISO2, admin1, admin2, latitude, longitude, population, feature, aliases."""
    for row in table(raw / "places_cities500.tsv.xz"):
        names = aliases(row["name"], row["altnames"].split("|"), country=row["cc"])
        point = (f"{float(row['lat']):.4f}", f"{float(row['lon']):.4f}")
        unit = (row["cc"], row["admin1"], row["admin2"])
        yield row["geonameid"], plain(row["name"], row["cc"]), *unit, *point, row["population"], row["fcode"], names


def subdivisions(raw: Path) -> Iterator[Sequence[object]]:
    """Admin1 and admin2 units: GeoNames code, ISO 3166-2, geonameid, name, type, point, aliases, people in towns."""
    listed, people = first_level(raw), peopled(raw)
    towns = list(table(raw / "places_cities500.tsv.xz"))
    centres, namesakes = polygon_centres(raw, towns), Namesakes(towns)
    for row in table(raw / "subdivisions.tsv.xz"):
        code = row["geonames_code"]
        if code:
            point = centres.get(code) or given_point(row) or namesakes.point(code, names_of(row)) or ("", "")
            yield *unit_row(row, listed.pop(code, ("", ""))[0], point), people.get(code, 0)
    for code, (name, geonameid) in sorted(listed.items()):
        point = centres.get(code, ("", ""))
        yield code, "", geonameid, plain(name, code[:2]), "", *point, "", people.get(code, 0)


def given_point(row: Mapping[str, str]) -> Point | None:
    """The point that the raw table gives a unit."""
    return (row["lat"], row["lon"]) if row["lat"] else None


def names_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """All names of a unit."""
    return row["name"], *row["altnames"].split("|")


def peopled(raw: Path) -> dict[str, int]:
    """How many people live in the listed towns of each admin1 and admin2 unit."""
    people: dict[str, int] = {}
    for row in table(raw / "places_cities500.tsv.xz"):
        first = f"{row['cc']}.{row['admin1']}"
        for code in (first, f"{first}.{row['admin2']}"):
            people[code] = people.get(code, 0) + int(row["population"])
    return people


def first_level(raw: Path) -> dict[str, tuple[str, str]]:
    """GeoNames' name and id of every admin1 unit, by code."""
    lines = (raw / "admin1CodesASCII.txt").read_text(encoding="utf-8").splitlines()
    return {code: (name, geonameid) for code, name, _, geonameid in (line.split("\t") for line in lines)}


def unit_row(row: Mapping[str, str], listed: str, point: Point) -> Sequence[object]:
    """One unit as it is shipped; *listed* is what GeoNames' own table of admin1 units calls it, if it does."""
    country = row["geonames_code"][:2]
    names = aliases(row["name"], [*row["altnames"].split("|"), listed], country=country)
    name = english(row, listed) or listed or plain(row["name"], country)
    if fold(name) != fold(row["name"]):
        names = f"{row['name']}|{names}".strip("|")
    return row["geonames_code"], row["iso3166_2"], row["geonameid"], name, row["type"], *point, names


def english(row: Mapping[str, str], listed: str) -> str | None:
    """The plain English name of an admin1 unit that is listed under a transliteration: "Anbar" for Al Anbār."""
    country = row["geonames_code"][:2]
    if not listed or country not in TRANSLITERATED:
        return None
    marked = [name for name in row["altnames"].split("|") if name.isascii() and _GENERIC.search(name)]
    found = (_ENGLISH.match(name) for name in marked or [plain(listed, country)])
    return min((match[1] for match in found if match), key=lambda name: (len(name), name), default=None)


def ucdp_places(raw: Path) -> Iterator[Sequence[object]]:
    """UCDP's places: name, ISO2, admin1, admin2, precision, latitude, longitude, events."""
    with gzip.open(raw / "ucdp_place_gazetteer.csv.gz", "rt", encoding="utf-8") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: (row["cc"], row["where_coordinates"], row["lat"]))
    for row in rows:
        point = (f"{float(row['lat']):.4f}", f"{float(row['lon']):.4f}")
        unit = (row["cc"], row["adm_1"], row["adm_2"])
        precision = int(float(row["where_prec"]))
        yield " ".join(row["where_coordinates"].split()), *unit, precision, *point, row["n_events"]


def countries(raw: Path) -> Iterator[Sequence[object]]:
    """Countries: ISO2, ISO3, name, capital, area in square kilometres, population, neighbours' ISO2."""
    for line in (raw / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] not in {"ISO", "CS", "AN"}:  # the head line, and two that are gone
            yield cells[0], cells[1], cells[4], cells[5].strip(), cells[6], cells[7], cells[17]


def fips(raw: Path) -> Iterator[tuple[str, str]]:
    """The FIPS 10-4 code of each country that has one, and its ISO alpha-3."""
    for line in (raw / "countryInfo.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] not in {"ISO", "CS", "AN"} and cells[3]:
            yield cells[3], cells[1]


def plain(name: str, country: str) -> str:
    """*name* as news write it: without a transliteration's marks where the country's script is not Latin."""
    if country not in TRANSLITERATED or name.isascii():
        return name
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return bare if fold(bare) == fold(name) else name


def aliases(name: str, others: Iterable[str], *, country: str) -> str:
    """The other names worth keeping, each once however it is accented, joined by a bar."""
    seen, kept = {fold(name)}, []
    for other in others:
        folded = fold(other)
        if folded not in seen and is_useful(other, country=country):
            kept.append(other.strip())
        seen.add(folded)
    return "|".join(sorted(kept))


def is_useful(name: str, *, country: str) -> bool:
    """Whether an alternate name is one that people write: no airport code, no machine transliteration."""
    first = next((letter for letter in name if letter.isalpha()), None)
    if first is None or _CODE.match(name) or "\t" in name:
        return False
    script = unicodedata.name(first, "?").split()[0]
    if script == "LATIN":
        return not name[0].islower() and not is_translated(name, country=country)  # "kaniryo" is GeoNames' search form
    return country in SCRIPTS.get(script, "").split()


def is_translated(name: str, *, country: str) -> bool:
    """Whether a name is but the English for what it means in the language of *country*."""
    words = fold(name).split()
    return len(words) > 1 and country not in ENGLISH_SPOKEN.split() and set(words) <= set(ENGLISH_WORDS.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
