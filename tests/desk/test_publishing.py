"""An export of stored values says what whole records say."""

from __future__ import annotations

import csv
import gc
import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from incidents.codebook.profiles import Column, Profile
from incidents.domain.filters import EVERYTHING
from incidents.exchange.documents import write_record
from incidents.exchange.rows import compile_cells, compile_reason
from incidents.exchange.writers.csv import show_cell
from incidents.services.exports import Layout
from incidents.services.project import Project
from incidents.store import bare
from tests.builders import make_article
from tests.exchange.samples import make_records


@pytest.fixture
def filled(desk: Project) -> Project:
    """A desk with the events that layouts find hard, some of them with an article."""
    for number, record in enumerate(make_records()):
        event = replace(record.event, evidence=())
        if number % 2:
            desk.coding.add(event)
        else:
            desk.coding.accept(make_article(), [event])
    return desk


@pytest.mark.parametrize("name", ["native", "brief", "acled", "ged", "gtd"])
def test_a_whole_layout(name: str, filled: Project, tmp_path: Path) -> None:
    made, profile = tmp_path / "made.csv", filled.codebook.profile(name)
    report = filled.exports.write(EVERYTHING, str(made), layout=Layout(profile=name))
    expected, left_out = cells_of_records(filled, profile)
    with made.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1:] == [list(map(show_cell, cells)) for cells in expected]
    assert report.written == len(expected)
    assert {each.reason: each.events for each in report.left_out} == Counter(left_out)


@pytest.mark.parametrize(
    ("source", "conversion"),
    [
        ("place_precision", "attribute place_precision acled"),
        ("location", None),
        ("middle_date", "year"),
        ("event_date", "year"),
        ("date_precision", "attribute date_precision acled"),
        ("latitude", "decimals 4"),
        ("killed", "range"),
        ("casualties", "count_of abducted all"),
        ("killed_civilians", None),
        ("weapons", "pick_nth weapon missile launched 1"),
        ("claims", "pick status denied by"),
        ("sources.scale", "span source_scales acled"),
        ("reports", "size"),
        ("updated_at", "unix_time"),
        (None, None),
    ],
)
def test_a_column(source: str | None, conversion: str | None, filled: Project) -> None:
    column = Column(name="x", source=source, conversion=conversion, constant="c", description="", needed=None)
    profile = replace(
        filled.codebook.profile("native"), columns=(Column(name="event_id", source="event_id", description=""), column)
    )
    assert [row.cells for row in filled.exports.rows(EVERYTHING, profile)] == cells_of_records(filled, profile)[0]


def test_a_column_alone_is_quoted_where_it_is_blank(filled: Project, tmp_path: Path) -> None:
    filled.exports.write(EVERYTHING, str(tmp_path / "made.csv"), layout=Layout(columns=("summary",)))
    assert '\n""\n' in (tmp_path / "made.csv").read_text(encoding="utf-8")


def cells_of_records(filled: Project, profile: Profile) -> tuple[list[tuple[Any, ...]], list[str]]:
    """The cells of the events that *profile* can say, made of whole records, and why the others are left out."""
    make_cells = compile_cells(profile.columns, profile, filled.codebook)
    find_reason = compile_reason(profile)
    made = [make_cells(write_record(record)) for record in filled.records()]
    reasons = [find_reason(cells) for cells in made]
    said = [cells for cells, reason in zip(made, reasons, strict=True) if reason is None]
    return said, [reason for reason in reasons if reason is not None]


def test_who_reads_a_held_database_may_have_enough(filled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(bare, "_BATCH", 1)
    monkeypatch.setattr("sys.stdout", ClosedPipe())
    monkeypatch.setattr("sys.unraisablehook", lambda complaint: complaints.append(complaint.exc_value))
    inquiry = Project(filled.database)
    with pytest.raises(BrokenPipeError), inquiry.hold():
        inquiry.exports.write(EVERYTHING, None, layout=Layout())
    gc.collect()
    assert complaints == []


class ClosedPipe(io.StringIO):
    """Standard output whose reader takes the header and no event."""

    def write(self, text: str) -> int:
        if self.tell():
            raise BrokenPipeError
        return super().write(text)
