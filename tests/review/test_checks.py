from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.dates import When
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Actor, Claim, Event, Target, Weapon
from incidents.domain.locations import NOWHERE, Place
from incidents.review.checks import RULES, check_event
from tests.builders import MOSUL, TEXT, cite, make_event

PUBLISHED = date(2023, 3, 15)
SOUND = make_event(
    actors=(Actor("The Northern Front", "perpetrator", "rebel"),),
    targets=(Target("police"),),
    place=replace(MOSUL, precision="exact"),
)


def problems(event: Event, codebook: Codebook, **facts: date | str) -> list[tuple[str, bool]]:
    """Field and gravity of what is wrong with *event*."""
    found = check_event(event, codebook=codebook, **facts)  # type: ignore[arg-type]
    return [(problem.field, problem.is_error) for problem in found]


def test_a_sound_event_has_no_problems(codebook: Codebook) -> None:
    assert check_event(SOUND, codebook=codebook, published_on=PUBLISHED, text=TEXT) == ()


def test_an_event_without_date_type_and_country_is_only_warned_of(codebook: Codebook) -> None:
    assert problems(Event(), codebook) == [("event_date", False), ("event_type", False), ("country", False)]


def test_an_event_at_sea_needs_no_country(codebook: Codebook) -> None:
    at_sea = replace(SOUND, place=Place(latitude=13.0, longitude=43.0, precision="sea_air"))

    assert problems(at_sea, codebook) == []


@pytest.mark.parametrize(("stage", "is_wrong"), [("accomplished", True), (None, True), ("threatened", False)])
def test_nothing_but_a_threat_is_still_to_come(stage: str | None, codebook: Codebook, *, is_wrong: bool) -> None:
    event = replace(SOUND, stage=stage)
    found = problems(event, codebook, today=date(2023, 3, 12))
    assert found == ([("event_date", True)] if is_wrong else [])


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (replace(SOUND, stage="done"), "stage"),
        (replace(SOUND, weapons=(Weapon("laser"),)), "weapons"),
        (replace(SOUND, actors=(Actor("A", "villain"),)), "actors"),
        (replace(SOUND, targets=(Target("moon"),)), "targets"),
        (replace(SOUND, claims=(Claim("claimed", "A", "pigeon"),)), "claim"),
        (replace(SOUND, place=Place(country="IRAQ")), "country"),
        (replace(SOUND, casualties=(Casualty("bored", exactly(3)),)), "casualties"),
    ],
)
def test_a_code_that_the_codebook_does_not_have_is_an_error(event: Event, field: str, codebook: Codebook) -> None:
    assert problems(event, codebook) == [(field, True)]


def test_an_event_after_its_publication_is_an_error(codebook: Codebook) -> None:
    assert problems(SOUND, codebook, published_on=date(2023, 3, 13)) == [("event_date", True)]


def test_an_event_on_the_day_of_publication_is_sound(codebook: Codebook) -> None:
    assert problems(SOUND, codebook, published_on=date(2023, 3, 14)) == []


@pytest.mark.parametrize(
    ("precision", "is_doubted"), [("day", True), ("week", True), ("month", False), ("year", False)]
)
def test_a_time_longer_than_its_precision_is_a_warning(precision: str, codebook: Codebook, *, is_doubted: bool) -> None:
    event = replace(SOUND, when=When(date(2023, 3, 1), date(2023, 3, 31), precision))
    assert problems(event, codebook) == [("date_precision", False)] * is_doubted


def test_a_sub_type_of_another_type_is_an_error(codebook: Codebook) -> None:
    assert problems(replace(SOUND, event_type="Battles"), codebook) == [("sub_event_type", True)]


@pytest.mark.parametrize(
    "count",
    [
        Count(0, 0, 3, "stated none"),
        Count(status="stated none"),
        Count(3, 3, 3, "not mentioned"),
        Count(3, 3, 3, "stated unknown"),
        Count(status="reported"),
    ],
)
def test_a_count_that_contradicts_its_status_is_an_error(count: Count, codebook: Codebook) -> None:
    assert problems(replace(SOUND, casualties=(Casualty(KILLED, count),)), codebook) == [("killed", True)]


def test_more_in_a_group_than_in_all_is_a_warning(codebook: Codebook) -> None:
    rows = (Casualty(INJURED, exactly(3)), Casualty(INJURED, exactly(5), "civilians"))

    assert problems(replace(SOUND, casualties=rows), codebook) == [("casualties", False)]


@pytest.mark.parametrize(
    ("claim", "is_error"),
    [(Claim("claimed"), False), (Claim("denied"), False), (Claim("stated none", "Somebody"), True)],
)
def test_a_claim_is_somebodys_and_no_claim_is_nobodys(claim: Claim, is_error: bool, codebook: Codebook) -> None:  # noqa: FBT001 - a case's column
    assert problems(replace(SOUND, claims=(claim,)), codebook) == [("claim", is_error)]


def test_a_point_without_precision_is_an_error(codebook: Codebook) -> None:
    assert problems(replace(SOUND, place=replace(MOSUL, precision=None)), codebook) == [("place_precision", True)]


def test_a_point_in_the_ocean_off_africa_is_a_warning(codebook: Codebook) -> None:
    nowhere = replace(NOWHERE, country="IRQ", latitude=0.0, longitude=0.0, precision="exact")

    assert problems(replace(SOUND, place=nowhere), codebook) == [("latitude", False)]


def test_a_weapon_in_two_rows_is_an_error(codebook: Codebook) -> None:
    assert problems(replace(SOUND, weapons=(Weapon("drone", 1), Weapon("drone", 2))), codebook) == [("weapons", True)]


def test_more_fates_than_devices_is_an_error(codebook: Codebook) -> None:
    weapon = Weapon("drone", launched=3, intercepted=2, impacted=2)

    assert problems(replace(SOUND, weapons=(weapon,)), codebook) == [("weapons", True)]


def test_a_quote_that_is_not_in_the_article_there_is_an_error(codebook: Codebook) -> None:
    moved = replace(cite("Mosul", field="place"), start=3, end=8)

    assert problems(replace(SOUND, evidence=(moved,)), codebook, text=TEXT) == [("evidence", True)]


def test_a_quote_of_another_length_than_its_offsets_is_an_error_even_without_the_article(codebook: Codebook) -> None:
    short = replace(cite("Mosul", field="place"), quote="Mos")

    assert problems(replace(SOUND, evidence=(short,)), codebook) == [("evidence", True)]


def test_every_rule_has_its_term_in_the_codebook_and_the_other_way_round(codebook: Codebook) -> None:
    by_the_map = {"place_agrees_with_the_map"}
    assert {rule.__name__ for rule in RULES} | by_the_map == set(codebook.vocabulary("checks").codes)


def test_a_problem_names_the_rule_that_found_it(codebook: Codebook) -> None:
    (problem,) = check_event(replace(SOUND, stage="done"), codebook=codebook)
    assert problem.rule == "codes_are_in_the_codebook"


@pytest.mark.parametrize(("weapons", "count"), [(("drone_fpv",), 0), (("explosive",), 0), (("knife",), 1), ((), 0)])
def test_weapons_fit_the_form_of_the_event(weapons: tuple[str, ...], count: int, codebook: Codebook) -> None:
    event = replace(SOUND, sub_event_type="Air/drone strike", weapons=tuple(map(Weapon, weapons)))
    found = [each for each in check_event(event, codebook=codebook) if each.rule == "weapons_fit_the_sub_type"]
    assert len(found) == count
