"""A workbook as people keep one for years comes in: titles, sums, dates and numbers in every way, lists with commas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from incidents.domain.casualties import Count
from incidents.services.import_layouts import UnknownLayout
from incidents.services.imports import BadImport
from incidents.services.project import Project
from tests.services.imports.conftest import Load

HEADER = ("Case no", "Date", "Country", "Town", "Lat", "Long", "Weapon", "Fatalities", "Who claimed it?", "Link", None)
MAPPING = """\
dates = "day first"
[columns]
"Case no" = "event_id"
"Date" = "event_date"
"Country" = "country"
"Town" = "place"
"Lat" = "latitude"
"Long" = "longitude"
"Weapon" = "weapons"
"Fatalities" = "killed_best"
"Who claimed it?" = "claim_by"
[separators]
"Weapon" = ",;"
[codes.Country]
"Irak" = "IRQ"
"""


def keep(tmp_path: Path, *rows: Sequence[object], mapping: str = MAPPING) -> tuple[Path, Path]:
    """A workbook with a title above its header and blank lines in between, and a mapping for it."""
    book = Workbook()
    sheet = book.active
    for row in (["Incidents, northern desk"], [], HEADER, *rows):
        sheet.append(list(row))
    book.save(tmp_path / "old.xlsx")
    (tmp_path / "map.toml").write_text(mapping, encoding="utf-8")
    return tmp_path / "old.xlsx", tmp_path / "map.toml"


def row(*, day: object = "05/03/2019", killed: object = 2, weapon: object = "drone", **other: object) -> list[object]:
    place = [other.get("country", "Iraq"), "Mosul", other.get("latitude", 36.34), other.get("longitude", 43.13)]
    return [other.get("number", 1), day, *place, weapon, killed, other.get("claimed"), other.get("link")]


@pytest.mark.parametrize(
    "day",
    [
        "05/03/2019",
        "5.3.19",
        43529,
        datetime(2019, 3, 5),  # noqa: DTZ001 - a workbook knows no zones
        "2019-03-05",
    ],
)
def test_a_day_is_read_however_it_is_kept(tmp_path: Path, desk: Project, load: Load, day: object) -> None:
    path, mapping = keep(tmp_path, row(day=day))
    load(path, mapping=mapping)
    when = desk.events.get("IRQ1").event.when
    assert when is not None
    assert when.start == date(2019, 3, 5)


def test_without_a_word_on_their_order_figures_that_may_be_two_days_are_refused(tmp_path: Path, load: Load) -> None:
    path, mapping = keep(tmp_path, row(), mapping=MAPPING.replace('dates = "day first"', ""))
    with pytest.raises(BadImport, match="line 4, Date: '05/03/2019' can be read in two ways"):
        load(path, mapping=mapping)


@pytest.mark.parametrize(
    ("killed", "count"),
    [
        (3, Count(None, 3, None, "reported")),
        ("5-7", Count(5, None, 7, "reported")),
        ("2+", Count(2, 2, None, "reported")),
        ("at least 4", Count(4, 4, None, "reported")),
        ("about 10", Count(10, 10, 10, "estimated")),
        ("none", Count(0, 0, 0, "stated none")),
        ("unk", Count()),
    ],
)
def test_a_toll_is_read_as_people_write_it(
    tmp_path: Path, desk: Project, load: Load, killed: object, count: Count
) -> None:
    path, mapping = keep(tmp_path, row(killed=killed))
    load(path, mapping=mapping)
    assert desk.events.get("IRQ1").event.killed == count


def test_lists_codes_and_points_are_read_as_the_mapping_says(tmp_path: Path, desk: Project, load: Load) -> None:
    path, mapping = keep(
        tmp_path,
        row(weapon="drone, grenade; missile", country="Irak", latitude="36,34", longitude="43,13", claimed="ISIS"),
    )
    load(path, mapping=mapping)
    event = desk.events.get("IRQ1").event
    assert [weapon.weapon for weapon in event.weapons] == ["drone", "grenade", "missile"]
    assert event.place.point == (36.34, 43.13)
    assert [(claim.status, claim.by) for claim in event.claims] == [("claimed", "ISIS")]


def test_the_title_is_told_and_lines_are_those_of_the_workbook(tmp_path: Path, load: Load) -> None:
    path, mapping = keep(tmp_path, row(link="https://example.org"), row(number=2, killed="many"))
    with pytest.raises(BadImport, match=r"line 5, Fatalities: write a number .* \(got 'many'\)"):
        load(path, mapping=mapping)
    outcome = load(path, mapping=mapping, rejects=tmp_path / "rejects.csv")
    assert (outcome.above, outcome.added, outcome.unread) == (1, 1, ("Link",))


def test_a_cover_sheet_is_refused_with_the_names_of_the_others(tmp_path: Path, load: Load) -> None:
    book = Workbook()
    book.active.append(["About this workbook"])
    for name in ("2019", "2020"):
        book.create_sheet(name).append(list(HEADER))
    book.save(tmp_path / "years.xlsx")
    with pytest.raises(UnknownLayout, match=r"other sheets, for --sheet: 2019, 2020"):
        load(tmp_path / "years.xlsx")


def test_a_line_of_sums_is_no_event(tmp_path: Path, load: Load) -> None:
    path, mapping = keep(tmp_path, row(), ["Total", None, None, None, None, None, None, 2])
    with pytest.raises(BadImport, match="line 5, the row: says neither when nor where: a line of sums is no event"):
        load(path, mapping=mapping)


def test_a_formula_that_fails_is_refused_where_it_is_read_and_let_pass_where_not(
    tmp_path: Path, desk: Project, load: Load
) -> None:
    path, mapping = keep(tmp_path, row(link="#REF!"), row(number=2, killed="#DIV/0!"))
    outcome = load(path, mapping=mapping, rejects=tmp_path / "rejects.csv")
    assert [str(problem) for problem in outcome.problems] == [
        "line 5, Fatalities: is what a formula gives that fails: mend it, then save again (got '#DIV/0!')"
    ]
    assert len(list(desk.records())) == 1
