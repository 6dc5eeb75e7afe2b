"""Values refuse what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.domain.casualties import Count
from incidents.domain.dates import When
from incidents.domain.documents import NOT_MENTIONED
from incidents.domain.events import Claim, overall_status
from incidents.domain.locations import Place
from incidents.domain.problems import Problem


def test_an_interval_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        When(date(2021, 11, 8), date(2021, 11, 7))


def test_the_middle_of_a_week_is_its_fourth_day() -> None:
    assert When(date(2021, 11, 1), date(2021, 11, 7), "week").middle == date(2021, 11, 4)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2021, 11, 7), date(2021, 11, 7), "2021-11-07"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
        (date(366, 1, 1), date(366, 12, 31), "0366"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2021, 11, 1), date(2022, 11, 30), "2021-11-01/2022-11-30"),
    ],
)
def test_an_interval_is_written_as_short_as_can_be(start: date, end: date, written: str) -> None:
    assert When(start, end).written == written


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (44.4, None)])
def test_a_point_lies_on_the_globe(latitude: float, longitude: float | None) -> None:
    with pytest.raises(ValueError, match="tude"):
        Place(latitude=latitude, longitude=longitude)


def test_a_number_of_people_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        Count(-1, 0, 0)


@pytest.mark.parametrize(("numbers", "rises"), [((3, 2, 5), False), ((1, 5, 4), False), ((1, None, 4), True)])
def test_a_count_says_whether_it_rises_from_low_to_high(numbers: tuple[int, int, int], *, rises: bool) -> None:
    assert (Count(*numbers).disorder is None) == rises


def test_no_statement_about_responsibility_is_not_mentioned() -> None:
    assert overall_status(()) == NOT_MENTIONED


def test_a_claim_speaks_louder_than_an_accusation() -> None:
    assert overall_status((Claim("suspected", "B"), Claim("claimed", "A"))) == "claimed"


def test_a_problem_names_line_field_and_value() -> None:
    problem = Problem(field="killed", message="not a number", value="many", line=3)
    assert str(problem) == "line 3, killed: not a number (got 'many')"
