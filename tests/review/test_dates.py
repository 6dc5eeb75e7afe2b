from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.dates import When
from incidents.errors import UnknownTerm
from incidents.review.dates import read_when, show_when
from incidents.review.form_rows import FormContext

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
PRECISIONS = st.sampled_from(["day", "days", "week", "month", "year", "unknown"])
SPANS = st.one_of(st.integers(0, 40), st.integers(0, 800)).map(lambda days: timedelta(days=days))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2021-11-07", "2021-11-07", "2021-11-07", "day"),
        ("7 November 2021", "2021-11-07", "2021-11-07", "day"),
        ("today", "2021-11-08", "2021-11-08", "day"),
        ("Yesterday", "2021-11-07", "2021-11-07", "day"),
        ("2021-W44", "2021-11-01", "2021-11-07", "week"),
        ("2021-02", "2021-02-01", "2021-02-28", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2021-11-05/2021-11-07", "2021-11-05", "2021-11-07", "days"),
        ("2021-11-05 / 2021-11-25", "2021-11-05", "2021-11-25", "month"),
        ("2021-11-07 (week)", "2021-11-07", "2021-11-07", "week"),
    ],
)
def test_a_date_is_read_as_the_interval_that_it_is(
    text: str, start: str, end: str, precision: str, context: FormContext
) -> None:
    assert read_when(text, context) == When(date.fromisoformat(start), date.fromisoformat(end), precision)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-13", "no month 13"),
        ("2021-W60", "week"),
        ("9999-W52", "year 10000"),
        ("0000", "no month 1 of the year 0"),
        ("2021-11-07/2021-11-05", "ends"),
        ("03/04/2021", "two ways"),
        ("soon", "not a date"),
        ("", "not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, reason: str, context: FormContext) -> None:
    with pytest.raises(ValueError, match=reason):
        read_when(text, context)


def test_an_unknown_precision_is_refused_with_what_comes_near(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'week'"):
        read_when("2021-11-07 (weak)", context)


def test_yesterday_needs_a_day_to_count_from(context: FormContext) -> None:
    with pytest.raises(ValueError, match="no day to count from"):
        read_when("yesterday", FormContext(context.codebook))


@pytest.mark.parametrize("text", ["2021-11-07", "2021-W44", "2021-11", "2021", "2021-11-05/2021-11-07"])
def test_a_date_is_shown_in_its_shortest_spelling(text: str, context: FormContext) -> None:
    assert show_when(read_when(text, context), context) == text


@given(start=DAYS, span=SPANS, precision=PRECISIONS)
def test_every_date_is_read_back_as_it_was_shown(
    start: date, span: timedelta, precision: str, context: FormContext
) -> None:
    when = When(start, start + span, precision)

    assert read_when(show_when(when, context), context) == when
