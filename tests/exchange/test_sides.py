"""The two sides of an event, and how they acted on each other."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.events import ASSOCIATED, PERPETRATOR, TARGET, Actor, Target
from incidents.exchange.acled import Side, first_side, interaction, is_civilian_targeting, second_side
from tests.builders import make_document

REBELS = Actor("Front", PERPETRATOR, "rebel")
ARMY = Actor("Army", TARGET, "military", "IRQ")
FARMERS = Actor("Farmers", TARGET, "civilians")
BATTLE = {"event_type": "Battles", "sub_event_type": "Armed clash"}
ATTACK = {"event_type": "Violence against civilians", "sub_event_type": "Attack"}


def test_the_first_perpetrator_leads_and_the_others_stand_beside_it(codebook: Codebook) -> None:
    event = make_document(actors=(ARMY, REBELS, Actor("Allies", ASSOCIATED), Actor("Second", PERPETRATOR)), **BATTLE)
    assert first_side(event, codebook) == Side("Front", ("Second", "Allies"), 2)
    assert second_side(event, codebook) == Side("Army", (), 1)


@pytest.mark.parametrize(
    ("event_type", "name", "kind"),
    [
        ("Explosions/Remote violence", "Unidentified Armed Group (Iraq)", 3),
        ("Protests", "Protesters (Iraq)", 6),
        ("Riots", "Rioters (Iraq)", 5),
    ],
)
def test_an_unnamed_first_side_has_the_layouts_name(codebook: Codebook, event_type: str, name: str, kind: int) -> None:
    event = make_document(actors=(), targets=(), event_type=event_type)
    assert (first_side(event, codebook), second_side(event, codebook)) == (Side(name, (), kind), None)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("political_militia", "Unidentified Armed Group (Iraq)"), ("criminal", "Unidentified Gang (Iraq)")],
)
def test_people_whom_nobody_identified_have_the_layouts_name(codebook: Codebook, kind: str, name: str) -> None:
    event = make_document(actors=(Actor("Unidentified gunmen (Iraq)", PERPETRATOR, type=kind),), targets=())
    assert first_side(event, codebook).name == name


def test_violence_against_civilians_has_civilians_on_the_second_side(codebook: Codebook) -> None:
    event = make_document(actors=(FARMERS, REBELS), **ATTACK)
    assert first_side(event, codebook).name == "Front"
    assert second_side(event, codebook) == Side("Civilians (Iraq)", ("Farmers",), 7)


@pytest.mark.parametrize(
    ("types", "side"),
    [
        (["police"], Side("Police Forces of Iraq", (), 1)),
        (["military"], Side("Military Forces of Iraq", (), 1)),
        (["military", "police", "military"], Side("Military Forces of Iraq", ("Police Forces of Iraq",), 1)),
        (["police", "market"], Side("Civilians (Iraq)", (), 7)),
        ([], Side("Civilians (Iraq)", (), 7)),
    ],
)
def test_only_police_or_soldiers_who_are_struck_unnamed_are_the_forces_of_the_country(
    codebook: Codebook, types: list[str], side: Side
) -> None:
    event = make_document(actors=(REBELS,), targets=tuple(Target(each) for each in types), **ATTACK)
    assert second_side(event, codebook) == side
    assert is_civilian_targeting(event, codebook) is (side.kind == 7)


def test_named_soldiers_who_are_struck_are_no_civilians(codebook: Codebook) -> None:
    event = make_document(actors=(REBELS, ARMY), targets=(), **ATTACK)
    assert second_side(event, codebook) == Side("Army", (), 1)
    assert is_civilian_targeting(event, codebook) is False


def test_a_named_target_of_unknown_type_is_no_civilian_where_only_police_were_struck(codebook: Codebook) -> None:
    event = make_document(actors=(REBELS, Actor("Fifth Unit", TARGET)), targets=(Target("police"),), **ATTACK)
    assert second_side(event, codebook) == Side("Fifth Unit", (), None)
    assert is_civilian_targeting(event, codebook) is False


def test_soldiers_struck_among_civilians_stand_beside_them(codebook: Codebook) -> None:
    event = make_document(actors=(REBELS, ARMY), targets=(Target("market"),), **ATTACK)
    assert second_side(event, codebook) == Side("Civilians (Iraq)", ("Army",), 7)


def test_a_protest_at_a_police_station_has_one_side(codebook: Codebook) -> None:
    event = make_document(
        actors=(), targets=(Target("police"),), event_type="Protests", sub_event_type="Peaceful protest"
    )
    assert second_side(event, codebook) is None


@pytest.mark.parametrize(("target", "side"), [("market", Side("Civilians (Iraq)", (), 7)), ("energy", None)])
def test_where_only_what_was_struck_is_known_it_tells_the_second_side(
    codebook: Codebook, target: str, side: Side | None
) -> None:
    event = make_document(actors=(REBELS,), targets=(Target(target),))
    assert second_side(event, codebook) == side
    assert is_civilian_targeting(event, codebook) is (side is not None)


def test_a_states_forces_abroad_are_external_forces(codebook: Codebook) -> None:
    at_home, abroad = (Actor("Army", PERPETRATOR, "military", country) for country in ("IRQ", "TUR"))
    assert first_side(make_document(actors=(at_home,)), codebook).kind == 1
    assert first_side(make_document(actors=(abroad,)), codebook).kind == 8


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("rebel", "military", "State forces-Rebel group"),
        ("military", "rebel", "State forces-Rebel group"),
        ("rebel", None, "Rebel group only"),
        ("foreign_forces", "civilians", "External/Other forces-Civilians"),
        ("rebel", "foreign_forces", "Rebel group-External/Other forces"),
        ("protesters", "protesters", "Protesters-Protesters"),
    ],
)
def test_an_interaction_has_no_direction(codebook: Codebook, first: str, second: str | None, label: str) -> None:
    other = () if second is None else (Actor("B", TARGET, second),)
    event = make_document(actors=(Actor("A", PERPETRATOR, first), *other), targets=(), **BATTLE)
    assert interaction(event, codebook) == label


@pytest.mark.parametrize("actors", [(Actor("A", PERPETRATOR),), (REBELS, Actor("B", TARGET))])
def test_an_actor_of_unknown_type_leaves_the_interaction_unknown(codebook: Codebook, actors: tuple[Actor, ...]) -> None:
    assert interaction(make_document(actors=actors, **BATTLE), codebook) is None


@pytest.mark.parametrize(
    ("event_type", "sub_event_type", "is_targeting"),
    [
        ("Violence against civilians", "Attack", True),
        ("Protests", "Excessive force against protesters", True),
        ("Protests", "Peaceful protest", False),
        ("Riots", "Mob violence", True),
        ("Riots", "Violent demonstration", False),
        ("Explosions/Remote violence", "Grenade", True),
        ("Battles", "Armed clash", False),
    ],
)
def test_civilian_targeting_follows_from_type_and_a_civilian_side(
    codebook: Codebook, event_type: str, sub_event_type: str, *, is_targeting: bool
) -> None:
    event = make_document(actors=(REBELS, FARMERS), event_type=event_type, sub_event_type=sub_event_type)
    assert is_civilian_targeting(event, codebook) is is_targeting


@pytest.mark.parametrize(
    ("event_type", "sub_event_type"), [("Explosions/Remote violence", "Grenade"), ("Riots", "Mob violence")]
)
def test_a_strike_on_soldiers_does_not_target_civilians(
    codebook: Codebook, event_type: str, sub_event_type: str
) -> None:
    event = make_document(actors=(REBELS, ARMY), event_type=event_type, sub_event_type=sub_event_type)
    assert is_civilian_targeting(event, codebook) is False
