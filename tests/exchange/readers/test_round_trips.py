"""What goes out under a layout and comes in again is the same, as far as the layout can say it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.codebook.profiles import Profile
from incidents.domain.events import Event, Origin, Record
from incidents.exchange.conversions import Cell
from incidents.exchange.documents import write_record
from incidents.exchange.readers.files import open_sheet
from incidents.exchange.readers.reader import Reader, Row
from incidents.exchange.readers.sheets import Line, rows_below
from incidents.exchange.rows import compile_cells
from incidents.exchange.writers.csv import show_cell, write_csv
from tests.builders import make_event
from tests.exchange.readers.strategies import CODEBOOK, events
from tests.exchange.stored import make_rows

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
NATIVE = CODEBOOK.profile("native")
STATES: st.SearchStrategy[dict[str, object]] = st.builds(
    dict,
    status=st.sampled_from(CODEBOOK.vocabulary("event_statuses").codes),
    version=st.integers(1, 99),
    updated_at=st.none() | st.just("2026-11-24T03:00:00Z"),
)


def write(records: list[Record], profile: str = "native") -> str:
    out = io.StringIO(newline="")
    layout = CODEBOOK.profile(profile)
    write_csv(make_rows(records, layout, CODEBOOK, show=show_cell), layout, out)
    return out.getvalue()


def read(path: Path, profile: str = "native") -> list[Row]:
    sheet = open_sheet(path)
    reader = Reader(CODEBOOK.profile(profile), sheet.header.cells, CODEBOOK)
    return list(map(reader.read, rows_below(sheet)))


def recorded(row: Row) -> Record:
    assert row.event is not None, row.problems
    return Record(
        event_id=row.identifier,
        event=row.event,
        status=row.record["status"],
        version=int(row.record["version"]),
        updated_at=row.record.get("updated_at"),
    )


@given(st.lists(st.tuples(events(), STATES), max_size=3))
@settings(max_examples=60, deadline=None)
def test_our_own_layout_comes_back_to_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, coded: list[tuple[Event, dict[str, Any]]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "native.csv"
    records = [Record(event_id=f"IRQ{n}", event=event, **state) for n, (event, state) in enumerate(coded, 1)]
    written = write(records)
    path.write_bytes(written.encode())
    assert write([recorded(row) for row in read(path)]) == written


def make_cells(profile: Profile, record: Record) -> tuple[Cell, ...]:
    return compile_cells(profile.columns, profile, CODEBOOK)(write_record(record))


def kept_of_ged() -> Iterator[str]:
    """The columns of the GED layout that are not always blank, but for those that speak of our own reports."""
    ours = {"number_of_sources", "source_office", "source_date", "source_headline", "geom_wkt"}
    yield from (column.name for column in CODEBOOK.profile("ged").columns if column.source and column.name not in ours)


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the open data of ../shared/real")
@pytest.mark.parametrize(
    "name", ["ucdp_ged_23_1_sample1000.csv", "ucdp_ged_syria_652.1601.1911_first2000.csv"], ids=["current", "older"]
)
def test_ged_comes_back_with_the_same_values_in_every_column_that_is_kept(name: str) -> None:
    profile = CODEBOOK.profile("ged")
    names = [column.name for column in profile.columns]
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        given_rows = list(csv.DictReader(file))
    for row, given_row in zip(read(REAL / name, "ged"), given_rows, strict=True):
        assert row.event is not None
        origin = Origin(dataset="ucdp_ged", identifier=row.identifier, licence="CC-BY-4.0", may_be_shared=True)
        cells = dict(
            zip(
                names,
                map(show_cell, make_cells(profile, Record(event_id="X1", event=row.event, origins=(origin,)))),
                strict=True,
            )
        )
        for column in kept_of_ged():
            if column in given_row:
                assert same(cells[column], given_row[column]), (row.identifier, column)


def same(ours: str, theirs: str) -> bool:
    """Whether two cells say the same number, or the same words: a stray space is not kept."""
    try:
        return round(float(ours), 6) == round(float(theirs), 6)
    except ValueError:
        return ours.split() == theirs.split()


def test_the_gtd_layout_comes_back_with_what_it_can_say() -> None:
    profile = CODEBOOK.profile("gtd")
    cells = [show_cell(cell) for cell in make_cells(profile, Record(event_id="IRQ1", event=make_event()))]
    reader = Reader(profile, tuple(column.name for column in profile.columns), CODEBOOK)
    event = reader.read(Line(2, ("202303140001", *cells[1:]))).event
    assert event is not None
    before = make_event()
    assert event.when == before.when
    assert event.place == replace(before.place, layer=None, match=None)
    assert (event.killed, event.injured, event.claims) == (before.killed, before.injured, before.claims)
    assert [weapon.weapon for weapon in event.weapons] == ["vehicle_bomb"]
    assert [(target.type, target.name) for target in event.targets] == [("police", "police headquarters")]


def test_the_acled_layout_comes_back_with_what_it_can_say() -> None:
    profile = CODEBOOK.profile("acled")
    record = Record(event_id="IRQ1", event=make_event(), updated_at="2026-11-24T03:00:00Z")
    cells = tuple(show_cell(cell) for cell in make_cells(profile, record))
    reader = Reader(profile, tuple(column.name for column in profile.columns), CODEBOOK)
    event = reader.read(Line(2, cells)).event
    assert event is not None
    assert tuple(map(show_cell, make_cells(profile, replace(record, event=event)))) == cells
