"""Every writer holds one record at a time: memory does not grow with the number of events."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.event import Record
from incidents.exchange import export, geojson, jsonl
from tests.builders import make_event, make_record

Write = Callable[[Iterable[Record], TextIO, Codebook], object]
WRITERS: dict[str, Write] = {
    "csv": lambda records, out, codebook: export.export(records, codebook.profile("brief"), out, codebook=codebook),
    "geojson": lambda records, out, codebook: geojson.export(
        records, codebook.profile("brief"), out, codebook=codebook
    ),
    "json": lambda records, out, _: jsonl.export_documents(records, out),
}
# As records these would take some seven megabytes.
MANY, BOUND = 5_000, 2_000_000


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
