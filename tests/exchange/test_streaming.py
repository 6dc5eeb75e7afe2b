"""Every writer holds one record at a time: memory does not grow with the number of events."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.events import Record
from incidents.exchange.documents import write_record
from incidents.exchange.writers.csv import show_cell, write_csv
from incidents.exchange.writers.json import write_documents, write_geojson
from tests.builders import make_event, make_record
from tests.exchange.stored import make_rows

Write = Callable[[Iterable[Record], TextIO, Codebook], object]


def to_csv(records: Iterable[Record], out: TextIO, codebook: Codebook) -> None:
    profile = codebook.profile("brief")
    write_csv(make_rows(records, profile, codebook, show=show_cell), profile, out)


def to_geojson(records: Iterable[Record], out: TextIO, codebook: Codebook) -> None:
    profile = codebook.profile("brief")
    write_geojson(make_rows(records, profile, codebook), profile, out)


def to_json(records: Iterable[Record], out: TextIO, _: Codebook) -> None:
    write_documents(map(write_record, records), out)


WRITERS: dict[str, Write] = {"csv": to_csv, "geojson": to_geojson, "json": to_json}
# As records these would take some 1.3 megabytes.
MANY, BOUND = 1_000, 500_000  # bytes


@pytest.mark.parametrize("name", WRITERS)
def test_memory_stays_small_however_many_records_there_are(name: str, codebook: Codebook) -> None:
    WRITERS[name](stream(1), Nowhere(), codebook)  # what is read once and kept is no matter of streaming
    tracemalloc.start()
    WRITERS[name](stream(MANY), Nowhere(), codebook)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < BOUND


def stream(number: int) -> Iterator[Record]:
    return (make_record(f"IRQ{serial}", make_event(evidence=())) for serial in range(number))


class Nowhere(io.StringIO):
    """Takes everything and keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


# What a person's machine sees: the memory of a whole process that writes every streamed form, the map among them.
PROGRAM = """
import sys
from dataclasses import replace
from pathlib import Path
from incidents.codebook.loader import load
from incidents.exchange.documents import write_record
from incidents.exchange.map.page import Heading, write_map
from incidents.exchange.writers.csv import show_cell, write_csv
from incidents.exchange.writers.json import write_geojson
from incidents.exchange.writers.json import write_documents
from tests.builders import make_record
from tests.exchange.stored import make_rows

codebook, record = load(), make_record("IRQ1")
native = codebook.profile("native")
stream = lambda: (replace(record, event_id=f"IRQ{number}") for number in range(int(sys.argv[1])))
with open("out", "w", encoding="utf-8", newline="") as out:
    write_csv(make_rows(stream(), native, codebook, show=show_cell), native, out)
    write_geojson(make_rows(stream(), native, codebook), native, out)
    write_documents(map(write_record, stream()), out)
    write_map(stream(), Heading(title="", about=""), out, codebook=codebook)
# Not ru_maxrss, which begins with what the parent had when it forked.
print(next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_process_that_exports_twenty_thousand_events_stays_under_eighty_megabytes(tmp_path: Path) -> None:
    paths = os.pathsep.join(str(path) for path in (Path(__file__).resolve().parents[2], *filter(None, sys.path)))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "20000"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 80_000  # kilobytes
