"""Some articles are coded without suggestions, some with a wrong value that never gets into the base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.events import Event
from incidents.domain.suggestions import Suggestion
from incidents.errors import BadUsage
from incidents.services.coding_session import CodingSession
from incidents.services.coding_task import Recorder, open_task
from incidents.services.project import Project
from incidents.services.training import Shares, draw_trial, read_shares
from tests.builders import make_article, make_event
from tests.services.coding_sessions import begin_session

EVENT = make_event(confidence={"killed": 0.9, "injured": 0.9, "event_date": 0.9})
FEW = "[suggestions]\nwithout = 0.000001\n"


def settle(desk: Project, text: str) -> None:
    assert desk.database.path is not None
    Path(desk.database.path).with_name("incidents.toml").write_text(text, encoding="utf-8")


def suggest(article: Article) -> Suggestion:
    return Suggestion(article, (EVENT,))


def filing(desk: Project, article: Article) -> tuple[Recorder, tuple[Event, ...], list[str]]:
    """The way to store what a person makes of the events shown, and what they are told."""
    paper, told = open_task(desk, article, suggest, is_metered=True), list[str]()
    made = Recorder(project=desk, article=article, proposer="machine", trial=paper.trial, notify=told.append)
    return made, paper.events, told


def arm_of(desk: Project, article: Article) -> str:
    run, _ = draw_trial(desk.database, article, (EVENT,))
    return "" if run is None else run.arm


def trials(desk: Project) -> list[tuple[str, str | None, bool | None, tuple[str, ...]]]:
    with desk.open_reader() as reader:
        return [(each.arm, each.planted, each.is_caught, each.kept) for each in reader.trials()]


def test_without_settings_everything_is_shown_and_nothing_is_measured(desk: Project) -> None:
    made, shown, _ = filing(desk, make_article())
    assert shown == (EVENT,)
    made.save(EVENT, EVENT)
    assert trials(desk) == []


def test_a_suggestion_that_is_shown_is_measured_as_well(desk: Project) -> None:
    settle(desk, FEW)
    made, shown, _ = filing(desk, make_article())
    assert shown == (EVENT,)
    made.save(replace(EVENT, casualties=()), EVENT)
    assert trials(desk) == [("with", None, None, ("event_date",))]


def test_a_suggestion_that_is_not_shown_is_measured_against_what_is_coded(desk: Project) -> None:
    settle(desk, "[suggestions]\nwithout = 1\n")
    made, shown, _ = filing(desk, make_article())
    assert shown == ()
    made.save(replace(EVENT, casualties=(Casualty(KILLED, exactly(4)),)), None)
    assert trials(desk) == [("without", None, None, ("killed", "event_date"))]


def test_a_planted_value_that_stands_is_told_and_never_stored(desk: Project) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    made, (shown,), told = filing(desk, make_article())
    assert (shown.killed.best, shown.injured, shown.when) == (6, EVENT.injured, EVENT.when)
    event_id = made.save(shown, shown)
    assert desk.events.get(event_id).event.killed.best == 4
    assert desk.events.get(event_id).event.summary == EVENT.summary
    with desk.open_reader() as reader:
        assert [each.account.killed.best for each in reader.reports(event_id)] == [4]
    assert "killed was wrong on purpose" in told[0]
    assert trials(desk)[0][:3] == ("planted", "killed", False)


def test_who_let_a_planted_value_stand_at_the_desk_is_told(desk: Project) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    reply = begin_session(desk).store()
    assert "killed was wrong on purpose" in reply.text
    assert reply.is_urgent
    assert not begin_session(desk).store().is_urgent


def test_a_crash_right_after_a_planted_value_was_stored_stores_nothing_twice(
    desk: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    session = begin_session(desk)
    session.accept()

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(CodingSession, "_close", crash)
        with pytest.raises(KeyboardInterrupt):
            session.store()
    again = begin_session(desk)
    assert [draft.event_id for draft in again.work.drafts] == ["IRQ1", None]
    assert len(trials(desk)) == 1


def test_a_planted_value_stays_out_of_the_base_after_a_crash_and_other_settings(desk: Project) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    session = begin_session(desk)
    session.focus_event(1)
    session.store()
    settle(desk, "")
    again = begin_session(desk)
    again.focus_event(0)
    assert again.work.drafts[0].event.killed.best == 6
    again.store()
    assert {record.event.killed.best for record in desk.records()} == {4}


def test_a_planted_value_that_is_mended_is_caught(desk: Project) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    made, (shown,), told = filing(desk, make_article())
    event_id = made.save(replace(shown, casualties=(Casualty(KILLED, exactly(5)),)), shown)
    assert desk.events.get(event_id).event.killed.best == 5
    assert (told, trials(desk)[0][:3]) == ([], ("planted", "killed", True))


def test_where_nobody_died_the_day_is_planted(desk: Project) -> None:
    settle(desk, "[suggestions]\nplanted = 1\n")
    run, (shown,) = draw_trial(desk.database, make_article(), (replace(EVENT, casualties=()),))
    assert run is not None
    assert shown.when is not None
    assert shown.when.start == date(2023, 3, 13)
    clean, _, trial = run.measure(shown, shown)
    assert (clean.when, trial.planted, trial.is_caught) == (EVENT.when, "event_date", False)


def test_the_arms_follow_from_the_seed_and_come_at_their_shares(desk: Project) -> None:
    settle(desk, "[suggestions]\nwithout = 0.2\nplanted = 0.1\nseed = 44\n")
    articles = [make_article(title=f"Report {number}") for number in range(300)]
    arms, again = ([arm_of(desk, each) for each in articles] for _ in range(2))
    assert arms == again
    assert 35 < arms.count("without") < 85
    assert 12 < arms.count("planted") < 50


def test_time_is_counted_from_event_to_event(desk: Project) -> None:
    ticks = iter((0.0, 41.0, 60.0, 9999.0))
    settle(desk, FEW)
    run, _ = draw_trial(desk.database, make_article(), (EVENT,))
    assert run is not None
    run.clock = lambda: next(ticks)
    run.__post_init__()
    assert [run.measure(EVENT, EVENT)[2].seconds for _ in range(3)] == [41.0, 19.0, 1800.0]


@pytest.mark.parametrize(
    "text", ["[suggestions]\nwithout = 2", "[suggestions]\nhidden = 0.1", "[suggestions", "[suggestions]\nseed = 'x'"]
)
def test_settings_that_cannot_be_are_refused(desk: Project, text: str) -> None:
    settle(desk, text)
    with pytest.raises(BadUsage, match=r"\[suggestions\]"):
        read_shares(desk.database)


def test_other_settings_in_the_file_do_not_matter(desk: Project) -> None:
    settle(desk, "[desk.keys]\naccept = 'enter'\n")
    assert read_shares(desk.database) == Shares()
