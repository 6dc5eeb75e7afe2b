from __future__ import annotations

import pytest

from incidents.geo.gazetteer import Gazetteer
from incidents.geo.respelling import respelled


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
