"""The event document loses nothing on the way to JSON and back; claims are summed up."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.casualties import NONE, UNKNOWN, Casualty, Count, exactly
from incidents.domain.dates import When, on
from incidents.domain.documents import INJURED, KILLED, NOT_MENTIONED
from incidents.domain.events import Actor, Claim, Event, Target, Weapon, from_document, overall_status, to_document
from incidents.domain.evidence import Alternative, Evidence
from incidents.domain.locations import Place

words = st.text(min_size=1, max_size=12)
maybe = st.none() | words
amounts = st.integers(0, 10_000)
counts = st.builds(
    lambda number, more, most, status: Count(number, number + more, number + more + most, status),
    amounts,
    amounts,
    amounts,
    st.sampled_from(["reported", "estimated"]),
)
whens = st.builds(
    lambda day, more: When(day, day + timedelta(more), "range"),
    st.dates(max_value=date(2100, 1, 1)),
    st.integers(0, 400),
)
events = st.builds(
    Event,
    main=st.booleans(),
    when=st.none() | whens,
    place=st.builds(Place, country=maybe, name=maybe, reported=maybe, precision=maybe),
    event_type=maybe,
    stage=maybe,
    weapons=st.lists(st.builds(Weapon, words, launched=st.none() | amounts)).map(tuple),
    actors=st.lists(st.builds(Actor, words, words, type=maybe)).map(tuple),
    targets=st.lists(st.builds(Target, words, name=maybe)).map(tuple),
    casualties=st.tuples(st.builds(Casualty, st.just(KILLED), counts), st.builds(Casualty, words, counts, words)),
    claims=st.lists(st.builds(Claim, words, by=maybe, mode=maybe)).map(tuple),
    evidence=st.lists(st.builds(Evidence, field=words, start=amounts, end=amounts, quote=words)).map(tuple),
    confidence=st.dictionaries(words, st.floats(0, 1)),
)


@given(events)
def test_reading_what_was_written_gives_the_same_event(event: Event) -> None:
    assert from_document(json.loads(json.dumps(to_document(event)))) == event


def test_one_day_has_an_end_date() -> None:
    written = to_document(Event(when=on(date(2021, 11, 7))))
    assert (written["event_date"], written["end_date"]) == ("2021-11-07", "2021-11-07")


def test_unknown_is_not_zero_and_neither_is_stated_none() -> None:
    written = to_document(Event(casualties=(Casualty(KILLED, NONE),)))
    assert written["killed"] == {"low": 0, "best": 0, "high": 0, "status": "stated none"}
    assert written["injured"] == {"low": None, "best": None, "high": None, "status": "not mentioned"}


def test_rows_by_group_stand_apart_from_the_totals() -> None:
    rows = (Casualty(INJURED, exactly(7)), Casualty(INJURED, exactly(2), "children"))
    written = to_document(Event(casualties=rows))
    assert written["injured"]["best"] == 7
    assert [row["group"] for row in written["casualties"]] == ["children"]


def test_a_summed_up_claim_is_read_when_the_rows_are_absent() -> None:
    event = from_document({"claim": {"status": "claimed", "by": ["A", "B"], "mode": "video"}})
    assert event.claims == (Claim("claimed", "A", "video"), Claim("claimed", "B", "video"))


def test_two_claimants_whom_nobody_denies_claim_it() -> None:
    written = to_document(Event(claims=(Claim("claimed", "A"), Claim("claimed", "B"))))
    assert written["claim"] == {"status": "claimed", "by": ["A", "B"], "mode": None}


def test_two_claimants_and_a_denial_are_a_contested_claim() -> None:
    written = to_document(Event(claims=(Claim("claimed", "A"), Claim("claimed", "B"), Claim("denied", "C"))))
    assert written["claim"]["status"] == "contested"


def test_an_empty_document_is_an_event_of_which_nothing_is_known() -> None:
    event = from_document({})
    assert (event.when, event.killed, event.claims) == (None, UNKNOWN, ())


def test_alternatives_come_back_with_their_words() -> None:
    words = Evidence(field="killed", start=3, end=7, quote="four")
    changes = {"killed": {"low": 4, "best": 4, "high": 4, "status": "reported"}}
    event = Event(alternatives=(Alternative(field="killed", changes=changes, confidence=0.4, evidence=words),))
    assert from_document(json.loads(json.dumps(to_document(event)))) == event


def test_an_event_without_alternatives_has_no_key_for_them() -> None:
    assert "alternatives" not in to_document(Event())


def test_no_statement_about_responsibility_is_not_mentioned() -> None:
    assert overall_status(()) == NOT_MENTIONED


def test_a_claim_speaks_louder_than_an_accusation() -> None:
    assert overall_status((Claim("suspected", "B"), Claim("claimed", "A"))) == "claimed"
