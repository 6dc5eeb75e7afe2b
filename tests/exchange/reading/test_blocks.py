"""A block of rows says what its rows say one by one, whatever is known of the rows before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from incidents.domain.columns import FIELDS, Table, make_event
from incidents.domain.events import Event
from incidents.domain.problems import Problem
from incidents.exchange.reading import blocks
from incidents.exchange.reading.batch import Line, batch_up
from incidents.exchange.reading.blocks import Block, Translator
from incidents.exchange.reading.differences import Differences
from incidents.exchange.reading.reader import Reader
from tests.desk.importing.rows import ACLED, GED
from tests.exchange.reading.strategies import CODEBOOK

PROFILE = CODEBOOK.profile("ged")
READER = Reader(PROFILE, tuple(GED), CODEBOOK)
CHANGES: list[dict[str, str]] = [
    {},
    {"where_coordinates": "Tal Afar town", "latitude": "36.37", "longitude": "42.45"},
    {"side_b": "Southern Front", "deaths_civilians": "2", "best": "5"},
    {},
    {"date_start": "2021-11-01", "date_prec": "4"},
]


def make_lines(changes: list[dict[str, str]]) -> list[Line]:
    return [
        Line(number + 2, tuple({**GED, "id": str(number), **change}.values())) for number, change in enumerate(changes)
    ]


def read(lines: list[Line], size: int = 1000) -> list[Block]:
    return list(Translator(READER).read(batch_up(lines, size).batches(1)))


def events_of(found: list[Block]) -> Iterator[Event]:
    table = Table()
    for block in found:
        table.take(block.events)
        columns: list[list[Any]] = [
            [table.value(field, code) for code in block.events[field].codes] for field in FIELDS
        ]
        for values in zip(*columns, strict=True):
            yield make_event(dict(zip(FIELDS, values, strict=True)))


@pytest.mark.parametrize(("size", "held"), [(5, 50), (2, 50), (2, 0)], ids=repr)
def test_blocks_say_what_their_rows_say(monkeypatch: pytest.MonkeyPatch, size: int, held: int) -> None:
    monkeypatch.setattr(blocks, "HELD", held)
    lines = make_lines(CHANGES)
    found = read(lines, size)
    assert [block.rows for block in found] == [None] * len(found)
    assert list(events_of(found)) == [READER.read(line).event for line in lines]


def test_a_block_with_a_fault_is_read_row_by_row_and_the_next_one_again_as_a_block() -> None:
    lines = make_lines([{}, {"best": "many"}, {}, {}])
    first, second = read(lines, 2)
    assert [(row.line.number, row.problems[0].value) for row in first.bad] == [(3, "3; many; 6")]
    assert (list(first.identifiers), list(second.identifiers)) == (["0"], ["2", "3"])
    assert (first.rows is None, second.rows is None) == (False, True)
    assert list(events_of([first, second])) == [READER.read(line).event for line in (lines[0], *lines[2:])]


@pytest.mark.parametrize(
    "line",
    [Line(2, tuple(GED.values())[:-1]), Line(2, tuple({**GED, "id": " "}.values()))],
    ids=["narrow", "nameless"],
)
def test_a_row_that_cannot_be_known_again_is_bad(line: Line) -> None:
    (block,) = read([line])
    assert (len(block.bad), block.identifiers) == (1, [])


def test_differences_are_told_in_the_order_of_the_rows() -> None:
    found = Differences(PROFILE, READER, CODEBOOK)
    (block,) = read(make_lines([{"region": "Asia"}, {}, {"year": "1999", "region": "Asia"}]))
    assert [(problem.line, problem.field, problem.value) for problem in found.find(block)] == [
        (2, "region", "Asia"),
        (4, "year", "1999"),
        (4, "region", "Asia"),
    ]


def test_rows_that_were_put_together_are_compared_by_the_first_of_them() -> None:
    reader = Reader(CODEBOOK.profile("acled"), tuple(ACLED), CODEBOOK)
    row = reader.read(Line(2, tuple({**ACLED, "iso": "760"}.values())))
    block = Translator(reader).gather([replace(row, line=Line(2, row.line.cells * 2))])
    (problem,) = Differences(CODEBOOK.profile("acled"), reader, CODEBOOK).find(block)
    assert problem == Problem(field="iso", message="is 368 by the other columns", value="760", line=2, is_error=False)
