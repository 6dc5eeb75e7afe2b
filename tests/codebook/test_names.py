"""A user's word finds the term or country it means, and a near miss is told what was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import Codebook, load
from incidents.codebook.names import fold
from incidents.codebook.vocabularies import Term, Vocabulary
from incidents.errors import UnknownTerm

NAMED_TERMS = [
    (vocabulary, term, name)
    for vocabulary in map(load().vocabulary, load().vocabulary_names)
    for term in vocabulary
    for name in term.names
]
WORDS = st.text(max_size=20)


@pytest.mark.parametrize("word", ["U.A.V.", "uav", "Unmanned aerial vehicle", "DRONE", "unmanned-aircraft"])
def test_case_spaces_accents_and_punctuation_do_not_count(codebook: Codebook, word: str) -> None:
    assert codebook.vocabulary("weapons").find(word).code == "drone"


@given(st.sampled_from(NAMED_TERMS), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_name_finds_its_term_in_any_case(
    named: tuple[Vocabulary, Term, str], change: Callable[[str], str]
) -> None:
    vocabulary, term, name = named
    assert vocabulary.find(change(name)) is term


@given(WORDS)
def test_any_other_word_is_refused_with_terms_that_exist(word: str) -> None:
    weapons = load().vocabulary("weapons")
    known = {fold(name) for term in weapons for name in term.names}
    if fold(word) in known:
        assert weapons.find(word).code in weapons.codes
        return
    with pytest.raises(UnknownTerm) as caught:
        weapons.find(word)
    assert set(caught.value.near) <= set(weapons.codes)


@given(WORDS)
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_a_near_miss_is_told_what_comes_near(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match=r"unknown weapon: 'firarm' - did you mean 'firearm'\?"):
        codebook.vocabulary("weapons").find("firarm")


def test_the_beginning_of_a_name_is_told_the_whole(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match=r"unknown country: 'Ivory' - did you mean 'Ivory Coast'\?"):
        codebook.countries.find("Ivory")


def test_a_word_that_nothing_comes_near_gets_no_hint(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match=r"unknown weapon: 'qqqqqq'$"):
        codebook.vocabulary("weapons").find("qqqqqq")


def test_a_word_may_call_terms_of_several_vocabularies(codebook: Codebook) -> None:
    found = {(vocabulary.name, term.code) for vocabulary, term in codebook.find_terms("claimed")}
    assert {("claim_statuses", "claimed"), ("attributions", "claimed")} <= found


def test_a_term_that_no_vocabulary_has_is_refused(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match=r"did you mean 'Grenade' or 'rocket'\?"):
        codebook.find_terms("grenad")


@pytest.mark.parametrize(
    ("word", "iso3"),
    [
        ("US", "USA"),
        ("U.S.", "USA"),
        ("Britain", "GBR"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),  # noqa: RUF001 - the apostrophe of the press
        ("DR Congo", "COD"),
        ("Burma", "MMR"),
        ("Palestine", "PSE"),
        ("State of Palestine", "PSE"),
        ("Kosovo", "XKX"),
        ("türkiye", "TUR"),
        ("irq", "IRQ"),
        ("IQ", "IRQ"),
    ],
)
def test_a_country_is_found_by_the_names_of_the_press(codebook: Codebook, word: str, iso3: str) -> None:
    assert codebook.countries.find(word).iso3 == iso3


@pytest.mark.parametrize("word", ["Gaza", "Congo", "Korea", "Iraqi"])
def test_what_is_no_country_or_two_is_refused(codebook: Codebook, word: str) -> None:
    with pytest.raises(UnknownTerm, match="unknown country"):
        codebook.countries.find(word)


def test_a_name_of_two_countries_is_answered_with_both(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm) as caught:
        codebook.countries.find("Congo")
    assert set(caught.value.near) == {"Democratic Republic of Congo", "Republic of Congo"}


def test_every_country_code_and_name_finds_its_country(codebook: Codebook) -> None:
    wrong = [each.iso3 for each in codebook.countries if codebook.countries.find(each.name) is not each]
    wrong += [each.iso3 for each in codebook.countries if codebook.countries.find(each.iso2) is not each]
    assert wrong == []


def test_only_kosovo_has_no_number(codebook: Codebook) -> None:
    assert [country.iso3 for country in codebook.countries if country.numeric is None] == ["XKX"]


def test_demonyms_name_people_and_adjective(codebook: Codebook) -> None:
    iraq = codebook.countries.get("IRQ")
    assert iraq is not None
    assert iraq.demonyms == ("Iraqi", "Iraqis")
