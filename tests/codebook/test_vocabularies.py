"""The shipped vocabularies say what the issue and the field's codebooks ask of them."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.codebook.vocabularies import LEAD, roles_for

VOCABULARIES = load().vocabulary_names
WEAPONS_OF_HAND_CODED_NEWS = {
    "firearm",
    "knife",
    "drone",
    "ied",
    "vehicle_bomb",
    "suicide_vest",
    "grenade",
    "rocket",
    "missile",
    "artillery",
    "airstrike",
    "arson",
    "incendiary",
    "chemical",
    "teargas",
    "stones",
    "fireworks",
    "other",
}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_term_has_a_sentence_that_defines_it_and_one_that_shows_it(codebook: Codebook, name: str) -> None:
    vocabulary = codebook.vocabulary(name)
    unfinished = [
        term.code for term in vocabulary if not (term.definition.endswith(".") and term.example.endswith("."))
    ]
    assert unfinished == []


@pytest.mark.parametrize("name", VOCABULARIES)
def test_no_term_is_defined_by_its_own_label(codebook: Codebook, name: str) -> None:
    assert [term.code for term in codebook.vocabulary(name) if term.definition.strip(".") == term.label] == []


@pytest.mark.parametrize("name", ["weapons", "sub_event_types", "target_types"])
def test_the_machine_coder_has_cues_for_every_term_that_words_can_tell(codebook: Codebook, name: str) -> None:
    silent = {term.code for term in codebook.vocabulary(name) if not term.cues}
    assert silent <= {"other", "unknown"}


def test_there_are_six_event_types_and_twenty_five_sub_event_types(codebook: Codebook) -> None:
    types, kinds = codebook.vocabulary("event_types"), codebook.vocabulary("sub_event_types")
    assert (len(types.terms), len(kinds.terms)) == (6, 25)
    assert {kind.parent for kind in kinds} == set(types.codes)


def test_ranks_run_from_1_to_25_in_file_order(codebook: Codebook) -> None:
    ranks = [term.attributes["hierarchy_rank"] for term in codebook.vocabulary("sub_event_types")]
    assert ranks == list(range(1, 26))


def test_only_excessive_force_has_two_disorder_types(codebook: Codebook) -> None:
    kinds = codebook.vocabulary("sub_event_types")
    double = [term.code for term in kinds if ";" in str(term.attributes["disorder_type"])]
    assert double == ["Excessive force against protesters"]


def test_the_weapons_of_hand_coded_news_are_codes(codebook: Codebook) -> None:
    assert set(codebook.vocabulary("weapons").codes) >= WEAPONS_OF_HAND_CODED_NEWS


def test_explosive_weapons_hold_every_drone_but_the_one_that_only_watches(codebook: Codebook) -> None:
    weapons = codebook.vocabulary("weapons")
    explosive, drones = set(weapons.descendants("explosive")), set(weapons.descendants("drone"))
    assert drones == {"drone", "drone_one_way", "drone_fpv", "drone_bomber", "drone_reconnaissance"}
    assert drones - explosive == {"drone_reconnaissance"}


def test_every_weapon_has_a_gtd_type(codebook: Codebook) -> None:
    assert all("gtd_type" in term.attributes for term in codebook.vocabulary("weapons"))


def test_each_term_comes_with_itself_when_asked_for_what_is_below(codebook: Codebook) -> None:
    weapons = codebook.vocabulary("weapons")
    assert all(weapons.descendants(code)[0] == code for code in weapons.codes)


def test_casualty_and_claim_statuses_keep_the_silences_apart(codebook: Codebook) -> None:
    assert {"stated none", "stated unknown", "not mentioned"} <= set(codebook.vocabulary("casualty_status").codes)
    assert {"stated none", "not mentioned", "denied", "retracted"} <= set(codebook.vocabulary("claim_statuses").codes)


def test_every_region_has_a_country_and_every_country_a_region(codebook: Codebook) -> None:
    regions = codebook.vocabulary("regions")
    assert len(regions.terms) == 17
    assert {country.region for country in codebook.countries} == set(regions.codes)


def test_the_codes_that_the_domain_writes_are_terms(codebook: Codebook) -> None:
    assert {"killed", "injured"} <= set(codebook.vocabulary("harms").codes)
    assert codebook.vocabulary("casualty_groups").get("all") is not None
    assert {"perpetrator", "target", "associated"} <= set(codebook.vocabulary("actor_roles").codes)
    assert codebook.vocabulary("event_statuses").codes == ("draft", "reviewed", "published", "withdrawn")


@pytest.mark.parametrize(
    ("command", "roles"),
    [
        ("code", {"coder", "reviewer", "lead"}),
        ("a command of tomorrow", {"coder", "reviewer", "lead"}),
        ("review", {"reviewer", "lead"}),
        ("release march", {"lead"}),
        ("members add", {"lead"}),
    ],
)
def test_a_command_needs_a_role_and_higher_ones_may_do_it_too(command: str, roles: set[str]) -> None:
    assert roles_for(command, load().vocabulary("roles")) == roles


def test_a_lead_may_do_everything() -> None:
    roles = load().vocabulary("roles")
    commands = [word for role in roles.terms for word in str(role.attributes["commands"]).split()]
    assert all(LEAD in roles_for(command, roles) for command in commands)
