"""How much memory an export takes at its most, for each form, as the number of events grows.

usage: python -m benchmarks.memory [--events N ...]

For each N a database of N invented events is made, and each form is written by a process of its own, whose peak of
resident memory the kernel tells (Linux). What streams takes the same for any N.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.history import fill

ROOT = Path(__file__).resolve().parents[1]
ENDINGS = ("csv", "jsonl", "geojson", "xlsx", "parquet", "geoparquet", "gpkg")
LAYOUTS = ("acled", "ged", "gtd")
COMMAND = """
import sys
from pathlib import Path
from incidents.cli.app import app
try:
    app(sys.argv[1:], prog_name="incidents")
finally:
    print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


def main() -> None:
    """Measure and print one line for each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[2_000, 20_000])
    asked = parser.parse_args()
    peaks = {count: measure(count) for count in asked.events}
    print("  ".join(["export".ljust(24), *(f"{count:>9,}" for count in peaks)]))
    for name in next(iter(peaks.values())):
        print("  ".join([name.ljust(24), *(f"{each[name] / 1000:6.1f} MB" for each in peaks.values())]))


def measure(count: int) -> dict[str, int]:
    """The peak of each kind of export of *count* events, in kilobytes."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "events.db"
        fill(database, count)
        kinds = {ending: ["-o", f"out.{ending}"] for ending in ENDINGS}
        kinds |= {f"csv, {layout}": ["--profile", layout, "-o", f"{layout}.csv"] for layout in LAYOUTS}
        kinds |= {"tables": ["--tables", "-o", "tables"]}
        found = {
            kind: run(["export", "--database", str(database), *options], folder) for kind, options in kinds.items()
        }
        return found | {"map": run(["map", "--database", str(database)], folder)}


def run(arguments: list[str], folder: str) -> int:
    """The peak of a command, in kilobytes."""
    command = [sys.executable, "-c", COMMAND, *arguments]
    where = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=where, capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
