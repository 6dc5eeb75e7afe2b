"""Rows that are read column by column say what each says by itself, and whatever is wrong is told row by row."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.problems import Problem
from incidents.exchange.readers.computed_columns import ComputedColumns
from incidents.exchange.readers.reader import Reader
from incidents.exchange.readers.sheets import Line
from tests.exchange.readers.strategies import CODEBOOK
from tests.services.imports.rows import ACLED, GED

OWN = {column.name: "" for column in CODEBOOK.profile("native").columns} | {
    "event_id": "IRQ1", "event_date": "2021-11-07", "end_date": "2021-11-08", "date_precision": "day",
    "country": "Iraq", "country_iso3": "IRQ", "admin1": "Nineveh", "place": "Mosul", "latitude": "36.335",
    "longitude": "43.11889", "place_precision": "exact", "event_type": "Battles", "sub_event_type": "Armed clash",
    "stage": "accomplished", "weapons": "drone; knife", "weapons_launched": "2; ", "perpetrators": "Northern Front",
    "perpetrator_types": "rebel", "target_actors": "Army; Police", "target_types": "police", "killed_best": "2",
    "killed_status": "reported", "summary": "A clash in Mosul.", "status": "published", "version": "2",
    "updated_at": "2026-11-24T03:00:00Z",
}  # fmt: skip
# The same, which says otherwise all that is read at once.
OTHER = OWN | {
    "event_id": "SYR2", "event_date": "2021-11-08", "country": "Syria", "country_iso3": "SYR", "place": "Aleppo",
    "latitude": "36.2", "longitude": "37.16", "weapons": "knife", "weapons_launched": "", "perpetrators": "Army",
    "perpetrator_types": "military", "target_actors": "", "target_types": "civilians", "summary": "Another clash.",
    "status": "draft", "version": "3",
}  # fmt: skip
ROWS = {"native": OWN, "ged": dict(GED), "acled": dict(ACLED)}
ODD = st.sampled_from([
    "", " ", " x ", "-0.0", "91", "nan", "inf", "1e400", "1_0", "36,5", "12", "-1", "#N/A", "2021-11-06", "2021-02-30",
    "7 Nov 2021", "drone", "drone; drone", "a; b; c", "'quoted\"", "back\\slash\n", "rebel", "day", "month", "exact",
])  # fmt: skip


def make_reader(profile: str) -> Reader:
    return Reader(CODEBOOK.profile(profile), tuple(ROWS[profile]), CODEBOOK)


def make_lines(profile: str, changes: list[dict[str, str]]) -> list[Line]:
    return [Line(number, tuple({**ROWS[profile], **change}.values())) for number, change in enumerate(changes, start=2)]


@pytest.mark.parametrize("profile", sorted(ROWS))
def test_rows_say_the_same_many_at_a_time_and_one_by_one(profile: str) -> None:
    reader, row = make_reader(profile), ROWS[profile]
    changes = st.lists(st.dictionaries(st.sampled_from(sorted(row)), ODD, max_size=3), min_size=1, max_size=4)

    @given(changes)
    def compare(changed: list[dict[str, str]]) -> None:
        lines = make_lines(profile, changed)
        slow = list(map(reader._read_rules, lines))  # noqa: SLF001 - the way that is taken when anything is wrong
        assert list(reader.read_all(lines)) == slow
        assert list(map(reader.read, lines)) == slow

    compare()


def test_a_fault_is_told_and_the_rows_beside_it_are_good() -> None:
    rows = list(make_reader("ged").read_all(make_lines("ged", [{"id": "1"}, {"best": "many"}, {"id": "3"}])))
    assert [(row.identifier, [each.value for each in row.problems]) for row in rows if not row.problems] == [
        ("1", []),
        ("3", []),
    ]
    assert [(row.line.number, row.problems[0].value) for row in rows if row.problems] == [(3, "3; many; 6")]


@pytest.mark.parametrize(
    "cells", [tuple(GED.values())[:-1], tuple({**GED, "id": " "}.values())], ids=["narrow", "nameless"]
)
def test_a_row_that_cannot_be_known_again_is_bad(cells: tuple[str, ...]) -> None:
    (row,) = make_reader("ged").read_all([Line(2, cells)])
    assert row.problems


def test_rows_that_only_have_an_identifier_say_nothing() -> None:
    reader = Reader(CODEBOOK.profile("spreadsheet"), ("event_id",), CODEBOOK)
    rows = list(reader.read_all([Line(2, ("1",)), Line(3, ("2",))]))
    assert [(row.identifier, row.event, len(row.problems)) for row in rows] == [("1", None, 1), ("2", None, 1)]


def test_lines_are_read_as_they_come() -> None:
    reader = make_reader("ged")
    endless = (Line(number, tuple(GED.values())) for number in chain(range(2, 2000)))
    assert next(iter(reader.read_all(endless))).line.number == 2
    assert next(endless).number < 1000


def find_differences(profile: str, lines: list[Line]) -> list[Problem]:
    reader = make_reader(profile)
    columns = ComputedColumns(CODEBOOK.profile(profile), reader, CODEBOOK)
    return [problem for row in reader.read_all(lines) for problem in columns.find(row)]


def test_cells_that_others_contradict_are_told() -> None:
    found = find_differences("ged", make_lines("ged", [{"region": "Asia"}, {}, {"year": "1999", "region": "Asia"}]))
    assert [(problem.line, problem.field, problem.value) for problem in found] == [
        (2, "region", "Asia"),
        (4, "year", "1999"),
        (4, "region", "Asia"),
    ]


def test_rows_that_were_joined_are_compared_by_the_first_of_them() -> None:
    reader = make_reader("acled")
    row = reader.read(make_lines("acled", [{"iso": "760"}])[0])
    joined = row._replace(line=Line(2, row.line.cells * 2))
    (problem,) = ComputedColumns(CODEBOOK.profile("acled"), reader, CODEBOOK).find(joined)
    assert problem == Problem(field="iso", message="is 368 by the other columns", value="760", line=2, is_error=False)
