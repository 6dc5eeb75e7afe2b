"""Each rule picks what it should, whatever the order of the reports; what a person decided stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.casualties import NONE, Casualty, Count, exactly
from incidents.domain.dates import When, on
from incidents.domain.events import PERPETRATOR, TARGET, Actor, Claim, Event, Target, Weapon
from incidents.domain.evidence import ANALYST, Judgement
from incidents.domain.locations import Place
from incidents.review.aspects import PARTS
from incidents.review.reconciliation import (
    Reconciled,
    Reconciler,
    Rulebook,
    decide,
    find_choices,
    reconcile,
    record_choices,
    set_rule,
)
from tests import strategies
from tests.review.reports import harm, make_report

STATED_UNKNOWN = Count(status="stated unknown")


def killed(book: Rulebook, rule: str, *counts: Count, scales: tuple[str | None, ...] = ()) -> Count:
    """The dead by *rule*, as successive reports have *counts*."""
    named = scales or (None,) * len(counts)
    reports = [
        make_report(number, harm(killed=count), scale=scale)
        for number, (count, scale) in enumerate(zip(counts, named, strict=True), start=1)
    ]
    decision = decide("killed", rule, reports, book)
    return Count() if decision is None else decision.value


@pytest.mark.parametrize(
    ("rule", "best"), [("lowest", 5), ("majority", 7), ("latest", 6)], ids=["lowest", "majority", "latest"]
)
def test_a_rule_picks_the_best_figure_and_the_reports_give_the_range(book: Rulebook, rule: str, best: int) -> None:
    counts = [exactly(7), exactly(5), exactly(7), exactly(6)]
    assert killed(book, rule, *counts) == Count(5, best, 7, "reported")


def test_of_two_figures_said_equally_often_the_latest_counts(book: Rulebook) -> None:
    assert killed(book, "majority", exactly(7), exactly(6)).best == 6


def test_the_most_trusted_outlet_counts_and_an_unknown_one_comes_last(book: Rulebook) -> None:
    scales = ("local_partner", "new_media", None)
    assert killed(book, "best_source", exactly(7), exactly(20), exactly(9), scales=scales).best == 7
    assert killed(book, "best_source", exactly(20), exactly(9), scales=("new_media", None)).best == 20


def test_silence_is_no_zero(book: Rulebook) -> None:
    assert killed(book, "lowest", exactly(7), Count()) == exactly(7)


def test_stated_none_is_a_zero_and_keeps_its_name_only_where_nobody_says_otherwise(book: Rulebook) -> None:
    assert killed(book, "latest", NONE, NONE) == NONE
    assert killed(book, "lowest", NONE, exactly(3)) == Count(0, 0, 3, "reported")


def test_a_number_that_is_not_known_gives_way_to_any_figure(book: Rulebook) -> None:
    assert killed(book, "latest", exactly(4), STATED_UNKNOWN) == exactly(4)
    assert killed(book, "latest", STATED_UNKNOWN, Count()) == STATED_UNKNOWN


def test_an_open_end_above_every_other_figure_stays_open(book: Rulebook) -> None:
    at_least = Count(20, 20, None, "reported")
    assert killed(book, "latest", exactly(14), at_least) == Count(14, 20, None, "reported")
    assert killed(book, "latest", Count(12, 12, None, "reported"), exactly(14)) == Count(12, 14, 14, "reported")


def test_the_more_exact_day_counts_even_if_an_older_report_has_it(book: Rulebook) -> None:
    sunday = make_report(1, Event(when=on(date(2021, 11, 7))))
    november = make_report(2, Event(when=When(date(2021, 11, 1), date(2021, 11, 30), "month")))
    decision = decide("date", "most_precise", [sunday, november], book)
    assert decision is not None
    assert decision.value == on(date(2021, 11, 7))


def test_a_place_is_the_same_under_other_words(book: Rulebook) -> None:
    first = Place(country="IRQ", name="Baghdad", reported="Baghdad", precision="exact")
    second = Place(country="IRQ", name="Baghdad", reported="the capital", precision="exact")
    other = Place(country="IRQ", name="Basra", reported="Basra", precision="exact")
    places = [make_report(number, Event(place=each)) for number, each in enumerate((first, second, other), start=1)]
    decision = decide("place", "majority", places, book)
    assert decision is not None
    assert decision.value == second


def test_rows_are_united_and_what_one_leaves_open_another_fills(book: Rulebook) -> None:
    police = Actor("Mosul police", TARGET)
    event = Event(actors=(police, Actor("MOSUL POLICE", TARGET, "police", "IRQ")))
    reports = [make_report(1, event), make_report(2, Event(actors=(police, Actor("A mayor", TARGET))))]
    decision = decide("actors", "union", reports, book)
    assert decision is not None
    assert decision.value == (Actor("Mosul police", TARGET, "police", "IRQ"), Actor("A mayor", TARGET))


def test_what_became_of_the_devices_is_never_mixed(book: Rulebook) -> None:
    reports = [
        make_report(1, Event(weapons=(Weapon("drone", launched=3, intercepted=2, impacted=1),))),
        make_report(2, Event(weapons=(Weapon("drone", launched=2), Weapon("unknown")))),
    ]
    decision = decide("weapons", "union", reports, book)
    assert decision is not None
    assert decision.value == (Weapon("drone", launched=2),)


def test_a_target_without_a_name_gives_way_to_its_like_with_one(book: Rulebook) -> None:
    reports = [
        make_report(1, Event(targets=(Target("police"),))),
        make_report(2, Event(targets=(Target("police", "police headquarters", "damaged"),))),
    ]
    decision = decide("targets", "union", reports, book)
    assert decision is not None
    assert decision.value == (Target("police", "police headquarters", "damaged"),)


def test_nobody_had_claimed_it_stays_beside_the_claim(book: Rulebook) -> None:
    none, claim = Claim("stated none"), Claim("claimed", "The Northern Front")
    decision = decide(
        "claim", "union", [make_report(1, Event(claims=(none,))), make_report(2, Event(claims=(claim,)))], book
    )
    assert decision is not None
    assert decision.value == (claim, none)


def test_perpetrators_and_other_actors_are_decided_apart(book: Rulebook) -> None:
    gunmen, front, police = Actor("gunmen", PERPETRATOR), Actor("Front", PERPETRATOR), Actor("police", TARGET)
    reports = [make_report(1, Event(actors=(gunmen, police))), make_report(2, Event(actors=(front,)))]
    perpetrator, others = decide("perpetrator", "majority", reports, book), decide("actors", "union", reports, book)
    assert perpetrator is not None
    assert others is not None
    assert (perpetrator.value, others.value) == ((front,), (police,))


def test_each_harm_and_group_is_decided_by_itself(book: Rulebook) -> None:
    abducted = Casualty("abducted", exactly(5))
    first = Event(casualties=(abducted, Casualty("injured", exactly(3), "civilians")))
    second = Event(casualties=(Casualty("injured", exactly(2), "civilians"),))
    decision = decide("casualties", "latest", [make_report(1, first), make_report(2, second)], book)
    assert decision is not None
    assert decision.value == (Casualty("injured", Count(2, 2, 3, "reported"), "civilians"), abducted)


@pytest.mark.parametrize("name", sorted(PARTS))
def test_every_aspect_of_the_codebook_lies_somewhere_in_the_event(book: Rulebook, name: str) -> None:
    assert name in {aspect.name for aspect in book.aspects}


@given(accounts=st.lists(strategies.events(), min_size=2, max_size=3), data=st.data())
def test_no_rule_depends_on_the_order_of_the_reports(
    accounts: list[Event], data: st.DataObject, book: Rulebook
) -> None:
    aspect = data.draw(st.sampled_from(book.aspects.all))
    rule = data.draw(st.sampled_from(aspect.rules))
    reports = [
        make_report(number, account, day=data.draw(st.integers(1, 2)))
        for number, account in enumerate(accounts, start=1)
    ]
    decisions = [decide(aspect.name, rule, order, book) for order in permutations(reports)]
    assert all(decision == decisions[0] for decision in decisions)


@given(first=strategies.counts(), second=strategies.counts(), rule=st.sampled_from(["lowest", "majority", "latest"]))
def test_any_two_counts_make_a_count(first: Count, second: Count, rule: str, book: Rulebook) -> None:
    assert killed(book, rule, first, second).is_known == (first.is_known or second.is_known)


SEVEN, SIX = make_report(1, harm(killed=exactly(7))), make_report(2, harm(killed=exactly(6)))


def edited(book: Rulebook, count: Count) -> Reconciled:
    """The event of report 1 after somebody typed another number of dead."""
    reconciler = Reconciler([SEVEN], book)
    after = harm(killed=count)
    judgements = record_choices(SEVEN.account, after, (), reconciler, reason="the ministry called")
    return reconcile(after, judgements, reconciler)


def rules(reconciled: Reconciled) -> dict[str, str]:
    return {each.aspect: each.rule for each in reconciled.judgements}


def outdated(reconciled: Reconciled) -> list[str]:
    """The aspects whose reports have moved away from a person's choice."""
    return [each.aspect for each in reconciled.judgements if each.has_moved]


