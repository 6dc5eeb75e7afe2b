"""Events move from state to state by the rules of the team, and what was reviewed is what stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.domain.casualties import Casualty, exactly
from incidents.domain.documents import KILLED
from incidents.domain.filters import Selection
from incidents.errors import BadCodebook, BadUsage, NotAllowed, NotFound
from incidents.services.project import Project
from tests.builders import make_article, make_event

OWN = """\
definition = "Ours."
four_eyes = true

[[moves]]
name = "review"
label = "Review"
definition = "Checked."
from = ["draft"]
to = "reviewed"
by = ["amal", "Bilal"]
needs_other_eyes = true
"""


@pytest.fixture
def coded(desk: Project) -> Project:
    """IRQ1, a draft by amal."""
    desk.coding.accept(make_article(), [make_event()])
    return desk


def at(desk: Project, by: str) -> Project:
    return Project.open(str(desk.database), by=by)


def own_rules(desk: Project, text: str = OWN) -> None:
    assert desk.database.path is not None
    Path(desk.database.path).with_name("review.toml").write_text(text, encoding="utf-8")


def test_an_event_goes_from_draft_to_reviewed_to_published(coded: Project) -> None:
    coded.review.move("review", ["irq1"])
    coded.review.move("publish", ["IRQ1"])
    moved = [(change.field, change.old, change.new) for change in coded.history.of("IRQ1")[1:]]
    assert moved == [("status", "draft", "reviewed"), ("status", "reviewed", "published")]


def test_a_draft_is_not_published(coded: Project) -> None:
    with pytest.raises(BadUsage, match="IRQ1 is draft: publish starts from reviewed"):
        coded.review.move("publish", ["IRQ1"])


def test_all_events_move_or_none(coded: Project) -> None:
    with pytest.raises(NotFound):
        coded.review.move("review", ["IRQ1", "IRQ9"])
    assert coded.events.get("IRQ1").status == "draft"


def test_what_is_changed_after_its_review_is_a_draft_again(coded: Project) -> None:
    coded.review.move("review", ["IRQ1"])
    coded.events.edit("IRQ1", {"killed": "5"})
    assert coded.events.get("IRQ1").status == "draft"
    coded.history.undo()
    assert coded.events.get("IRQ1").status == "reviewed"
    assert coded.history.verify().faults == ()


def test_a_published_event_stays_published_when_it_is_changed_with_a_reason(coded: Project) -> None:
    coded.review.move("review", ["IRQ1"])
    coded.review.move("publish", ["IRQ1"])
    coded.events.edit("IRQ1", {"killed": "5"}, reason="the hospital's figure")
    assert coded.events.get("IRQ1").status == "published"


def test_reopening_asks_for_a_reason(coded: Project) -> None:
    coded.events.withdraw("IRQ1", reason="an exercise")
    with pytest.raises(BadUsage, match="nobody says why to reopen"):
        coded.review.move("reopen", ["IRQ1"], reason=" ")
    coded.review.move("reopen", ["IRQ1"], reason="no exercise after all")
    assert coded.events.get("IRQ1").status == "draft"


def test_with_four_eyes_a_coder_may_not_review_what_they_coded_or_changed(coded: Project) -> None:
    own_rules(coded)
    with pytest.raises(NotAllowed, match="another pair of eyes"):
        coded.review.move("review", ["IRQ1"])
    bilal = at(coded, "bilal")
    bilal.events.edit("IRQ1", {"killed": "5"})
    with pytest.raises(NotAllowed, match="another pair of eyes"):
        bilal.review.move("review", ["IRQ1"])


def test_with_four_eyes_a_colleague_reviews_and_may_do_so_again(coded: Project) -> None:
    own_rules(coded)
    for _ in range(2):
        at(coded, "bilal").review.move("review", ["IRQ1"])
        coded.events.edit("IRQ1", {"killed": f"{5 + _}"})
    assert coded.events.get("IRQ1").status == "draft"


def test_only_those_who_are_named_may_move_events(coded: Project) -> None:
    own_rules(coded)
    with pytest.raises(NotAllowed, match="carla may not review events"):
        at(coded, "carla").review.move("review", ["IRQ1"])


def test_rules_of_the_project_that_name_no_such_state_are_refused(coded: Project) -> None:
    own_rules(coded, OWN.replace('"draft"', '"drafted"'))
    with pytest.raises(BadCodebook, match=r"moves\[review\]: 'drafted' is not a code of event_statuses"):
        _ = coded.moves


def test_the_queue_holds_a_new_event_against_its_reports(coded: Project) -> None:
    coded.events.edit("IRQ1", {"killed": "5"})
    (waiting,) = coded.review.queue(Selection())
    assert [version.name for version in waiting.versions] == ["report 1, accepted by amal"]
    assert (waiting.versions[0].event.killed.best, waiting.record.event.killed.best) == (4, 5)


def test_the_queue_holds_a_changed_event_against_what_was_reviewed(coded: Project) -> None:
    coded.events.edit("IRQ1", {"killed": "5"})
    at(coded, "bilal").review.move("review", ["IRQ1"])
    coded.events.edit("IRQ1", {"killed": "6"})
    (waiting,) = coded.review.queue(Selection())
    assert waiting.versions[0].name.startswith("as reviewed by bilal")
    assert waiting.versions[0].event.killed.best == 5


def test_reviewed_events_do_not_wait(coded: Project) -> None:
    coded.coding.accept(make_article(title="Another"), [make_event(casualties=(Casualty(KILLED, exactly(1)),))])
    coded.review.move("review", ["IRQ1"])
    assert [waiting.record.event_id for waiting in coded.review.queue(Selection())] == ["IRQ2"]
