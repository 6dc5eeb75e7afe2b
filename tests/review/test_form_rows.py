"""Rows of the form are read as they are shown, whatever people and groups are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.casualties import NONE, UNKNOWN, Casualty, Count, exactly
from incidents.domain.events import Actor, Claim, Target, Weapon
from incidents.errors import UnknownTerm
from incidents.review.form_rows import (
    FormContext,
    Row,
    join_rows,
    read_actors,
    read_casualties,
    read_claims,
    read_count,
    read_row,
    read_targets,
    read_weapons,
    show_actors,
    show_casualties,
    show_claims,
    show_count,
    show_row,
    show_targets,
    show_weapons,
    split_rows,
)

# Heads are codes; names are whatever people and groups are called, never with blanks at their ends.
HEADS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
NAMES = st.text(st.sampled_from("Abc ;\"()=,.by'é"), min_size=1).filter(lambda name: name == name.strip())
ROWS = st.builds(
    Row, HEADS, st.one_of(st.none(), NAMES), st.dictionaries(st.sampled_from(["type", "country"]), NAMES, max_size=2)
)


def test_a_row_is_a_head_a_name_and_notes() -> None:
    row = read_row("target = Mosul police (type=police, country=Iraq)", keys=("type", "country"))

    assert row == Row("target", "Mosul police", {"type": "police", "country": "Iraq"})


def test_brackets_without_an_equals_sign_belong_to_the_name() -> None:
    assert read_row("target=Workers' Party (PKK)", keys=()) == Row("target", "Workers' Party (PKK)")


def test_a_head_alone_is_a_row() -> None:
    assert read_row("civilians (outcome=killed)", keys=("outcome",)) == Row("civilians", None, {"outcome": "killed"})


def test_a_semicolon_in_quotes_parts_nothing() -> None:
    assert split_rows('a="x; y"; b ;; ') == ('a="x; y"', "b")


def test_a_note_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="'kind' is not one of type, country"):
        read_row("target=Mosul police (kind=police)", keys=("type", "country"))


def test_a_quote_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        split_rows('a="x; y')


@given(ROWS)
def test_a_row_is_read_back_as_it_was_shown(row: Row) -> None:
    assert read_row(show_row(row), keys=("type", "country")) == row


@given(st.lists(ROWS))
def test_rows_are_parted_where_they_were_joined(rows: list[Row]) -> None:
    shown = [show_row(row) for row in rows]

    assert split_rows(join_rows(shown)) == tuple(shown)


DEVICES = st.one_of(st.none(), st.integers(0, 500))
WEAPONS = st.builds(Weapon, st.sampled_from(["drone", "rocket", "firearm"]), DEVICES, DEVICES, DEVICES, DEVICES)


def test_devices_are_launched_intercepted_impacted_and_failed_in_that_order(context: FormContext) -> None:
    assert read_weapons("drone:4/2/1/1; rocket", context) == (
        Weapon("drone", launched=4, intercepted=2, impacted=1, failed=1),
        Weapon("rocket"),
    )


def test_a_number_that_nobody_gave_is_unknown_not_zero(context: FormContext) -> None:
    assert read_weapons("drone: ? / 2", context) == (Weapon("drone", launched=None, intercepted=2),)


def test_names_and_aliases_are_understood(context: FormContext) -> None:
    assert read_weapons("Suicide Vest", context) == (Weapon("suicide_vest"),)


def test_a_slip_is_answered_with_what_comes_near(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="'rocket'"):
        read_weapons("rockte", context)


@pytest.mark.parametrize("text", ["drone:1/2/3/4/5", "drone:three", "drone:1:2", ":3", "drone:²", "drone:999999999"])
def test_what_is_not_written_so_is_refused(text: str, context: FormContext) -> None:
    with pytest.raises(ValueError, match=r"is not|too large"):
        read_weapons(text, context)


@given(weapons=st.lists(WEAPONS))
def test_weapons_are_read_back_as_they_were_shown(weapons: list[Weapon], context: FormContext) -> None:
    assert read_weapons(show_weapons(tuple(weapons)), context) == tuple(weapons)


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


def test_an_actor_is_a_role_a_name_and_what_is_known_of_it(context: FormContext) -> None:
    assert read_actors("perpetrator=Islamic State (type=rebel, country=Iraq); target=Mosul police", context) == (
        Actor("Islamic State", "perpetrator", "rebel", "IRQ"),
        Actor("Mosul police", "target"),
    )


def test_an_actor_without_a_role_is_refused_with_an_example(context: FormContext) -> None:
    with pytest.raises(ValueError, match="perpetrator=Islamic State"):
        read_actors("Islamic State", context)


def test_an_unknown_country_is_refused_with_what_comes_near(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="Iraq"):
        read_actors("perpetrator=Islamic State (country=Irak)", context)


def test_a_target_may_have_a_type_alone(context: FormContext) -> None:
    assert read_targets("police=the headquarters (outcome=damaged); civilians", context) == (
        Target("police", "the headquarters", "damaged"),
        Target("civilians"),
    )


@given(actors=st.lists(ACTORS))
def test_actors_are_read_back_as_they_were_shown(actors: list[Actor], context: FormContext) -> None:
    assert read_actors(show_actors(tuple(actors)), context) == tuple(actors)


@given(targets=st.lists(TARGETS))
def test_targets_are_read_back_as_they_were_shown(targets: list[Target], context: FormContext) -> None:
    assert read_targets(show_targets(tuple(targets)), context) == tuple(targets)


CLAIMS = st.builds(
    Claim,
    st.sampled_from(["claimed", "suspected", "denied", "retracted", "contested", "stated none"]),
    st.one_of(st.none(), NAMES),
    st.sampled_from([None, "video", "call_before"]),
    st.one_of(st.none(), NAMES),
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("claimed by Al-Shabaab (video)", [Claim("claimed", "Al-Shabaab", "video")]),
        ("suspected by Kurdistan Workers' Party (PKK)", [Claim("suspected", "Kurdistan Workers' Party (PKK)")]),
        ("claimed by the Party (PKK) (video)", [Claim("claimed", "the Party (PKK)", "video")]),
        ("stated none", [Claim("stated none")]),
        ("denied by Hamas; claimed by ISIS", [Claim("denied", "Hamas"), Claim("claimed", "ISIS")]),
        ("suspected by ISIS (source=the police)", [Claim("suspected", "ISIS", None, "the police")]),
        ("not mentioned", []),
        ("", []),
    ],
)
def test_a_claim_is_a_status_a_claimant_and_a_mode(text: str, claims: list[Claim], context: FormContext) -> None:
    assert list(read_claims(text, context)) == claims


def test_a_slip_in_the_mode_is_not_taken_for_a_part_of_the_name(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="'video'"):
        read_claims("claimed by Al-Shabaab (vidoe)", context)


def test_an_unknown_status_is_refused_with_what_comes_near(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="'claimed'"):
        read_claims("claimd by Al-Shabaab", context)


@given(claims=st.lists(CLAIMS))
def test_claims_are_read_back_as_they_were_shown(claims: list[Claim], context: FormContext) -> None:
    assert read_claims(show_claims(tuple(claims)), context) == tuple(claims)


STATUSES = st.sampled_from(["reported", "estimated", "stated none", "stated unknown", "not mentioned"])


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low, best, high = sorted(draw(st.lists(st.integers(0, 10_000), min_size=3, max_size=3)))
    maybe = st.sampled_from([True, False])
    return Count(
        low if draw(maybe) else None, best if draw(maybe) else None, high if draw(maybe) else None, draw(STATUSES)
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("7", exactly(7)),
        ("0", exactly(0)),
        ("5-9", Count(5, None, 9, "reported")),
        ("5/7/9", Count(5, 7, 9, "reported")),
        ("5/?/9", Count(5, None, 9, "reported")),
        ("5+", Count(5, 5, None, "reported")),
        ("~30", Count(30, 30, 30, "estimated")),
        ("~20/30/40", Count(20, 30, 40, "estimated")),
        ("None", NONE),
        ("unknown", Count(status="stated unknown")),
        ("", UNKNOWN),
        ("not mentioned", UNKNOWN),
        ("24-36 (estimated)", Count(24, None, 36, "estimated")),
    ],
)
def test_a_count_is_read_and_the_silences_are_kept_apart(text: str, count: Count, context: FormContext) -> None:
    assert read_count(text, context) == count


@pytest.mark.parametrize("text", ["seven", "-3", "5/7", "5-9-11", "7.5", "7 dead"])
def test_what_is_no_count_is_refused_with_what_may_stand_there(text: str, context: FormContext) -> None:
    with pytest.raises(ValueError, match="write a number"):
        read_count(text, context)


@pytest.mark.parametrize("text", ["100000001", "1-99999999999999999999", "9" * 5_000])
def test_more_people_than_any_event_can_harm_are_refused(text: str, context: FormContext) -> None:
    with pytest.raises(ValueError, match="too large to be true"):
        read_count(text, context)


def test_a_count_that_could_not_be_typed_is_still_shown(context: FormContext) -> None:
    assert show_count(exactly(10**12), context) == "/".join(["1000000000000"] * 3) + " (reported)"


def test_figures_that_do_not_rise_are_refused(context: FormContext) -> None:
    with pytest.raises(ValueError, match=r"^low \d+, high \d+ must rise in that order$"):
        read_count("9-5", context)


@given(count=counts())
def test_every_count_is_read_back_as_it_was_shown(count: Count, context: FormContext) -> None:
    assert read_count(show_count(count, context), context) == count


def test_rows_say_harm_and_group(context: FormContext) -> None:
    assert read_casualties("abducted=5; injured security_forces=5-9", context) == (
        Casualty("abducted", exactly(5)),
        Casualty("injured", Count(5, None, 9, "reported"), "security_forces"),
    )


def test_a_total_has_its_own_field(context: FormContext) -> None:
    with pytest.raises(ValueError, match="a field of its own: killed"):
        read_casualties("killed=5", context)


def test_an_unknown_group_is_refused_with_what_comes_near(context: FormContext) -> None:
    with pytest.raises(UnknownTerm, match="civilians"):
        read_casualties("killed civilans=5", context)


@given(
    rows=st.lists(
        st.builds(Casualty, st.sampled_from(["abducted", "missing"]), counts(), st.sampled_from(["all", "women"]))
    )
)
def test_rows_are_read_back_as_they_were_shown(rows: list[Casualty], context: FormContext) -> None:
    assert read_casualties(show_casualties(tuple(rows), context), context) == tuple(rows)
