"""Counts of people refuse what cannot be."""

from __future__ import annotations

import pytest

from incidents.domain.casualties import Count


def test_a_number_of_people_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        Count(-1, 0, 0)


@pytest.mark.parametrize(("numbers", "rises"), [((3, 2, 5), False), ((1, 5, 4), False), ((1, None, 4), True)])
def test_a_count_says_whether_it_rises_from_low_to_high(numbers: tuple[int, int, int], *, rises: bool) -> None:
    assert (Count(*numbers).disorder is None) == rises
