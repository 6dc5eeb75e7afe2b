"""Intervals against published examples and against what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.review.evaluation.intervals import Share, bootstrap, mcnemar, wilson


def test_wilson_gives_the_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 15 of 148.
    assert wilson(81, 263) == (0.255, 0.366)
    assert wilson(15, 148) == (0.062, 0.160)


def test_nothing_right_and_all_right_still_have_an_interval() -> None:
    assert wilson(0, 20) == (0.0, 0.161)  # Newcombe's third example
    assert wilson(20, 20) == (0.839, 1.0)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    assert share.interval is not None
    assert share.rate is not None
    assert 0 <= share.interval.low <= share.rate <= share.interval.high <= 1


def test_no_cases_have_no_share() -> None:
    assert (Share(0, 0).rate, Share(0, 0).interval) == (None, None)


@pytest.mark.parametrize(("better", "worse", "chance"), [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 0.0215), (6, 0, 0.0312)])
def test_mcnemar_is_twice_the_tail_of_a_fair_coin(better: int, worse: int, chance: float) -> None:
    assert mcnemar(better, worse) == mcnemar(worse, better) == chance


def test_mcnemar_stands_thousands_of_cases() -> None:
    assert 0.31 < mcnemar(5000, 4900) < 0.33


def test_the_bootstrap_comes_out_the_same_each_time() -> None:
    samples = [0, 1, 1, 0, 1, 1, 1, 0]
    assert bootstrap(samples, _mean) == bootstrap(samples, _mean)


def test_the_bootstrap_of_equal_samples_is_a_point() -> None:
    assert bootstrap([3, 3, 3], _mean) == (3.0, 3.0)


def _mean(samples: object) -> float:
    assert isinstance(samples, list)
    return float(sum(samples)) / len(samples)
