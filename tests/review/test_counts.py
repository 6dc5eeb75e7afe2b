from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.harm import NONE, UNKNOWN, Casualty, Count, exactly
from incidents.errors import UnknownTerm
from incidents.review.counts import read_casualties, read_count, show_casualties, show_count
from incidents.review.setting import Setting

STATUSES = st.sampled_from(["reported", "estimated", "stated none", "stated unknown", "not mentioned"])


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = sorted(draw(st.lists(st.integers(0, 10_000), min_size=3, max_size=3)))
    maybe = st.sampled_from([True, False])
    return Count(
        low if draw(maybe) else None, best if draw(maybe) else None, high if draw(maybe) else None, draw(STATUSES)
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7", exactly(7)),
        ("0", exactly(0)),
        ("5-9", Count(5, None, 9, "reported")),
        ("5/7/9", Count(5, 7, 9, "reported")),
        ("5/?/9", Count(5, None, 9, "reported")),
        ("5+", Count(5, 5, None, "reported")),
        ("~30", Count(30, 30, 30, "estimated")),
        ("~20/30/40", Count(20, 30, 40, "estimated")),
        ("None", NONE),
        ("unknown", Count(status="stated unknown")),
        ("", UNKNOWN),
        ("not mentioned", UNKNOWN),
        ("24-36 (estimated)", Count(24, None, 36, "estimated")),
    ],
)
def test_a_count_is_read_and_the_silences_are_kept_apart(text: str, count: Count, setting: Setting) -> None:
    assert read_count(text, setting) == count


@pytest.mark.parametrize("text", ["seven", "-3", "5/7", "5-9-11", "7.5", "7 dead"])
def test_what_is_no_count_is_refused_with_what_may_stand_there(text: str, setting: Setting) -> None:
    with pytest.raises(ValueError, match="write a number"):
        read_count(text, setting)


@pytest.mark.parametrize("text", ["100000001", "1-99999999999999999999", "9" * 5_000])
def test_more_people_than_any_event_can_harm_are_refused(text: str, setting: Setting) -> None:
    with pytest.raises(ValueError, match="too large to be true"):
        read_count(text, setting)


def test_a_count_that_could_not_be_typed_is_still_shown(setting: Setting) -> None:
    assert show_count(exactly(10**12), setting) == "/".join(["1000000000000"] * 3) + " (reported)"


def test_figures_that_do_not_rise_are_refused(setting: Setting) -> None:
    with pytest.raises(ValueError, match=r"^low \d+, high \d+ must rise in that order$"):
        read_count("9-5", setting)


@given(count=counts())
def test_every_count_is_read_back_as_it_was_shown(count: Count, setting: Setting) -> None:
    assert read_count(show_count(count, setting), setting) == count


def test_rows_say_harm_and_group(setting: Setting) -> None:
    assert read_casualties("abducted=5; injured security_forces=5-9", setting) == (
        Casualty("abducted", exactly(5)),
        Casualty("injured", Count(5, None, 9, "reported"), "security_forces"),
    )


def test_a_total_has_its_own_field(setting: Setting) -> None:
    with pytest.raises(ValueError, match="a field of its own: killed"):
        read_casualties("killed=5", setting)


def test_an_unknown_group_is_refused_with_what_comes_near(setting: Setting) -> None:
    with pytest.raises(UnknownTerm, match="civilians"):
        read_casualties("killed civilans=5", setting)


@given(
    rows=st.lists(
        st.builds(Casualty, st.sampled_from(["abducted", "missing"]), counts(), st.sampled_from(["all", "women"]))
    )
)
def test_rows_are_read_back_as_they_were_shown(rows: list[Casualty], setting: Setting) -> None:
    assert read_casualties(show_casualties(tuple(rows), setting), setting) == tuple(rows)
