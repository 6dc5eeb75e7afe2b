from __future__ import annotations

import pytest

from incidents.geo.gazetteer import Gazetteer
from incidents.geo.respelling import rejoined, respelled


@pytest.mark.parametrize(
    ("listed", "asked"),
    [("bayt awwa", "beit awwa"), ("dayr qanun", "deir qanun"), ("tall tamr", "tel tamr"), ("nasiriyah", "nasiriya")],
)
def test_a_usual_spelling_is_among_the_others(listed: str, asked: str) -> None:
    assert asked in set(respelled(listed))


@pytest.mark.parametrize("name", ["", "bayt", "mosul", "sarah d"])
def test_a_name_without_such_words_has_no_other_spelling(name: str) -> None:
    assert list(respelled(name)) == []


def test_another_spelling_finds_the_place_as_its_alias(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Beit Awwa", country="PSE")[0]
    assert (found.name, found.match) == ("Bayt Awwa", "alias")


@pytest.mark.parametrize("asked", ["mazar sharif", "mazar i sharif", "mazar ye sharif"])
def test_a_persian_name_is_joined_in_other_ways(asked: str) -> None:
    assert asked in set(rejoined("mazar e sharif"))


def test_a_name_of_other_words_is_not_rejoined() -> None:
    assert [*rejoined("kabul"), *rejoined("pul alam"), *rejoined("dasht al leili")] == []
