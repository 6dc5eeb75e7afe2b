"""Who codes what until when, and codings that are kept apart from events and from each other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidents.domain.articles import SELECTED
from incidents.domain.filters import Selection
from incidents.domain.team import DONE, DOUBLE, SINGLE
from incidents.errors import BadUsage, NotAllowed, NotFound
from incidents.services.clock import read_now
from incidents.services.project import Project
from incidents.services.team import AssignmentPlan, Assignments
from tests.builders import make_article, make_event

WEIGHTS = {"amal": 1.0, "bilal": 1.0}


def fill(desk: Project, count: int) -> None:
    """So many articles that triage selected."""
    for number in range(count):
        desk.articles.add(make_article(title=f"Report {number}"), origin="feed")
    desk.articles.decide([str(number + 1) for number in range(count)], SELECTED)


def at(desk: Project, by: str, *, hours: float = 0) -> Assignments:
    """The work as *by* sees it, so many hours from now."""
    return Project(desk.database, user=by, clock=lambda: read_now() + timedelta(hours=hours)).assignments


def assign(desk: Project, double: float = 0.0, hours: float = 48, by_hours: float = 0) -> int:
    lottery = AssignmentPlan(weights=WEIGHTS, states=[SELECTED], double=double, seed=44, hours=hours)
    return len(at(desk, "amal", hours=by_hours).assign(lottery))


def test_every_article_that_waits_is_assigned_once(desk: Project) -> None:
    fill(desk, 6)
    assert (assign(desk), assign(desk)) == (6, 0)
    held = desk.assignments.assignments()
    assert sorted(each.article_id for each in held) == ["1", "2", "3", "4", "5", "6"]
    assert sorted(each.coder for each in held) == ["amal"] * 3 + ["bilal"] * 3
    assert {each.mode for each in held} == {SINGLE}


def test_what_others_have_is_away_and_what_two_code_is_away_for_a_third_only(desk: Project) -> None:
    fill(desk, 2)
    assign(desk, double=0.5)
    (double,) = {each.article_id for each in desk.assignments.assignments() if each.mode == DOUBLE}
    (single,) = (each for each in desk.assignments.assignments() if each.mode == SINGLE)
    other = "bilal" if single.coder == "amal" else "amal"
    assert at(desk, single.coder).unavailable() == frozenset()
    assert at(desk, other).unavailable() == {single.article_id}
    assert at(desk, "chaim").unavailable() == {single.article_id, double}
    assert at(desk, "chaim", hours=49).unavailable() == frozenset()


def test_what_one_of_two_has_coded_stays_away_from_others(desk: Project) -> None:
    fill(desk, 1)
    assign(desk, double=1.0)
    article = desk.articles.get("1")
    sharing = at(desk, "amal")
    sharing.finish(sharing.begin(article))
    assert at(desk, "amal", hours=49).unavailable() == {"1"}
    assert at(desk, "bilal").unavailable() == frozenset()


def test_a_share_is_assigned_to_two(desk: Project) -> None:
    fill(desk, 4)
    assign(desk, double=0.5)
    doubles = [each for each in desk.assignments.assignments() if each.mode == DOUBLE]
    assert len(doubles) == 4
    assert len({(each.article_id, each.coder) for each in doubles}) == 4


def test_an_article_is_kept_for_the_one_who_has_it(desk: Project) -> None:
    fill(desk, 1)
    assign(desk)
    (held,) = desk.assignments.assignments()
    article = desk.articles.get("1")
    other = "bilal" if held.coder == "amal" else "amal"
    assert at(desk, held.coder).assigned(article) == held
    with pytest.raises(NotAllowed, match=f"assigned to {held.coder} until"):
        at(desk, other).assigned(article)


def test_an_assignment_that_expired_holds_nobody_and_is_drawn_anew(desk: Project) -> None:
    fill(desk, 1)
    assign(desk, hours=2)
    assert at(desk, "carla", hours=3).assigned(desk.articles.get("1")) is None
    assert assign(desk, by_hours=3) == 1


def test_an_assignment_can_be_ended(desk: Project) -> None:
    fill(desk, 2)
    assign(desk)
    assert desk.assignments.release(["1"]) == 1
    assert [each.article_id for each in at(desk, "amal", hours=1).assignments()] == ["2"]


def test_what_nobody_has_cannot_be_ended(desk: Project) -> None:
    fill(desk, 2)
    assign(desk)
    with pytest.raises(NotFound, match="nobody has article 7"):
        desk.assignments.release(["1", "7"])
    assert len(desk.assignments.assignments()) == 2


def test_a_dry_run_assigns_nothing(desk: Project) -> None:
    fill(desk, 2)
    drawn = desk.assignments.assign(AssignmentPlan(weights=WEIGHTS, states=[SELECTED]), is_trial=True)
    assert (len(drawn), desk.assignments.assignments()) == (2, ())


def test_what_one_of_two_let_expire_goes_to_another_person(desk: Project) -> None:
    fill(desk, 1)
    assign(desk, double=1, hours=2)
    article = desk.articles.get("1")
    amal = at(desk, "amal")
    amal.finish(amal.begin(article))
    assert assign(desk, double=1, by_hours=3) == 0
    assert [each.coder for each in at(desk, "amal", hours=3).assignments()] == ["bilal"]


@pytest.mark.parametrize(
    ("weights", "double", "told"),
    [({}, 0, "nobody is named"), ({"amal": 1.0}, 0.1, "one person cannot"), (WEIGHTS, 2, "shares from 0 to 1")],
)
def test_what_cannot_be_drawn_is_refused(desk: Project, weights: dict[str, float], double: float, told: str) -> None:
    with pytest.raises(BadUsage, match=told):
        desk.assignments.assign(AssignmentPlan(weights=weights, states=[SELECTED], double=double))


def test_a_coding_is_no_event_and_no_query_shows_it(desk: Project) -> None:
    coding = desk.assignments.begin(make_article())
    desk.assignments.keep(coding, make_event())
    desk.assignments.finish(coding)
    assert list(desk.records(Selection())) == []
    with desk.open_reader() as reader:
        (kept,) = reader.codings()
    assert (kept.coder, kept.turn, kept.state, kept.events) == ("amal", 1, DONE, (make_event(),))


def test_an_open_coding_goes_on_where_it_was_left(desk: Project) -> None:
    desk.assignments.keep(desk.assignments.begin(make_article()), make_event())
    assert desk.assignments.begin(make_article()).events == (make_event(),)


def test_a_finished_coding_is_not_coded_again_but_in_another_turn(desk: Project) -> None:
    desk.assignments.finish(desk.assignments.begin(make_article()))
    with pytest.raises(BadUsage, match="in turn 1 already"):
        desk.assignments.begin(make_article())
    assert desk.assignments.begin(make_article(), turn=2).turn == 2


def test_each_event_of_a_coding_is_undone_and_redone_by_itself(desk: Project) -> None:
    coding = desk.assignments.begin(make_article())
    desk.assignments.keep(coding, make_event())
    desk.assignments.keep(coding, make_event(main=False))
    desk.history.undo()
    assert desk.assignments.begin(make_article()).events == (make_event(),)
    desk.history.redo()
    assert len(desk.assignments.begin(make_article()).events) == 2
    assert desk.history.verify().faults == ()


def test_codings_can_be_asked_of_a_past_revision(desk: Project) -> None:
    coding = desk.assignments.begin(make_article())
    desk.assignments.keep(coding, make_event())
    desk.assignments.keep(coding, make_event(main=False))
    with desk.at("r2").open_reader() as reader:
        assert [len(each.events) for each in reader.codings()] == [1]


def test_a_name_is_erased_from_codings_too(desk: Project) -> None:
    desk.assignments.keep(desk.assignments.begin(make_article()), make_event())
    desk.maintenance.erase_name("The Northern Front", reason="asked for")
    with desk.open_reader() as reader:
        (coding,) = reader.codings()
    assert "Northern" not in str(coding.events)
    assert desk.history.verify().faults == ()


def test_erasing_an_article_takes_its_words_out_of_codings(desk: Project) -> None:
    desk.assignments.keep(desk.assignments.begin(make_article()), make_event())
    desk.maintenance.erase_article("1", reason="court order")
    with desk.open_reader() as reader:
        (coding,) = reader.codings()
    assert "killing four officers" not in str(coding.events)
    assert desk.history.verify().faults == ()


def test_erasing_an_article_takes_its_words_out_of_the_log_of_codings(desk: Project) -> None:
    desk.assignments.keep(desk.assignments.begin(make_article()), make_event())
    desk.history.undo()
    desk.maintenance.erase_article("1", reason="court order")
    assert "killing four officers" not in str(list(desk.history.log()))
    assert desk.history.verify().faults == ()
