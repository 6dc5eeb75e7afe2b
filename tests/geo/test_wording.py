"""What a coder's words say of a place beside its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.wording import read_wording


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Mosul", ("Mosul",)),
        ("near Pendhari village", ("Pendhari village",)),
        ("10 km north of Tabqa", ("Tabqa",)),
        ("Badush (Badoush) town", ("Badush town", "Badoush")),
        ("FOB Shinwar", ("FOB Shinwar", "Shinwar")),
        ("Jabaliya refugee camp", ("Jabaliya refugee camp", "Jabaliya")),
        ("Selo Ekazhevo", ("Selo Ekazhevo", "Ekazhevo")),
        ("", ("",)),
    ],
)
def test_the_names_come_most_literal_first(words: str, names: tuple[str, ...]) -> None:
    assert read_wording(words).names == names


def test_what_follows_a_comma_holds_the_place() -> None:
    assert read_wording("Bata Pora village, Handwara sub-district").parents == ("Handwara sub-district",)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("road from Kabul to Ghazni", ("Kabul", "Ghazni")),
        ("between Anah and Rawah", ("Anah", "Rawah")),
        ("Chad-Sudan border", ("Chad", "Sudan")),
        ("Kaga Bandoro - Mbres road", ("Kaga Bandoro", "Mbres")),
        ("I-n-Tilelt village", ()),
        ("Kaga-Bandoro", ()),
    ],
)
def test_what_lies_between_two_places_names_both(words: str, ends: tuple[str, ...]) -> None:
    assert read_wording(words).ends == ends


@pytest.mark.parametrize("words", ["near Mosul", "outskirts of Mosul", "Mosul area", "Mosul (near)", "Mosul airport"])
def test_beside_a_place_is_near_it(words: str) -> None:
    assert read_wording(words).is_near


def test_a_river_may_lie_far_from_the_town_of_its_name() -> None:
    assert read_wording("Khabur river").is_beyond
    assert not read_wording("Khabur").is_beyond


@given(st.text())
def test_any_words_have_a_name(words: str) -> None:
    assert read_wording(words).names
