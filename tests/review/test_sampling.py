"""The draw of articles: the same for the same seed, at the shares asked for, in every stratum."""

from __future__ import annotations

from collections import Counter

import pytest

from incidents.review.sampling import Candidate, draw, is_drawn, order

MANY = [Candidate(f"key {number}", "abc"[number % 3]) for number in range(90)]


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    once = draw(MANY, {"amal": 1, "bilal": 1}, double=0.2, seed=44)
    assert draw(MANY[::-1], {"bilal": 1, "amal": 1}, double=0.2, seed=44) == once
    assert draw(MANY, {"amal": 1, "bilal": 1}, double=0.2, seed=45) != once


@pytest.mark.parametrize(("share", "in_stratum"), [(0.0, {0}), (0.1, {3}), (0.5, {15}), (1.0, {30})])
def test_the_share_of_doubles_is_kept_in_every_stratum(share: float, in_stratum: set[int]) -> None:
    drawn = draw(MANY, {"amal": 1, "bilal": 1}, double=share, seed=44)
    doubles = Counter(each.candidate.stratum for each in drawn if len(each.coders) == 2)
    assert {doubles[stratum] for stratum in "abc"} == in_stratum


def test_small_strata_make_up_the_share_together() -> None:
    strata = [Candidate(f"key {number}", f"stratum {number}") for number in range(10)]
    drawn = draw(strata, {"amal": 1, "bilal": 1}, double=0.2, seed=44)
    assert sum(len(each.coders) == 2 for each in drawn) == 2


def test_two_coders_of_an_article_are_two_people() -> None:
    assert all(len(set(each.coders)) == 2 for each in draw(MANY, {"amal": 5, "bilal": 1}, double=1, seed=1))


def test_everybody_gets_their_share() -> None:
    counts = Counter(coder for each in draw(MANY, {"amal": 2, "bilal": 1}, double=0, seed=3) for coder in each.coders)
    assert counts == {"amal": 60, "bilal": 30}


def test_what_is_drawn_of_a_share_stays_drawn_when_the_share_grows() -> None:
    keys = [f"key {number}" for number in range(1000)]
    few, more = ({key for key in keys if is_drawn(key, share, seed=7)} for share in (0.1, 0.2))
    assert few < more
    assert 60 < len(few) < 140


def test_an_article_that_is_added_leaves_the_order_of_the_others() -> None:
    before = order(["a", "b", "c"], seed=1)
    assert [key for key in order(["a", "b", "c", "d"], seed=1) if key != "d"] == before
