"""Days are read however people write them; intervals refuse what cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.dates import When, read_day

SUNDAY = date(2021, 11, 7)


@pytest.mark.parametrize(
    "text",
    [
        "2021-11-07",
        "2021-11-07T12:27:00+03:00",
        "2021-11-07 12:27",
        "2021/11/7",
        "7 November 2021",
        "7th of November, 2021",
        "7-Nov-2021",
        "November 7, 2021 at 12:27 pm",
        "Nov. 7 2021",
        "Sunday, 7 Nov 2021",
        "Sun, 07 Nov 2021 12:27:00 +0000",
        "Sun, 07 Nov 2021 12:27:00 GMT",
        " sunday  7  november  2021 ",
    ],
)
def test_a_day_is_read_however_people_write_it(text: str) -> None:
    assert read_day(text) == SUNDAY


@pytest.mark.parametrize("text", ["13/04/2021", "04/13/2021", "13.4.2021"])
def test_figures_are_read_when_only_one_reading_is_a_date(text: str) -> None:
    assert read_day(text) == date(2021, 4, 13)


def test_the_same_figure_twice_is_one_day() -> None:
    assert read_day("05/05/2021") == date(2021, 5, 5)


def test_two_readings_are_refused_and_both_are_named() -> None:
    with pytest.raises(ValueError, match="2021-04-03 or 2021-03-04"):
        read_day("03/04/2021")


def test_a_weekday_that_contradicts_is_refused() -> None:
    with pytest.raises(ValueError, match="2021-11-07 was a Sunday"):
        read_day("Monday, 7 November 2021")


@pytest.mark.parametrize("text", ["2021-02-30", "31 April 2021", "00/13/2021"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no calendar"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["", "Sunday", "November 2021", "7 November", "7/11/21", "on 7 November 2021 in Baghdad"]
)
def test_anything_but_one_whole_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        read_day(text)


def test_a_text_far_longer_than_a_date_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        read_day("1 " * 100_000)


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%A, %d %b %Y"]))
def test_every_day_is_read_back_from_every_spelling(day: date, spelling: str) -> None:
    assert read_day(day.strftime(spelling)) == day


@given(st.text())
def test_no_text_makes_it_fail_otherwise(text: str) -> None:
    assert outcome(text) in {"read", "refused"}


def outcome(text: str) -> str:
    try:
        read_day(text)
    except ValueError:
        return "refused"
    return "read"


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
