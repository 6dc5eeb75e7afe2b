"""Dates in a sentence; the readings themselves are cases in ``tests/cases/dates.toml``."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.coder.mentions.dates.calendar import WEEKDAYS, coming_weekday, interval, past_weekday, whole_month
from incidents.coder.mentions.dates.finding import DateMention, DateWords, find_dates
from incidents.coder.mentions.dates.reading import Anchor
from incidents.coder.text.sentences import Sentence
from incidents.domain.dates import When, on

WORDS = DateWords.of(load().cues("dates"))
DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def find(text: str, published_on: date | None) -> tuple[DateMention, ...]:
    return find_dates(Sentence(0, 0, len(text), text, 0), published_on=published_on, words=WORDS)


@given(published_on=DAYS, weekday=st.integers(0, 6))
def test_a_weekday_lies_in_the_seven_days_up_to_publication(published_on: date, weekday: int) -> None:
    (mention,) = find(f"A shell fell on {WEEKDAYS[weekday].capitalize()}.", published_on)
    assert mention.when == on(past_weekday(published_on, weekday))
    assert 0 <= (published_on - mention.when.start).days <= 6
    assert mention.when.start.weekday() == weekday


@given(published_on=DAYS, weekday=st.integers(0, 6))
def test_a_coming_weekday_lies_in_the_seven_days_after_publication(published_on: date, weekday: int) -> None:
    day = coming_weekday(published_on, weekday)
    assert 1 <= (day - published_on).days <= 7
    assert day.weekday() == weekday


@given(day=DAYS, form=st.sampled_from(["{0:%B} {0.day}, {0.year}", "{0.day} {0:%B} {0.year}", "{0:%Y-%m-%d}"]))
def test_a_full_date_is_read_whenever_it_was_published(day: date, form: str) -> None:
    written = form.format(day)
    (mention,) = find(f"The post fell on {written} at noon.", None)
    assert (mention.when, mention.quote) == (on(day), written)


@given(published_on=DAYS, back=st.integers(0, 300))
def test_a_day_without_a_year_is_the_last_such_day(published_on: date, back: int) -> None:
    day = published_on - timedelta(days=back)
    (mention,) = find(f"The post fell on {day:%B} {day.day} at noon.", published_on)
    assert mention.when == on(day)


def test_relative_words_need_a_day_of_publication() -> None:
    assert find("It fell yesterday, on Sunday, three days ago and last month.", None) == ()


def test_an_anchor_moves_the_other_events_date() -> None:
    assert Anchor(2).resolve(on(date(2021, 11, 5))) == on(date(2021, 11, 7))
    assert Anchor(-1).resolve(on(date(2021, 3, 1))) == on(date(2021, 2, 28))


def test_an_anchor_keeps_the_precision_of_the_other_date() -> None:
    assert Anchor(1).resolve(whole_month(2021, 2)) == When(date(2021, 2, 2), date(2021, 3, 1), "month")


def test_an_anchor_with_slack_is_less_precise() -> None:
    assert Anchor(7, slack=3).resolve(on(date(2021, 11, 5))) == When(date(2021, 11, 9), date(2021, 11, 15), "week")


@pytest.mark.parametrize(
    ("days", "precision"), [(1, "day"), (2, "days"), (6, "days"), (7, "week"), (31, "month"), (90, "year")]
)
def test_an_interval_is_as_precise_as_it_is_long(days: int, precision: str) -> None:
    start = date(2021, 1, 1)
    assert interval(start, start + timedelta(days=days - 1)).precision == precision


def test_the_precisions_are_those_of_the_codebook() -> None:
    codes = load().vocabulary("date_precision").codes
    assert {
        interval(date(2021, 1, 1), date(2021, 1, 1) + timedelta(days=days)).precision for days in range(100)
    } <= set(codes)


WORDS_OF_TIME = """
on last next early Sunday May 7 31 2021 , - of to ago three days a week later after the month yesterday in
"""


@given(st.lists(st.sampled_from(WORDS_OF_TIME.split()), max_size=14))
def test_every_place_is_exact_and_no_two_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in find(text, date(2021, 11, 10)):
        assert text[mention.start : mention.end] == mention.quote
        assert end <= mention.start < mention.end
        assert (mention.when is None) == (mention.anchor is not None)
        end = mention.end
