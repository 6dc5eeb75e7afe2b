"""An event follows from its reports, and what a person decided stays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.event import Event
from incidents.domain.harm import Count, exactly
from incidents.domain.judgement import ANALYST, Judgement
from incidents.review.reconciliation.deciding import Rulebook
from incidents.review.reconciliation.hearing import Hearing
from incidents.review.reconciliation.settling import Settled, adopt, choose, moved, rule_by, settle
from tests import strategies
from tests.review.reconciliation.made import harm, make_report

SEVEN, SIX = make_report(1, harm(killed=exactly(7))), make_report(2, harm(killed=exactly(6)))


def edited(book: Rulebook, count: Count) -> Settled:
    """The event of report 1 after somebody typed another number of dead."""
    hearing = Hearing([SEVEN], book)
    after = harm(killed=count)
    judgements = choose(SEVEN.account, after, (), hearing, reason="the ministry called")
    return settle(after, judgements, hearing)


def rules(settled: Settled) -> dict[str, str]:
    return {each.aspect: each.rule for each in settled.judgements}


@given(account=strategies.events())
def test_an_event_of_one_report_is_what_the_report_says(account: Event, book: Rulebook) -> None:
    settled = settle(Event(), (), Hearing([make_report(1, account)], book))
    assert settled == Settled(replace(account, evidence=(), confidence=settled.event.confidence), ())


def test_an_event_follows_a_second_report_and_names_the_rule(book: Rulebook) -> None:
    settled = settle(SEVEN.account, (), Hearing([SEVEN, SIX], book))
    assert settled.event.killed == Count(6, 6, 7, "reported")
    assert rules(settled) == {"killed": "latest"}


def test_an_event_returns_when_the_report_goes(book: Rulebook) -> None:
    both = settle(SEVEN.account, (), Hearing([SEVEN, SIX], book))
    assert settle(both.event, both.judgements, Hearing([SEVEN], book)) == Settled(SEVEN.account, ())


def test_a_rule_of_its_own_stays_with_the_event(book: Rulebook) -> None:
    hearing = Hearing([SEVEN, SIX], book)
    own = rule_by(book.aspects.find("killed"), "majority", (), Hearing([SEVEN], book), reason="the codebook, 4.2")
    settled = settle(SEVEN.account, own, hearing)
    assert settled.judgements == (Judgement(aspect="killed", rule="majority", is_own=True, reason="the codebook, 4.2"),)
    back = rule_by(book.aspects.find("killed"), None, settled.judgements, hearing, reason=None)
    assert rules(settle(settled.event, back, hearing)) == {"killed": "latest"}


def test_what_a_person_typed_stays_and_is_flagged_when_the_reports_move_away(book: Rulebook) -> None:
    chosen = edited(book, exactly(9))
    assert (rules(chosen), moved(chosen.judgements)) == ({"killed": ANALYST}, ())
    after = settle(chosen.event, chosen.judgements, Hearing([SEVEN, SIX], book))
    assert after.event.killed == exactly(9)
    assert [each.aspect for each in moved(after.judgements)] == ["killed"]


def test_reports_that_come_to_agree_with_a_person_have_not_moved_away(book: Rulebook) -> None:
    chosen = edited(book, exactly(6))
    nobody = settle(chosen.event, chosen.judgements, Hearing([SIX], book))
    assert moved(nobody.judgements) == ()


def test_typing_what_the_reports_say_takes_the_choice_back(book: Rulebook) -> None:
    chosen = edited(book, exactly(9))
    judgements = choose(chosen.event, SEVEN.account, chosen.judgements, Hearing([SEVEN], book), reason=None)
    assert judgements == ()


def test_an_event_without_a_report_is_all_a_persons_choice(book: Rulebook) -> None:
    judgements = adopt(harm(killed=exactly(2)), (), Hearing([], book))
    assert [(each.aspect, each.rule) for each in judgements] == [("killed", ANALYST)]
    joined = settle(harm(killed=exactly(2)), judgements, Hearing([make_report(1, harm(injured=exactly(4)))], book))
    assert (joined.event.killed, joined.event.injured) == (exactly(2), exactly(4))


def test_the_programs_summary_is_written_anew_and_a_persons_stays(book: Rulebook) -> None:
    told = [make_report(int(each.id), replace(each.account, summary=book.tell(each.account))) for each in (SEVEN, SIX)]
    assert "6-7 killed" in (settle(told[0].account, (), Hearing(told, book)).event.summary or "")
    written = make_report(3, replace(SIX.account, summary="Six died at the gate."))
    assert settle(told[0].account, (), Hearing([told[0], written], book)).event.summary == "Six died at the gate."


@given(accounts=st.lists(strategies.events(), min_size=1, max_size=3), typed=strategies.events())
def test_a_report_that_comes_and_goes_leaves_no_trace(accounts: list[Event], typed: Event, book: Rulebook) -> None:
    reports = [make_report(number, account) for number, account in enumerate(accounts, start=1)]
    before = settle(Event(), (), Hearing(reports, book))
    judgements = choose(
        before.event, replace(typed, evidence=()), before.judgements, Hearing(reports, book), reason="x"
    )
    chosen = settle(replace(typed, evidence=()), judgements, Hearing(reports, book))
    more = [*reports, make_report(4, typed)]
    joined = settle(chosen.event, adopt(chosen.event, chosen.judgements, Hearing(reports, book)), Hearing(more, book))
    left = settle(joined.event, adopt(joined.event, joined.judgements, Hearing(more, book)), Hearing(reports, book))
    assert left == chosen
