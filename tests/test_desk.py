"""The desk as a user of the library holds it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from incidents.coder.fields.summary import summarise
from incidents.domain.casualties import exactly
from incidents.domain.dates import on
from incidents.domain.events import Event
from incidents.domain.filters import Near
from incidents.errors import BadDatabase, BadSource, BadUsage, Conflict, NotFound, UnknownTerm
from incidents.services.clock import read_now, read_today
from incidents.services.context import name_user
from incidents.services.exports import Layout
from incidents.services.filters import EventFilters
from incidents.services.forms import BadForm
from incidents.services.project import Project
from tests.builders import TEXT, cite, make_article, make_event


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Project:
    """A desk at a new database."""
    return Project.open(str(shutil.copy(template, tmp_path / "x.db")), by="amal")


def test_nothing_is_made_by_opening_a_desk(tmp_path: Path) -> None:
    Project.open(str(tmp_path / "x.db"))
    assert list(tmp_path.iterdir()) == []


def test_the_first_preparation_makes_the_database(tmp_path: Path) -> None:
    desk = Project.open(str(tmp_path / "x.db"))
    assert desk.create()
    assert not desk.create()


def test_reading_a_missing_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDatabase, match="does not exist"):
        list(Project.open(str(tmp_path / "x.db")).records())


def test_a_source_becomes_a_suggestion(desk: Project, tmp_path: Path) -> None:
    (tmp_path / "mosul.txt").write_text(f"Title: Bomb\nDate: 2023-03-15\n\n{TEXT}", encoding="utf-8")
    suggestion = desk.coding.suggest(str(tmp_path / "mosul.txt"))
    assert suggestion.article.published_on == date(2023, 3, 15)
    assert suggestion.events[0].when == on(date(2023, 3, 14))


def test_a_date_of_publication_to_come_is_refused(desk: Project, tmp_path: Path) -> None:
    (tmp_path / "mosul.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(BadSource):
        desk.articles.read(str(tmp_path / "mosul.txt"), published_on="2199-01-01")


def test_accepted_events_come_back_as_they_were(desk: Project) -> None:
    (event_id,) = desk.coding.accept(make_article(), [make_event()])
    record = desk.events.get(event_id)
    signed = tuple(
        replace(each, article="1", proposed_by=record.event.evidence[0].proposed_by, accepted_by="amal")
        for each in make_event().evidence
    )
    assert record.event == make_event(evidence=signed)
    assert record.sources[0].outlet == "The Example Courier"


def test_events_of_one_article_are_accepted_together_or_not_at_all(desk: Project) -> None:
    misquoted = make_event(evidence=(replace(cite("Mosul", field="place"), quote="Basra"),))
    with pytest.raises(ValueError, match="Basra"):
        desk.coding.accept(make_article(), [make_event(), misquoted])
    assert list(desk.records()) == []
    assert desk.coding.recall(make_article(), ())[0] == ()


def test_identifiers_without_a_country_have_a_prefix_of_their_own(desk: Project) -> None:
    assert desk.coding.add(Event(when=on(date(2021, 11, 7)))) == "ZZZ1"


def test_recall_knows_what_was_coded_from_an_article(desk: Project) -> None:
    assert desk.coding.recall(make_article(), [make_event()]) == ((), (make_event(),))
    desk.coding.accept(make_article(), [make_event()])
    assert desk.coding.recall(make_article(), [make_event()]) == (("IRQ1",), ())


def test_recall_leaves_the_events_that_nobody_accepted(desk: Project) -> None:
    claim = make_event(evidence=(cite("The Northern Front", field="claim"),))
    desk.coding.accept(make_article(), [make_event()])
    assert desk.coding.recall(make_article(), [make_event(), claim]) == (("IRQ1",), (claim,))


def test_recall_knows_an_event_that_was_edited_before_it_was_accepted(desk: Project) -> None:
    edited, _ = desk.forms.fill(make_event(), {"killed": "5"})
    desk.coding.accept(make_article(), [edited])
    assert desk.coding.recall(make_article(), [make_event()]) == (("IRQ1",), ())


def test_an_edit_names_the_keys_that_changed(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    assert desk.events.edit("IRQ1", {"killed": "5", "injured": "9"}).keys == ("killed",)


def test_an_edit_that_somebody_else_overtook_is_refused(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    desk.events.edit("IRQ1", {"killed": "5"})
    with pytest.raises(Conflict):
        desk.events.edit("IRQ1", {"killed": "6"}, version=1)
    assert desk.events.get("IRQ1").event.killed == exactly(5)


def test_a_form_tells_every_problem(desk: Project) -> None:
    with pytest.raises(BadForm) as refused:
        desk.forms.write_new({"killed": "few", "weapons": "dron", "claim": "stated none by Hamas"})
    assert {problem.field for problem in refused.value.problems} == {"killed", "weapons", "claim"}


def test_the_machines_summary_is_written_anew_and_a_persons_stays(desk: Project) -> None:
    event, _ = desk.forms.write_new({"event_date": "2021-11-07", "sub_event_type": "Attack", "killed": "4"})
    summed = replace(event, summary=summarise(event))
    assert "5 killed" in (desk.forms.fill(summed, {"killed": "5"})[0].summary or "")
    own = replace(event, summary="Four died.")
    assert desk.forms.fill(own, {"killed": "5"})[0].summary == "Four died."


def test_an_explanation_holds_words_people_and_rule(desk: Project) -> None:
    desk.coding.accept(make_article(), [make_event()])
    reason = desk.events.explain("IRQ1", "killed")
    assert [each.evidence.quote for each in reason.citations] == ["killing four officers"]
    assert (reason.rule, reason.changes) == ("as the report says", ())
    desk.events.edit("IRQ1", {"killed": "5"}, reason="a later figure")
    reason = desk.events.explain("IRQ1", "killed")
    assert (reason.rule, reason.changes[0].reason) == ("analyst's choice", "a later figure")


def test_an_explanation_of_nothing_is_refused(desk: Project) -> None:
    with pytest.raises(NotFound):
        desk.events.explain("IRQ1", "killed")


def test_events_are_published_in_a_file(desk: Project, tmp_path: Path) -> None:
    desk.coding.accept(make_article(), [make_event()])
    selection = desk.events.resolve(EventFilters(country=("Iraq",))).selection
    report = desk.exports.write(selection, str(tmp_path / "out.csv"), layout=Layout(columns=("event_id", "place")))
    assert report.written == 1
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "event_id,place\nIRQ1,Mosul\n"


def test_a_parent_weapon_asks_for_its_children(desk: Project) -> None:
    assert {"explosive", "drone", "drone_fpv", "ied"} <= set(
        desk.events.resolve(EventFilters(weapon=("explosive",))).selection.weapons
    )


def test_a_reconnaissance_drone_is_no_explosive(desk: Project) -> None:
    assert "drone_reconnaissance" not in desk.events.resolve(EventFilters(weapon=("explosive",))).selection.weapons


def test_a_point_near_is_taken_as_it_is(desk: Project) -> None:
    assert desk.events.resolve(EventFilters(near="33.3, 44.4")).selection.near == Near(
        latitude=33.3, longitude=44.4, km=50
    )


def test_days_are_read_as_the_interval_that_they_mean(desk: Project) -> None:
    selection = desk.events.resolve(EventFilters(since="2021-W44", until="2021")).selection
    assert (selection.since, selection.until) == (date(2021, 11, 1), date(2021, 12, 31))


def test_yesterday_is_reckoned_from_today(desk: Project) -> None:
    selection = desk.events.resolve(EventFilters(since="yesterday", until="today")).selection
    assert selection.since is not None
    assert selection.until is not None
    assert (selection.until - selection.since).days == 1


def test_a_near_miss_is_answered_with_what_may_be_meant(desk: Project) -> None:
    with pytest.raises(UnknownTerm) as refused:
        desk.events.resolve(EventFilters(type=("armed clach",)))
    assert "Armed clash" in refused.value.near


def test_the_coder_is_the_one_given_else_the_environments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_CODER", "bilal")
    assert name_user("amal") == "amal"
    assert name_user(None) == "bilal"


def test_a_blank_name_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTS_CODER", "  ")
    monkeypatch.setenv("LOGNAME", "chen")
    assert name_user(None) == "chen"


def test_a_box_off_the_globe_is_refused(desk: Project) -> None:
    with pytest.raises(BadUsage, match="not on the globe"):
        desk.events.resolve(EventFilters(bbox="0,0,91,10"))


def test_the_clock_tells_whole_seconds_in_utc() -> None:
    now = read_now()
    assert (now.tzinfo, now.microsecond) == (UTC, 0)
    assert abs((datetime.now(UTC) - now).total_seconds()) < 5
    assert abs((read_today() - now.date()).days) <= 1
