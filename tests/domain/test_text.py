"""Numbers of things are put into words."""

from __future__ import annotations

import pytest

from incidents.domain.text import count_of


@pytest.mark.parametrize(("number", "told"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (2000, "2,000 events")])
def test_one_is_no_more_than_one(number: int, told: str) -> None:
    assert count_of(number, "event") == told


def test_a_word_may_have_a_plural_of_its_own() -> None:
    assert (count_of(1, "country", "countries"), count_of(3, "country", "countries")) == ("1 country", "3 countries")
