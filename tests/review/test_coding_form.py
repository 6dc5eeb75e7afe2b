from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import Codebook
from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.dates import When, on
from incidents.domain.events import Actor, Claim, Event, Target, Weapon, from_document, to_document
from incidents.domain.locations import Place
from incidents.errors import UnknownTerm
from incidents.review.coding_form import apply_changes, find_field, form_fields
from incidents.review.form_fields import FORMATS
from tests.builders import cite, make_event

EVENT = make_event()
TODAY = date(2023, 3, 14)
WORDS = st.text(st.sampled_from("Abc é-'"), min_size=1, max_size=8).map(str.strip).filter(bool)


def changed(codebook: Codebook, **texts: str) -> Event:
    """The event of the builders with these texts, none of which may be refused."""
    event, problems = apply_changes(EVENT, texts, codebook=codebook, today=TODAY)
    assert problems == ()
    return event


def refused(codebook: Codebook, **texts: str) -> dict[str, str]:
    """The problems of these texts, by field."""
    _, problems = apply_changes(EVENT, texts, codebook=codebook, today=TODAY)
    return {problem.field: problem.message for problem in problems}


@pytest.mark.parametrize("unseen", ["\x1b", "\x00", "\u202e", "\x85", "\udcff"])
@pytest.mark.parametrize("field", ["summary", "place", "actors", "killed"])
def test_what_nobody_sees_is_refused_by_its_number(codebook: Codebook, field: str, unseen: str) -> None:
    event, problems = apply_changes(EVENT, {field: f"Mo{unseen}sul"}, codebook=codebook)

    assert event == EVENT
    assert [problem.field for problem in problems] == [field]
    assert f"U+{ord(unseen):04X}" in str(problems[0])
    assert str(problems[0]).isprintable()


def test_lines_of_a_summary_and_joiners_of_letters_are_kept(codebook: Codebook) -> None:
    text = "First line.\n\tSecond, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645."
    assert changed(codebook, summary=text).summary == text


@given(changes=st.dictionaries(st.sampled_from(sorted(FORMATS)), st.text() | st.from_regex(r"[0-9/;=():W-]{1,9}")))
def test_any_text_is_read_or_refused_and_what_is_read_can_be_stored(
    changes: dict[str, str], codebook: Codebook
) -> None:
    event, problems = apply_changes(EVENT, changes, codebook=codebook)

    assert {problem.field for problem in problems} <= set(changes)
    assert json.dumps(to_document(event), ensure_ascii=False).encode()
    assert from_document(to_document(event)) == event


def texts_of(event: Event, codebook: Codebook) -> dict[str, str]:
    return {field.name: field.text for field in form_fields(event, codebook=codebook)}


def test_the_form_is_numbered_in_the_codebooks_order(codebook: Codebook) -> None:
    form = form_fields(EVENT, codebook=codebook)
    names = [field.name for field in form]

    assert [field.number for field in form] == list(range(1, len(form) + 1))
    assert names == [field.name for field in codebook.fields if field.name in names]


def test_every_value_is_shown_as_it_would_be_typed(codebook: Codebook) -> None:
    texts = texts_of(EVENT, codebook)

    assert texts["event_date"] == "2023-03-14"
    assert texts["country"] == "Iraq"
    assert texts["weapons"] == "vehicle_bomb:1/?/1"
    assert texts["killed"] == "4"
    assert texts["claim"] == "claimed by The Northern Front (statement)"


def test_an_unknown_value_is_shown_as_nothing(codebook: Codebook) -> None:
    assert set(texts_of(Event(), codebook).values()) == {"", "yes"}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("killed", "killed"),
        ("Killed", "killed"),
        ("date", "event_date"),
        ("Event date", "event_date"),
        ("claims", "claim"),
    ],
)
def test_a_field_is_found_by_name_label_or_alias(word: str, name: str, codebook: Codebook) -> None:
    assert find_field(word, codebook=codebook) == name


