"""What history costs: an import with and without it, and a query of the past against one of today.

usage: python -m benchmarks.history [--events N] [--runs N]

Prints ratios: time and bytes of an import of N events with the log over the same without it, and, after one event in
twenty was edited, the time of a query of about 1,000 events as of before over the same query now, read in this process
and as a whole command. Quote the ratios: seconds mean little on another machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.datasets import File, NewRow, Terms
from incidents.domain.dates import on
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import PERPETRATOR, TARGET, Actor, Event, Weapon
from incidents.domain.filters import Moment, Selection
from incidents.domain.locations import Place
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.log import Log
from incidents.store.migrate import create
from incidents.store.reading import Reader

COUNTRIES = ("IRQ", "SYR", "MLI", "UKR", "NGA", "SDN", "COL", "MMR")
AT = datetime(2026, 1, 1, tzinfo=UTC)
WANTED = 1000
BATCH = 1000
TERMS = Terms(name="made", label="Made up", licence="CC0-1.0", may_be_shared=True, citation="made up")
FILE = File(
    article=Article(id="made", text="a made-up file", path="made.csv"),
    terms=TERMS,
    profile="native",
    header=("identifier", "country", "place", "notes"),
)


def main() -> None:
    """Measure and print one line for each ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with_log, without = Path(folder) / "with.db", Path(folder) / "without.db"
        print(f"{asked.events:,} events; medians of {asked.runs}")
        seconds = worked(lambda: fill(with_log, asked.events))
        with logging_off():
            bare = worked(lambda: fill(without, asked.events))
        print(f"import, time   {seconds / bare:5.2f} x without a log (once: {seconds:.1f} s, {bare:.1f} s of CPU)")
        print(f"import, bytes  {with_log.stat().st_size / without.stat().st_size:5.2f} x without a log")
        edit(with_log)
        for name, ratios in compare(with_log, asked.events, asked.runs):
            print(f"{name:14} {statistics.median(ratios):5.2f} x now  [{min(ratios):.2f} .. {max(ratios):.2f}]")


def fill(path: Path, count: int) -> None:
    """Import *count* rows in one revision: a report and an event of each."""
    create(Database(path=path))
    random = Random(7)  # noqa: S311 - the same events in each run
    opened = Archive.open(Database(path=path), by="benchmark", at=AT, command="import")
    with nullcontext(), opened as archive:
        bulk = archive.bulk(FILE)
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            bulk.add(make_rows(numbers, [make_event(number, random) for number in numbers]))


def make_rows(numbers: Sequence[int], events: Sequence[Event]) -> list[NewRow]:
    """The rows of a file that report *events*."""
    return [
        NewRow(
            str(number),
            number + 2,
            (str(number), *map(str, (event.place.country, event.place.name, event.summary))),
            event,
        )
        for number, event in zip(numbers, events, strict=True)
    ]


def make_event(number: int, random: Random) -> Event:
    """One event of about the size of a dataset's row."""
    country = COUNTRIES[number % len(COUNTRIES)]
    return Event(
        when=on(date(2016, 1, 1) + timedelta(days=random.randrange(3650))),
        place=Place(
            country=country,
            admin1=f"Province {random.randrange(20)}",
            name=f"Town {random.randrange(5000)}",
            latitude=round(random.uniform(-30, 50), 3),
            longitude=round(random.uniform(-70, 100), 3),
            precision="exact",
        ),
        event_type="Explosions/Remote violence",
        sub_event_type="Air/drone strike",
        weapons=(Weapon("drone", launched=1 + number % 3),),
        actors=(
            Actor(f"Group {random.randrange(500)}", PERPETRATOR, "rebel", country),
            Actor(f"Forces of {country}", TARGET, "military", country),
        ),
        casualties=(
            Casualty(KILLED, exactly(random.randrange(9))),
            Casualty(INJURED, exactly(random.randrange(20))),
        ),
        summary=f"A drone struck a checkpoint near town {number}, local officials said; {number % 7} people were hurt.",
    )


def edit(path: Path) -> None:
    """Change one event in twenty, in one later revision."""
    database = Database(path=path)
    with Reader.open(database) as reader:
        chosen = [record for number, record in enumerate(reader.records()) if number % 20 == 0]
    later = AT + timedelta(days=1)
    with Archive.open(database, by="benchmark", at=later, command="edit", reason="a later figure") as archive:
        for record in chosen:
            moved = replace(record.event.place, country="IRN")
            archive.change_event(record.event_id, replace(record.event, place=moved, stage="attempted"))


def compare(path: Path, count: int, runs: int) -> Iterator[tuple[str, list[float]]]:
    """The ratios of a query of the past to the same query now, in this process and as a whole command."""
    until = date(2016, 1, 1) + timedelta(days=round(3650 * WANTED * len(COUNTRIES) / count))
    selection = Selection(countries=("IRQ",), until=until)
    database = Database(path=path)

    def read(moment: Moment | None) -> None:
        with Reader.open(database, as_of=moment) as reader:
            list(reader.records(selection))

    command = [sys.executable, "-m", "incidents", "query", "--database", str(path), "--country", "IRQ", "--json"]
    command += ["--until", until.isoformat()]
    past = [*command, "--as-of", "r1"]
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "as of, reading": (lambda: read(Moment(revision=1)), lambda: read(None)),
        "as of, command": (lambda: run(past), lambda: run(command)),
    }
    for name, (then, now) in pairs.items():
        measure = worked if name.endswith("reading") else timed
        yield name, [measure(then) / measure(now) for _ in range(runs + 1)][1:]


def run(command: list[str]) -> None:
    """Run a command whose output nobody reads; an exit code other than 0 is an error."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def timed(do: Callable[[], object]) -> float:
    """Wall time in seconds."""
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def worked(do: Callable[[], object]) -> float:
    """CPU time of this process in seconds, which other programs do not lengthen."""
    start = time.process_time()
    do()
    return time.process_time() - start


@contextmanager
def logging_off() -> Iterator[None]:
    """While the block lasts nothing is noted in the log: what an import without history would do."""
    kept = Log.added, Log.added_many, Log.changed
    Log.added = lambda *_args, **_named: None  # type: ignore[method-assign]
    Log.added_many = lambda *_args, **_named: None  # type: ignore[method-assign]
    Log.changed = lambda *_args, **_named: ()  # type: ignore[method-assign]
    try:
        yield
    finally:
        Log.added, Log.added_many, Log.changed = kept  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
