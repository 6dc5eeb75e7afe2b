from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.who import Actor, Target
from incidents.errors import UnknownTerm
from incidents.review.people import read_actors, read_targets, show_actors, show_targets
from incidents.review.setting import Setting

NAMES = st.text(st.sampled_from("Abc ;\"()=,'é"), min_size=1).filter(lambda name: name == name.strip())
ACTORS = st.builds(
    Actor,
    NAMES,
    st.sampled_from(["perpetrator", "target"]),
    st.sampled_from([None, "rebel", "police"]),
    st.sampled_from([None, "IRQ", "FRA"]),
    st.sampled_from([None, "claimed", "suspected"]),
)
TARGETS = st.builds(
    Target, st.sampled_from(["police", "civilians"]), st.one_of(st.none(), NAMES), st.sampled_from([None, "damaged"])
)


def test_an_actor_is_a_role_a_name_and_what_is_known_of_it(setting: Setting) -> None:
    assert read_actors("perpetrator=Islamic State (type=rebel, country=Iraq); target=Mosul police", setting) == (
        Actor("Islamic State", "perpetrator", "rebel", "IRQ"),
        Actor("Mosul police", "target"),
    )


def test_an_actor_without_a_role_is_refused_with_an_example(setting: Setting) -> None:
    with pytest.raises(ValueError, match="perpetrator=Islamic State"):
        read_actors("Islamic State", setting)


def test_an_unknown_country_is_refused_with_what_comes_near(setting: Setting) -> None:
    with pytest.raises(UnknownTerm, match="Iraq"):
        read_actors("perpetrator=Islamic State (country=Irak)", setting)


def test_a_target_may_have_a_type_alone(setting: Setting) -> None:
    assert read_targets("police=the headquarters (outcome=damaged); civilians", setting) == (
        Target("police", "the headquarters", "damaged"),
        Target("civilians"),
    )


@given(actors=st.lists(ACTORS))
def test_actors_are_read_back_as_they_were_shown(actors: list[Actor], setting: Setting) -> None:
    assert read_actors(show_actors(tuple(actors)), setting) == tuple(actors)


@given(targets=st.lists(TARGETS))
def test_targets_are_read_back_as_they_were_shown(targets: list[Target], setting: Setting) -> None:
    assert read_targets(show_targets(tuple(targets)), setting) == tuple(targets)
