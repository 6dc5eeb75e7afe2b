"""How long a command takes to start, as a ratio to an interpreter that does nothing, measured in turn in one run.

usage: python benchmarks/startup.py [--runs N]

Prints, for ``incidents --help`` and for a query that returns 50 events, the median ratio of wall times, pair by pair,
and its spread. Quote the ratios: seconds mean little on another machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from incidents.domain.events import Event
from incidents.services.project import Project

BASELINE = [sys.executable, "-c", "pass"]
EVENTS = 50


def main() -> None:
    """Measure and print one line per command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "fifty.db"
        fill(database)
        query = ["query", "--database", str(database), "--country", "Iraq", "--limit", str(EVENTS), "--json"]
        for name, arguments in (("--help", ["--help"]), (f"query of {EVENTS}", query)):
            ratios = sorted(measure([sys.executable, "-m", "incidents", *arguments], runs=runs))
            print(f"{name:12} {statistics.median(ratios):5.1f} x python -c pass  [{ratios[0]:.1f} .. {ratios[-1]:.1f}]")


def measure(command: list[str], *, runs: int) -> list[float]:
    """Wall time of *command* over that of the baseline, in turn; one pair is thrown away first."""
    return [seconds(command) / seconds(BASELINE) for _ in range(runs + 1)][1:]


def seconds(command: list[str]) -> float:
    """Wall time of one run; an exit code other than 0 is an error."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def fill(database: Path) -> None:
    """Store fifty events, one a day."""
    desk = Project.open(str(database), by="benchmark")
    desk.create()
    typed = {"country": "Iraq", "place": "Baghdad", "sub_event_type": "Air/drone strike", "weapons": "drone"}
    for day in range(EVENTS):
        when = date(2021, 1, 1) + timedelta(days=day)
        event, _ = desk.forms.fill(Event(), {**typed, "event_date": when.isoformat()})
        desk.coding.add(event)


if __name__ == "__main__":
    main()