@given(account=strategies.events())
def test_an_event_of_one_report_is_what_the_report_says(account: Event, book: Rulebook) -> None:
    reconciled = reconcile(Event(), (), Reconciler([make_report(1, account)], book))
    assert reconciled == Reconciled(replace(account, evidence=(), confidence=reconciled.event.confidence), ())


def test_an_event_follows_a_second_report_and_names_the_rule(book: Rulebook) -> None:
    reconciled = reconcile(SEVEN.account, (), Reconciler([SEVEN, SIX], book))
    assert reconciled.event.killed == Count(6, 6, 7, "reported")
    assert rules(reconciled) == {"killed": "latest"}


def test_an_event_returns_when_the_report_goes(book: Rulebook) -> None:
    both = reconcile(SEVEN.account, (), Reconciler([SEVEN, SIX], book))
    assert reconcile(both.event, both.judgements, Reconciler([SEVEN], book)) == Reconciled(SEVEN.account, ())


def test_a_rule_of_its_own_stays_with_the_event(book: Rulebook) -> None:
    reconciler = Reconciler([SEVEN, SIX], book)
    own = set_rule(book.aspects.find("killed"), "majority", (), Reconciler([SEVEN], book), reason="the codebook, 4.2")
    reconciled = reconcile(SEVEN.account, own, reconciler)
    assert reconciled.judgements == (
        Judgement(aspect="killed", rule="majority", is_own=True, reason="the codebook, 4.2"),
    )
    back = set_rule(book.aspects.find("killed"), None, reconciled.judgements, reconciler, reason=None)
    assert rules(reconcile(reconciled.event, back, reconciler)) == {"killed": "latest"}


