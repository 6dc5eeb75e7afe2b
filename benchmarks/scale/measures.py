"""What is measured, and what it is held to: each measure with its peers, as commands. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scale import peers
from benchmarks.scale.timing import INCIDENTS, PYTHON, Command
from benchmarks.scale.world import Land


@dataclass(frozen=True, slots=True)
class Bench:
    """The files of one size: what is asked of, the made CSV, and what we and the peers made of it."""

    folder: Path
    land: Land

    @property
    def csv(self) -> Path:
        """The events."""
        return self.folder / "events.csv"

    @property
    def ours(self) -> Path:
        """Our database of them."""
        return self.folder / "ours.db"

    @property
    def shell(self) -> Path:
        """The shell's."""
        return self.folder / "shell.db"

    @property
    def parquet(self) -> Path:
        """DuckDB's file."""
        return self.folder / "events.parquet"


@dataclass(frozen=True, slots=True)
class Measure:
    """*ours* against *theirs*; *target* is the most that ours may take, as a share of theirs."""

    name: str
    ours: Command
    theirs: Mapping[str, tuple[Command, float]]


def loading(bench: Bench) -> Measure:
    """The full indexed import of the CSV file."""
    ours = Command(
        (*INCIDENTS, "import", bench.csv.name, "--database", bench.ours.name),
        bench.folder,
        prepare=lambda: bench.ours.unlink(missing_ok=True),
    )
    theirs = {}
    if peers.has_shell():
        theirs["sqlite3 .import, the same indexes and full text"] = (peers.shell_import(bench.csv, bench.shell), 1.5)
    theirs["SQLModel add_all, no indexes"] = (peers.model_import(bench.csv, bench.folder / "model.db"), 0.25)
    return Measure("import of CSV", ours, theirs)


def asking(bench: Bench) -> Iterator[Measure]:
    """Queries and counts, whole commands."""
    code, place = bench.land.country.iso3, bench.land.places.things[40]
    point = f"{place.latitude},{place.longitude}"
    south, west = round(place.latitude - 0.4, 4), round(place.longitude - 0.4, 4)
    north, east = round(south + 0.8, 4), round(west + 0.8, 4)
    distance = peers.KM.format(lat=place.latitude, lon=place.longitude)
    year = "event_date >= '2020-01-01' AND event_date <= '2020-12-31'"
    box = f"latitude BETWEEN {south} AND {north} AND longitude BETWEEN {west} AND {east}"
    yield _query(
        bench,
        "country and year",
        ("--country", code, "--since", "2020", "--until", "2020"),
        sql=f"WHERE country_iso3 = '{code}' AND {year}",
        test=f"(e.country_iso3 == {code!r}) & (e.event_date >= '2020-01-01') & (e.event_date <= '2020-12-31')",
    )
    yield _query(
        bench,
        "radius 50 km",
        ("--near", point, "--within", "50"),
        sql=f"WHERE {distance} <= 50",
        test=f"e.latitude.sub({place.latitude}).abs().lt(0.5) & e.longitude.sub({place.longitude}).abs().lt(0.5)",
    )
    yield _query(
        bench,
        "box",
        ("--bbox", f"{south},{west},{north},{east}"),
        sql=f"WHERE {box}",
        test=f"e.latitude.between({south}, {north}) & e.longitude.between({west}, {east})",
    )
    month = "country_iso3, substr(CAST(event_date AS VARCHAR), 1, 7), count(*), sum(killed_best), sum(injured_best)"
    yield Measure(
        "count by country and month",
        _ours(bench, "stats", "--by", "country,month", "--csv"),
        {"DuckDB over Parquet": (peers.duckdb(bench.parquet, month, "GROUP BY 1, 2 ORDER BY 1, 2"), 1 / 1.5)},
    )
    yield Measure(
        'full text "drone", the first 100',
        _ours(bench, "query", "--text", "drone", "--limit", "100", "--csv"),
        {
            "DuckDB over Parquet": (
                peers.duckdb(
                    bench.parquet, "*", "WHERE summary ILIKE '%drone%' ORDER BY event_date, event_id LIMIT 100"
                ),
                1 / 3,
            )
        },
    )


def exporting(bench: Bench) -> Measure:
    """Every column of every event."""
    theirs = {"sqlite3 -csv": (peers.shell_export(bench.shell), 1.6)} if peers.has_shell() else {}
    return Measure("export of all columns", _ours(bench, "export", "-o", "out.csv"), theirs)


def starting(bench: Bench) -> Iterator[Measure]:
    """What a command costs before it does anything."""
    idle = Command((PYTHON, "-c", "pass"), bench.folder)
    yield Measure("--help", Command((*INCIDENTS, "--help"), bench.folder), {"python -c pass": (idle, 13)})
    query = _ours(bench, "query", "--limit", "50", "--json")
    yield Measure("a query of 50", query, {"python -c pass": (idle, 25)})


def growing(bench: Bench) -> dict[str, Command]:
    """Queries with a result of the same size in a database of any size."""
    place = bench.land.places.things[40]
    return {
        "country and year": _ours(
            bench, "query", "--country", bench.land.country.iso3, "--since", "2020", "--limit", "100", "--csv"
        ),
        "radius": _ours(
            bench, "query", "--near", f"{place.latitude},{place.longitude}", "--within", "5", "--limit", "100", "--csv"
        ),
    }


def _query(bench: Bench, name: str, words: tuple[str, ...], *, sql: str, test: str) -> Measure:
    theirs = {}
    if peers.has("duckdb"):
        theirs["DuckDB over Parquet"] = (peers.duckdb(bench.parquet, "*", sql), 0.5)
    if peers.has("pandas"):
        theirs["pandas over CSV"] = (peers.pandas(bench.csv, test), 0.05)
    return Measure(name, _ours(bench, "query", *words, "--csv"), theirs)


def _ours(bench: Bench, *words: str) -> Command:
    return Command((*INCIDENTS, *words, "--database", bench.ours.name), bench.folder)
