"""Every measure of scale beside its peer, in one run: whole processes, in turn, medians with their spread.

usage: python -m benchmarks.scale [--events 200000] [--runs 5] [--long-runs 5] [--folder FOLDER] [-o RESULTS.md]
       python -m benchmarks.scale --events 3000000 --folder LARGE --against FOLDER --only import export growth

Makes the events (fixed seed) in FOLDER unless they are there, imports them, asks, counts, searches, exports, and writes
a table. With ``--against FOLDER``, a folder of another size that was measured before, the same questions are asked of
both databases. ``--only`` measures some parts, at what an import into FOLDER left before. A peer that is not installed
is left out and said to be.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale import peers, writers
from benchmarks.scale.measures import Bench, Measure, asking, exporting, growing, loading, starting
from benchmarks.scale.report import Result, describe_machine, say, write_table
from benchmarks.scale.rows import write_csv
from benchmarks.scale.timing import Command, Run, compare, median, ratios, run
from benchmarks.scale.world import make_world
from incidents.codebook.loader import load

_LAND = 30  # neither the country with most events nor one with few
_MODEL = "SQLModel"
_PARTS = ("import", "queries", "export", "growth", "writers")


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--long-runs", type=int, default=5, help="runs of what takes minutes: imports and exports")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--only", nargs="+", choices=_PARTS, default=_PARTS, metavar="PART", help=", ".join(_PARTS))
    parser.add_argument("--without-model", action="store_true", help="leave SQLModel out, which takes long")
    parser.add_argument("-o", "--output", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        machine = describe_machine(os.getloadavg()[0])
        results = list(measure(asked, Path(asked.folder or scratch)))
    text = f"{write_table(asked.events, results)}\n{machine}"
    if asked.output is None:
        print(text)
    else:
        asked.output.write_text(text, encoding="utf-8")


def measure(asked: argparse.Namespace, folder: Path) -> Iterator[Result]:
    """Each line of the table, as soon as it is measured."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder, make_world(load()).lands.things[_LAND])
    if not bench.csv.exists():
        say(f"making {asked.events:,} events")
        write_csv(bench.csv, asked.events)
    if "import" in asked.only:
        yield from _measure_loading(bench, asked)
    yield from _measure_reading(bench, asked)
    if "writers" in asked.only:
        yield from _measure_writers(folder)


def _measure_reading(bench: Bench, asked: argparse.Namespace) -> Iterator[Result]:
    if "queries" in asked.only:
        if peers.has("duckdb") and not bench.parquet.exists():
            run(peers.to_parquet(bench.csv, bench.parquet))
        for each in (*asking(bench), *starting(bench)):
            yield from _hold(each, asked.runs)
    if "export" in asked.only:
        yield from _hold(exporting(bench), asked.long_runs)
    if "growth" in asked.only and asked.against is not None:
        yield from _measure_growth(Bench(asked.against, bench.land), bench, asked.runs)


def _measure_loading(bench: Bench, asked: argparse.Namespace) -> Iterator[Result]:
    each = loading(bench)
    theirs = {name: peer for name, peer in each.theirs.items() if not (asked.without_model and _MODEL in name)}
    yield from _hold(Measure(each.name, each.ours, theirs), asked.long_runs)


def _hold(each: Measure, runs: int) -> Iterator[Result]:
    """One measure held to what its peers take."""
    say(each.name)
    commands = {"": each.ours} | {name: command for name, (command, _) in each.theirs.items()}
    found = compare(commands, runs)
    ours = found.pop("")
    note = f"{median(ours):.2f} s, {max(one.memory for one in ours):.0f} MB"
    for name, runs_ in found.items():
        target = each.theirs[name][1]
        shares = ratios(ours, runs_)
        yield Result(
            each.name,
            name,
            f"<= {target:.2f}",
            is_met=median_of(shares) <= target,
            ratios=shares,
            note=f"{note}; theirs {median(runs_):.2f} s",
        )
    if each.name in _MEMORY:
        yield _hold_memory(each.name, ours)


_MEMORY = {"import of CSV": 500, "export of all columns": 60}  # MB, at any size


def _hold_memory(name: str, ours: list[Run]) -> Result:
    most = max(one.memory for one in ours)
    return Result(
        f"peak memory: {name}", "-", f"<= {_MEMORY[name]} MB", is_met=most <= _MEMORY[name], figure=f"{most:.0f} MB"
    )


def median_of(shares: list[float]) -> float:
    """The middle one."""
    return sorted(shares)[len(shares) // 2]


def _measure_growth(small: Bench, large: Bench, runs: int) -> Iterator[Result]:
    for name, command in growing(large).items():
        pair: dict[str, Command] = {"large": command, "small": growing(small)[name]}
        found = compare(pair, runs)
        shares = ratios(found["large"], found["small"])
        yield Result(
            f"{name}, the first 100 of a larger database", "itself", "<= 1.5", median_of(shares) <= 1.5, ratios=shares
        )


def _measure_writers(folder: Path) -> Iterator[Result]:
    say("writers")
    total = writers.WRITERS * writers.EACH
    for name, ours, theirs in writers.run_all(folder):
        yield Result(
            f"{name}: {writers.WRITERS} writers, {total} transactions on {writers.HOT} hot events",
            "SQLModel defaults",
            "0 lost, 0 failed",
            is_met=(ours.lost, ours.failed) == (0, 0),
            figure=f"{ours.lost} lost, {ours.failed} failed; theirs {theirs.lost} lost, {theirs.failed} failed",
        )


if __name__ == "__main__":
    main()
