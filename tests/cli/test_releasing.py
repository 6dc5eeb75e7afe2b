"""``incidents release`` and ``cite``: frozen, checked, made again alike, and fit for its audience."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from incidents.domain.dates import on
from incidents.domain.events import Target
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run

KIDAL = Place(country="MLI", admin1="Kidal", name="Kidal", latitude=18.44, longitude=1.41, precision="exact")


@pytest.fixture(autouse=True)
def events(desk: Project) -> None:
    """IRQ1, a car bomb in Mosul; MLI1 in Kidal in May 2022."""
    desk.coding.add(make_event())
    desk.coding.add(make_event(place=KIDAL, when=on(date(2022, 5, 2)), summary="Shots were fired in Kidal."))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_release_holds_the_events_that_match_and_prints_its_citation(run: Run, folder: Path) -> None:
    result = run("release", "2023-w11", "--country", "Iraq", "--author", "The Desk", "--licence", "CC-BY-4.0")
    assert result.exit_code == 0
    assert [row["event_id"] for row in read(folder / "2023-w11" / "events.csv")] == ["IRQ1"]
    assert result.stdout.startswith("The Desk (")
    assert "--country Iraq" in json.loads((folder / "2023-w11" / "datapackage.json").read_text("utf-8"))["query"]


def test_a_release_made_again_is_the_same_whatever_has_changed_since(run: Run, folder: Path, desk: Project) -> None:
    run("release", "first")
    desk.events.edit("IRQ1", {"killed": "9"}, reason="the ministry said so")
    desk.events.withdraw("MLI1", reason="an accident")
    result = run("release", "first", "-o", "again")
    assert "again, the same as before" in result.stderr
    assert files(folder / "again") == files(folder / "first")


def test_changes_are_told_by_event_field_and_reason(run: Run, folder: Path, desk: Project) -> None:
    run("release", "first")
    desk.events.edit("IRQ1", {"killed": "9"}, reason="the ministry said so")
    desk.events.withdraw("MLI1", reason="an accident")
    new = desk.coding.add(make_event())
    run("release", "second")
    told = (folder / "second" / "CHANGES.md").read_text("utf-8")
    assert "# Changes since first" in told
    assert f"## Added (1)\n\n- {new}\n" in told
    assert "## No longer part of it (1)\n\n- MLI1\n" in told
    assert "| IRQ1 | killed | 4 | 9 | the ministry said so |" in told
    assert (folder / "first" / "CHANGES.md").read_text("utf-8") == "This is the first release.\n"


def test_the_name_of_a_release_stands_for_its_filters(run: Run) -> None:
    run("release", "first", "--country", "Iraq")
    result = run("release", "first", "--country", "Mali", "-o", "other")
    assert (result.exit_code, "with other filters (--country Iraq)" in result.stderr) == (2, True)


def test_a_folder_that_is_there_is_not_written_over(run: Run, folder: Path) -> None:
    (folder / "first").mkdir()
    result = run("release", "first")
    assert (result.exit_code, "is there already" in result.stderr) == (1, True)
    assert list((folder / "first").iterdir()) == []


def test_nothing_is_released_with_an_error_in_it(run: Run, folder: Path, desk: Project) -> None:
    bad = desk.coding.add(replace(make_event(), event_type="Riots"))
    result = run("release", "first")
    assert (result.exit_code, bad in result.stderr) == (3, True)
    assert not (folder / "first").exists()


def test_the_public_sees_no_place_names_and_not_those_in_summaries(run: Run, folder: Path) -> None:
    run("release", "open", "--redaction", "public", "--author", "The Desk")
    rows = {row["event_id"]: row for row in read(folder / "open" / "events.csv")}
    assert (rows["MLI1"]["place"], rows["MLI1"]["latitude"], rows["MLI1"]["summary"]) == ("", "18.4", "")
    assert all(b"Kidal" not in text for name, text in files(folder / "open").items() if name != "events.csv")


def test_the_newest_events_are_held_back_from_the_public_and_told(run: Run, desk: Project) -> None:
    desk.coding.add(make_event(when=on(date.today())))  # noqa: DTZ011 - today where the desk stands
    result = run("release", "open", "--redaction", "public", "--author", "The Desk")
    assert "held back 1 of the newest" in result.stderr


@pytest.mark.parametrize("name", ["../up", ".hidden", "a b", ""])
def test_a_name_that_is_no_folder_is_refused(run: Run, name: str) -> None:
    assert run("release", name).exit_code == 2


def test_the_last_release_is_cited_unless_another_is_named(run: Run) -> None:
    run("release", "first")
    run("release", "second")
    assert "release second" in run("cite").stdout
    assert "release first" in run("cite", "first").stdout
    assert run("cite", "third").exit_code == 1


def test_rows_that_may_not_be_shared_are_named_and_stop_the_release(run: Run, folder: Path) -> None:
    run("export", "--profile", "acled", "-o", "theirs.csv")
    assert run("import", "theirs.csv", "--profile", "acled", "--database", "other.db").exit_code == 0
    result = run("release", "first", "--database", "other.db")
    assert (result.exit_code, "2 rows may not be shared" in result.stderr) == (3, True)
    assert "IRQ1 (acled, ACLED terms of use)" in result.stderr
    assert not (folder / "first").exists()


def test_a_release_leaves_out_what_may_not_be_shared_when_it_is_told_to(run: Run, folder: Path, desk: Project) -> None:
    run("export", "--profile", "acled", "--id", "IRQ1", "-o", "theirs.csv")
    run("import", "theirs.csv")
    assert run("release", "first", "--shareable").exit_code == 0
    assert [row["event_id"] for row in read(folder / "first" / "events.csv")] == ["MLI1", "IRQ1"]
    assert len(list(desk.records())) == 3


def test_two_releases_are_compared_by_their_names_also_where_a_name_is_a_revision_too(run: Run, desk: Project) -> None:
    run("release", "R1")
    desk.events.edit("IRQ1", {"killed": "9"}, reason="the ministry said so")
    run("release", "R2")
    (told,) = map(json.loads, run("diff", "R1", "R2").stdout.splitlines())
    assert (told["event_id"], told["what"], told["fields"][0]["field"]) == ("IRQ1", "changed", "killed")
    before = run("query", "--id", "IRQ1", "--columns", "killed_best", "--csv", "--as-of", "R1").stdout
    assert before.splitlines() == ["killed_best", "4"]


def test_a_public_release_tells_nothing_of_what_an_internal_one_said(run: Run, folder: Path, desk: Project) -> None:
    run("release", "inside")
    desk.events.edit("MLI1", {"killed": "9"}, reason="the cook told us")
    run("release", "open", "--redaction", "public", "--author", "The Desk")
    assert (folder / "open" / "CHANGES.md").read_text("utf-8") == "This is the first release.\n"


def test_reasons_are_for_those_who_may_know_the_coders(run: Run, folder: Path, desk: Project) -> None:
    public = ("--redaction", "public", "--author", "The Desk")
    run("release", "first", *public)
    desk.events.edit("MLI1", {"killed": "9"}, reason="the cook told us")
    run("release", "second", *public)
    told = (folder / "second" / "CHANGES.md").read_text("utf-8")
    assert ("| MLI1 | killed |" in told, "cook" in told) == (True, False)


def test_whoever_codes_is_not_named_to_the_public_by_default(run: Run, folder: Path) -> None:
    result = run("release", "open", "--redaction", "public")
    assert (result.exit_code, "--author" in result.stderr, (folder / "open").exists()) == (2, True, False)


@pytest.mark.parametrize("options", [("--redaction", "public"), ("--title", "Another"), ("--author", "Another")])
def test_a_name_that_stands_for_another_release_is_refused(run: Run, options: tuple[str, str]) -> None:
    run("release", "first")
    assert run("release", "first", "-o", "again", *options).exit_code == 2


@pytest.mark.parametrize("name", ["..", "a/b", "a\\b", "nul", "Con.2021", "2021.", "-x", "a b"])
def test_a_name_that_no_folder_may_have_somewhere_is_refused(run: Run, folder: Path, name: str) -> None:
    assert run("release", "--", name).exit_code == 2
    assert [path.name for path in folder.iterdir()] == ["incidents.db"]


def test_a_release_of_no_events_is_whole(run: Run, folder: Path) -> None:
    assert run("release", "quiet", "--country", "France").exit_code == 0
    assert read(folder / "quiet" / "events.csv") == []
    assert run("verify", "quiet").exit_code == 0


def test_no_file_of_a_public_release_holds_a_name_that_is_left_out(run: Run, folder: Path) -> None:
    house = Place(country="IRQ", admin1="Nineveh", name="Qayyarah", latitude=35.79, longitude=43.29, precision="exact")
    told = "Zoltan Example was shot in Qayyarah."
    event = make_event(place=house, targets=(Target("civilians", "Zoltan Example"),), summary=told, evidence=())
    Project.open(by="zebedee").coding.add(event)
    run("release", "open", "--redaction", "public", "--author", "The Desk")
    everything = b"".join(path.read_bytes() for path in (folder / "open").iterdir())
    assert [word for word in (b"Zoltan", b"Qayyarah", b"zebedee", b"43.29") if word in everything] == []


def test_filters_that_give_away_a_name_are_told_as_leaks(run: Run) -> None:
    result = run("release", "open", "--redaction", "public", "--author", "The Desk", "--text", "Kidal")
    assert "MLI1 gives away what is left out: query says 'Kidal'" in result.stderr


def test_an_audience_may_be_named_as_it_is_typed(run: Run) -> None:
    run("release", "open", "--redaction", "Public", "--author", "The Desk")
    assert run("release", "open", "--redaction", "PUBLIC", "-o", "again").exit_code == 0


def test_an_unknown_audience_is_told_with_those_there_are(run: Run) -> None:
    refused = run("release", "first", "--redaction", "nobody")
    assert "unknown redaction: 'nobody'\n  one of: internal, partner, public" in refused.stderr
