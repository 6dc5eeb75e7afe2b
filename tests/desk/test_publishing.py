"""A sheet made of bare values is the one that records make, byte for byte."""

from __future__ import annotations

import gc
import io
from dataclasses import replace
from pathlib import Path

import pytest

from incidents.codebook.model import Column
from incidents.domain.selection import EVERYTHING
from incidents.exchange.bare import compile_bare
from incidents.exchange.export import export
from incidents.exchange.lines import write_lines
from incidents.services.exports import Layout, find_bare
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
    layout, made, out = Layout(profile=name), tmp_path / "made.csv", io.StringIO()
    assert find_bare(layout, codebook=filled.codebook) is not None
    report = filled.exports.write(EVERYTHING, str(made), layout=layout)
    told = export(filled.records(), filled.codebook.profile(name), out, codebook=filled.codebook)
    assert made.read_bytes().decode() == out.getvalue()
    assert (report.written, report.left_out) == (told.written, told.left_out)


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
    profile = filled.codebook.profile("native")._replace(
        columns=(Column(name="event_id", source="event_id", description=""), column)
    )
    bare = compile_bare(profile, filled.codebook)
    assert bare is not None
    made, out = io.StringIO(), io.StringIO()
    with filled.open_reader() as reader:
        write_lines(map(bare.make, reader.bare(EVERYTHING, bare.asked)), profile, made)
    export(filled.records(), profile, out, codebook=filled.codebook)
    assert made.getvalue() == out.getvalue()


def test_a_column_alone_takes_records(filled: Project) -> None:
    assert find_bare(Layout(columns=("event_id",)), codebook=filled.codebook) is None


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