def test_a_field_is_found_by_its_number(codebook: Codebook) -> None:
    form = form_fields(EVENT, codebook=codebook)

    assert [find_field(str(field.number), codebook=codebook) for field in form] == [field.name for field in form]


def test_a_field_that_does_not_exist_is_answered_with_what_comes_near(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match="'killed'"):
        find_field("kiled", codebook=codebook)


def test_no_changes_change_nothing(codebook: Codebook) -> None:
    assert changed(codebook) == EVENT


def test_typing_what_stands_there_changes_nothing_and_keeps_the_evidence(codebook: Codebook) -> None:
    assert changed(codebook, **texts_of(EVENT, codebook)) == EVENT


def test_a_changed_field_loses_its_evidence_and_its_confidence(codebook: Codebook) -> None:
    event = changed(codebook, event_date="yesterday", killed="5")

    assert not {"event_date", "killed"} & {evidence.field for evidence in event.evidence}
    assert "event_date" not in event.confidence


def test_a_changed_field_leaves_the_words_behind_the_others(codebook: Codebook) -> None:
    event = changed(codebook, killed="5")

    assert {"event_date", "injured"} <= {evidence.field for evidence in event.evidence}
    assert event.confidence == EVENT.confidence


def test_every_problem_is_told_at_once_by_field(codebook: Codebook) -> None:
    problems = refused(codebook, country="Irak", killed="many", weapons="rockte", stage="done", colour="red")

    assert set(problems) == {"country", "killed", "weapons", "stage", "colour"}
    assert "did you mean" in problems["country"]


def test_good_values_are_taken_where_others_are_refused(codebook: Codebook) -> None:
    event, problems = apply_changes(EVENT, {"killed": "5", "injured": "many"}, codebook=codebook)

    assert (event.killed, event.injured) == (exactly(5), EVENT.injured)
    assert [problem.field for problem in problems] == ["injured"]


def test_a_range_keeps_its_ends(codebook: Codebook) -> None:
    assert changed(codebook, injured="5-9").injured == Count(5, None, 9, "reported")


def test_a_sub_type_brings_its_event_type(codebook: Codebook) -> None:
    event = changed(codebook, sub_event_type="armed clash")

    assert (event.event_type, event.sub_event_type) == ("Battles", "Armed clash")


def test_a_new_event_type_drops_a_sub_type_that_is_not_below_it(codebook: Codebook) -> None:
    event = changed(codebook, event_type="Battles")

    assert (event.event_type, event.sub_event_type) == ("Battles", None)


def test_a_type_and_a_sub_type_that_contradict_are_refused(codebook: Codebook) -> None:
    problems = refused(codebook, event_type="Protests", sub_event_type="Armed clash")

    assert problems == {"sub_event_type": "is a kind of 'Battles', not of 'Protests'"}


def test_a_new_place_drops_the_point_of_the_old_one(codebook: Codebook) -> None:
    place = changed(codebook, place="Kirkuk").place

    assert (place.name, place.point, place.precision) == ("Kirkuk", None, None)


def test_another_place_drops_all_that_was_said_of_the_old_one(codebook: Codebook) -> None:
    quoted = replace(EVENT, evidence=(*EVENT.evidence, cite("Mosul", field="place_reported")))
    event, _ = apply_changes(quoted, {"place": "Kirkuk", "admin1": "Nineveh"}, codebook=codebook)

    assert event.place == Place(country="IRQ", admin1="Nineveh", name="Kirkuk")
    assert not {"place", "place_reported"} & {each.field for each in event.evidence}
    assert "place" not in event.confidence


def test_another_country_drops_the_unit_of_the_old_one(codebook: Codebook) -> None:
    assert changed(codebook, country="Syria").place == Place(country="SYR", name="Mosul", reported="Mosul")


def test_a_first_name_for_a_place_keeps_the_unit_and_the_articles_words(codebook: Codebook) -> None:
    unnamed = replace(EVENT, place=Place(country="IRQ", admin1="Nineveh", reported="a village"))
    event, _ = apply_changes(unnamed, {"place": "Bartella"}, codebook=codebook)

    assert event.place == replace(unnamed.place, name="Bartella")