def test_what_a_person_typed_stays_and_is_flagged_when_the_reports_move_away(book: Rulebook) -> None:
    chosen = edited(book, exactly(9))
    assert (rules(chosen), outdated(chosen)) == ({"killed": ANALYST}, [])
    after = reconcile(chosen.event, chosen.judgements, Reconciler([SEVEN, SIX], book))
    assert after.event.killed == exactly(9)
    assert outdated(after) == ["killed"]


def test_reports_that_come_to_agree_with_a_person_have_not_moved_away(book: Rulebook) -> None:
    chosen = edited(book, exactly(6))
    nobody = reconcile(chosen.event, chosen.judgements, Reconciler([SIX], book))
    assert outdated(nobody) == []


def test_typing_what_the_reports_say_takes_the_choice_back(book: Rulebook) -> None:
    chosen = edited(book, exactly(9))
    judgements = record_choices(chosen.event, SEVEN.account, chosen.judgements, Reconciler([SEVEN], book), reason=None)
    assert judgements == ()


def test_an_event_without_a_report_is_all_a_persons_choice(book: Rulebook) -> None:
    judgements = find_choices(harm(killed=exactly(2)), (), Reconciler([], book))
    assert [(each.aspect, each.rule) for each in judgements] == [("killed", ANALYST)]
    joined = reconcile(
        harm(killed=exactly(2)), judgements, Reconciler([make_report(1, harm(injured=exactly(4)))], book)
    )
    assert (joined.event.killed, joined.event.injured) == (exactly(2), exactly(4))


def test_the_programs_summary_is_written_anew_and_a_persons_stays(book: Rulebook) -> None:
    told = [make_report(int(each.id), replace(each.account, summary=book.tell(each.account))) for each in (SEVEN, SIX)]
    assert "6-7 killed" in (reconcile(told[0].account, (), Reconciler(told, book)).event.summary or "")
    written = make_report(3, replace(SIX.account, summary="Six died at the gate."))
    assert reconcile(told[0].account, (), Reconciler([told[0], written], book)).event.summary == "Six died at the gate."


@given(accounts=st.lists(strategies.events(), min_size=1, max_size=3), typed=strategies.events())
def test_a_report_that_comes_and_goes_leaves_no_trace(accounts: list[Event], typed: Event, book: Rulebook) -> None:
    reports = [make_report(number, account) for number, account in enumerate(accounts, start=1)]
    before = reconcile(Event(), (), Reconciler(reports, book))
    judgements = record_choices(
        before.event, replace(typed, evidence=()), before.judgements, Reconciler(reports, book), reason="x"
    )
    chosen = reconcile(replace(typed, evidence=()), judgements, Reconciler(reports, book))
    more = [*reports, make_report(4, typed)]
    joined = reconcile(
        chosen.event, find_choices(chosen.event, chosen.judgements, Reconciler(reports, book)), Reconciler(more, book)
    )
    left = reconcile(
        joined.event, find_choices(joined.event, joined.judgements, Reconciler(more, book)), Reconciler(reports, book)
    )
    assert left == chosen
