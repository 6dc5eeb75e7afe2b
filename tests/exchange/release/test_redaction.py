"""What an audience may not see is left out, and what gives it away is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.events import Actor, Target
from incidents.domain.evidence import Evidence
from incidents.domain.locations import Place
from incidents.exchange.release.redaction import Leak, find_leaks, is_held_back, redact, removed
from tests.builders import make_event, make_record
from tests.exchange.samples import COURIER

HOUSE = Place(country="IRQ", admin1="Nineveh", name="Qayyarah", latitude=35.7912, longitude=43.2931, precision="exact")
RECORD = make_record(
    "IRQ1",
    make_event(
        place=HOUSE,
        targets=(Target("civilians", "Example Person"),),
        evidence=(
            Evidence(
                field="killed", start=0, end=5, quote="three", article="1", accepted_by="amal", proposed_by="amal"
            ),
        ),
        summary="Three were killed at the market.",
    ),
    sources=(COURIER,),
)


def test_the_public_sees_no_names_quotes_and_exact_points(codebook: Codebook) -> None:
    shown = redact(RECORD, codebook.redactions.find("public"))
    assert shown.event.place == Place(country="IRQ", admin1="Nineveh", latitude=35.8, longitude=43.3, precision="adm1")
    assert (shown.event.targets[0].name, shown.event.evidence) == (None, ())
    assert (shown.sources[0].outlet, shown.sources[0].title, shown.sources[0].path) == (None, None, None)


def test_partners_see_quotes_but_not_who_coded(codebook: Codebook) -> None:
    shown = redact(RECORD, codebook.redactions.find("partner"))
    assert [(each.quote, each.accepted_by, each.proposed_by) for each in shown.event.evidence] == [
        ("three", None, None)
    ]
    assert (shown.sources[0].outlet, shown.sources[0].path) == ("The Example Courier", None)
    assert shown.event.place.name == "Qayyarah"


def test_the_project_sees_everything(codebook: Codebook) -> None:
    assert redact(RECORD, codebook.redactions.find("internal")) == RECORD


def test_what_is_known_only_roughly_is_not_made_more_precise(codebook: Codebook) -> None:
    rough = make_record("IRQ1", make_event(place=replace(HOUSE, precision="country")))
    assert redact(rough, codebook.redactions.find("public")).event.place.precision == "country"


@pytest.mark.parametrize(
    ("summary", "is_kept"),
    [("A shop in QAYYARAH burned.", False), ("A shop of Lo burned.", False), ("A long shop burned.", True)],
)
def test_a_summary_that_names_what_is_left_out_goes(summary: str, codebook: Codebook, *, is_kept: bool) -> None:
    short = Target("civilians", "Lo")
    record = replace(RECORD, event=replace(RECORD.event, summary=summary, targets=(*RECORD.event.targets, short)))
    shown = redact(record, codebook.redactions.find("public"))
    assert (shown.event.summary is not None) == is_kept


def test_other_texts_that_give_it_away_are_leaks(codebook: Codebook) -> None:
    public = codebook.redactions.find("public")
    record = replace(RECORD, event=replace(RECORD.event, actors=(Actor("Qayyarah police", "perpetrator"),)))
    assert list(find_leaks(redact(record, public), removed(record, public))) == [Leak("IRQ1", "actors", "Qayyarah")]


@pytest.mark.parametrize(
    ("target", "is_name"),
    [
        ("police", False),
        ("Police", False),
        ("an SUV", False),
        ("UNRWA", True),
        ("Police Officer Example", True),
        ("the Example Mosque", True),
        ("\u0645\u062b\u0627\u0644", True),
    ],
)
def test_what_was_hit_is_no_name_of_anybody(target: str, codebook: Codebook, *, is_name: bool) -> None:
    public = codebook.redactions.find("public")
    event = replace(RECORD.event, targets=(Target("police", target),), summary=f"A bomb hit {target}.")
    record = replace(RECORD, event=event)
    assert (target in removed(record, public)) == is_name
    assert (redact(record, public).event.summary is None) == is_name


@pytest.mark.parametrize(("day", "is_new"), [(date(2023, 3, 20), True), (date(2023, 3, 10), False)])
def test_the_newest_events_are_held_back_from_the_public(day: date, codebook: Codebook, *, is_new: bool) -> None:
    record = make_record("IRQ1", make_event(when=replace(RECORD.event.when, start=day, end=day)))  # type: ignore[type-var]
    today = date(2023, 4, 1)
    assert is_held_back(record, codebook.redactions.find("public"), today=today) == is_new
    assert not is_held_back(record, codebook.redactions.find("partner"), today=today)