def test_a_new_place_takes_the_point_that_is_typed_with_it(codebook: Codebook) -> None:
    place = changed(codebook, place="Kirkuk", point="35.47, 44.39", place_precision="exact").place

    assert (place.name, place.point, place.precision) == ("Kirkuk", (35.47, 44.39), "exact")


def test_a_point_that_is_typed_is_from_no_list(codebook: Codebook) -> None:
    place = changed(codebook, point="36.34, 43.12").place

    assert (place.layer, place.match, place.precision) == (None, None, "exact")


def test_a_place_that_is_typed_again_keeps_its_list(codebook: Codebook) -> None:
    assert changed(codebook, place="Mosul", point="36.335, 43.11889").place == EVENT.place


def test_a_latitude_may_hold_the_whole_point(codebook: Codebook) -> None:
    assert changed(codebook, latitude="35.47, 44.39").place.point == (35.47, 44.39)


def test_latitude_and_longitude_may_be_typed_apart(codebook: Codebook) -> None:
    assert changed(codebook, latitude="35.47", longitude="44.39").place.point == (35.47, 44.39)


def test_a_point_off_the_globe_is_refused_and_the_old_one_stays(codebook: Codebook) -> None:
    event, problems = apply_changes(EVENT, {"point": "135.47, 44.39"}, codebook=codebook)

    assert event.place == EVENT.place
    assert [problem.field for problem in problems] == ["point"]


def test_an_end_makes_a_range_of_a_day(codebook: Codebook) -> None:
    assert changed(codebook, end_date="2023-03-16").when == When(date(2023, 3, 14), date(2023, 3, 16), "days")


def test_an_end_before_the_start_is_refused_by_its_own_field(codebook: Codebook) -> None:
    assert set(refused(codebook, end_date="2023-03-01")) == {"end_date"}


def test_an_end_without_a_start_is_refused(codebook: Codebook) -> None:
    _, problems = apply_changes(Event(), {"end_date": "2023-03-01"}, codebook=codebook)

    assert [problem.field for problem in problems] == ["end_date"]


@pytest.mark.parametrize(
    "name", ["event_date", "country", "place", "latitude", "weapons", "actors", "killed", "claim", "summary"]
)
def test_nothing_typed_makes_a_field_unknown(name: str, codebook: Codebook) -> None:
    assert texts_of(changed(codebook, **{name: ""}), codebook)[name] == ""


def test_yesterday_without_today_is_refused(codebook: Codebook) -> None:
    _, problems = apply_changes(EVENT, {"event_date": "yesterday"}, codebook=codebook)

    assert [problem.field for problem in problems] == ["event_date"]


@given(
    event=st.builds(
        Event,
        main=st.booleans(),
        when=st.one_of(st.none(), st.dates(date(1900, 1, 1)).map(on)),
        place=st.builds(Place, country=st.sampled_from([None, "IRQ", "XKX"]), name=st.one_of(st.none(), WORDS)),
        stage=st.sampled_from([None, "attempted"]),
        weapons=st.lists(st.builds(Weapon, st.just("drone"), st.integers(0, 9))).map(tuple),
        actors=st.lists(st.builds(Actor, WORDS, st.just("perpetrator"))).map(tuple),
        targets=st.lists(st.builds(Target, st.just("civilians"), st.one_of(st.none(), WORDS))).map(tuple),
        casualties=st.sampled_from([(), (Casualty("killed", exactly(3)),)]),
        claims=st.lists(st.builds(Claim, st.just("denied"), WORDS)).map(tuple),
        summary=st.one_of(st.none(), WORDS),
    )
)
def test_an_event_typed_anew_from_its_form_is_the_same_event(event: Event, codebook: Codebook) -> None:
    texts = {name: text for name, text in texts_of(event, codebook).items() if text}

    assert apply_changes(Event(), texts, codebook=codebook) == (replace(event, evidence=(), confidence={}), ())
