from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import (
    fold,
    respell_arabic,
    respell_persian,
    spell_unit,
    variants,
    without_article,
    without_generic,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Fallujah", "al fallujah"),
        ("Sana'a", "Sanaa"),
        ("Sana\u2019a", "SANAA"),
        ("Gdańsk", "Gdansk"),
        ("Łódź", "Lodz"),
        ("São  Paulo", "Sao Paulo"),
        ("St. Louis", "Saint Louis"),
        ("Diyarbak\u0131r", "Diyarbakir"),
        ("Fort-de-France", "fort de france"),
        ("An Najaf", "al-Najaf"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("El Fasher", "al-Fasher"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_names_in_other_scripts_stay_in_them() -> None:
    assert fold("الفلوجة") == "الفلوجة"
    assert fold("Харків") == "Харків".lower()


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("city of mosul", "mosul"),
        ("the town of bannu", "bannu"),
        ("bannu district", "bannu"),
        ("mandera county", "mandera"),
        ("district", "district"),
    ],
)
def test_generic_words_are_left_aside_where_a_name_remains(name: str, plain: str) -> None:
    assert without_generic(name) == plain


def test_the_arabic_article_is_left_aside_but_not_short_names() -> None:
    assert without_article("al anbar") == "anbar"
    assert without_article("al wa") == "al wa"


def test_variants_begin_with_the_literal_name_and_do_not_repeat() -> None:
    assert variants("Al-Anbar Province") == ("al anbar province", "al anbar", "anbar province", "anbar")
    assert variants("Mosul") == ("mosul",)
    assert variants("near Rutba") == ("near rutba", "rutba")


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_plain_name_folds_as_it_would_beside_an_accent(name: str) -> None:
    assert fold(f"é {name}") == f"e {fold(name)}".strip()


@pytest.mark.parametrize(
    ("asked", "written", "is_meant"),
    [
        ("aleppo", "aleppo governorate", True),
        ("aleppo", "province of aleppo", True),
        ("aleppo", "aleppo", True),
        ("aleppo governorate", "aleppo", True),
        ("aleppo governorate", "governorate of aleppo", True),
        ("governorate of aleppo", "aleppo governorate", True),
        ("punjab province", "punjab state", False),
        ("tibet", "tibet autonomous region", True),
        ("mexico city", "mexico", False),
        ("aleppo", "aleppo city", False),
    ],
)
def test_a_unit_is_called_by_its_noun_or_without(asked: str, written: str, *, is_meant: bool) -> None:
    assert (written in spell_unit(asked)) is is_meant


@pytest.mark.parametrize(
    ("listed", "asked"),
    [("bayt awwa", "beit awwa"), ("dayr qanun", "deir qanun"), ("tall tamr", "tel tamr"), ("nasiriyah", "nasiriya")],
)
def test_a_usual_spelling_is_among_the_others(listed: str, asked: str) -> None:
    assert asked in set(respell_arabic(listed))


@pytest.mark.parametrize("name", ["", "bayt", "mosul", "sarah d"])
def test_a_name_without_such_words_has_no_other_spelling(name: str) -> None:
    assert list(respell_arabic(name)) == []


def test_another_spelling_finds_the_place_as_its_alias(gazetteer: Gazetteer) -> None:
    found = gazetteer.search("Beit Awwa", country="PSE")[0]
    assert (found.name, found.match) == ("Bayt Awwa", "alias")


@pytest.mark.parametrize("asked", ["mazar sharif", "mazar i sharif", "mazar ye sharif"])
def test_a_persian_name_is_joined_in_other_ways(asked: str) -> None:
    assert asked in set(respell_persian("mazar e sharif"))


def test_a_name_of_other_words_is_not_rejoined() -> None:
    assert [*respell_persian("kabul"), *respell_persian("pul alam"), *respell_persian("dasht al leili")] == []
