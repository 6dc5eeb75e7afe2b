"""``incidents check``: problems of stored events, errors and warnings apart, exit code 3."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from incidents.domain.events import Claim, Weapon
from incidents.domain.locations import Place
from incidents.services.project import Project
from incidents.store import sqlite
from tests.builders import MOSUL, make_event
from tests.cli.conftest import Run

SOUND = make_event(place=replace(MOSUL, precision="exact"))
DEFINITE = replace(SOUND, weapons=(Weapon("firearm"),), sub_event_type="Suicide bomb")


def rules(run: Run, *options: str) -> list[tuple[str, str, str]]:
    found = [json.loads(line) for line in run("check", "--json", *options).stdout.splitlines()]
    return [(each["event_id"], each["severity"], each["rule"]) for each in found]


def test_a_sound_base_has_no_problems(run: Run, desk: Project) -> None:
    desk.coding.add(SOUND)
    result = run("check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "0 errors, 0 warnings\n")


def test_a_warning_alone_is_told_and_no_failure(run: Run, desk: Project) -> None:
    desk.coding.add(DEFINITE)
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "0 errors, 1 warning\n")
    assert "IRQ1  warning  weapons: Suicide bomb speaks of suicide_vest or vehicle_bomb" in result.stdout


def test_an_error_exits_with_3_and_stands_before_warnings(run: Run, desk: Project) -> None:
    desk.coding.add(replace(DEFINITE, weapons=(Weapon("firearm"), Weapon("firearm"))))
    assert run("check").exit_code == 3
    assert [severity for _, severity, _ in rules(run)] == ["error", "warning"]


def test_errors_alone_can_be_asked_for(run: Run, desk: Project) -> None:
    desk.coding.add(DEFINITE)
    assert rules(run, "--errors") == []


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (replace(SOUND, claims=(Claim("stated none", "The Front"),)), "no_claim_names_nobody"),
        (replace(SOUND, event_type="Riots"), "sub_type_is_below_its_type"),
        (replace(SOUND, place=replace(MOSUL, country="SYR", precision="exact")), "place_agrees_with_the_map"),
        (
            replace(SOUND, place=Place(country="IRQ", latitude=0, longitude=0, precision="exact")),
            "no_point_is_null_island",
        ),
    ],
)
def test_each_rule_goes_by_its_name(run: Run, desk: Project, event: object, rule: str) -> None:
    event_id = desk.coding.add(event)  # type: ignore[arg-type]
    assert [(found, name) for found, _, name in rules(run)] == [(event_id, rule)]


def test_evidence_that_the_article_does_not_have_is_an_error(run: Run, folder: Path, article: str) -> None:
    run("code", "--accept", article)
    assert "quotes_are_in_the_article" not in {rule for _, _, rule in rules(run)}
    with closing(sqlite.connect(folder / "incidents.db", mode="rw")) as link:
        link.execute("UPDATE article SET text = replace(text, 'a', 'o')")
    assert ("IRQ1", "error", "quotes_are_in_the_article") in rules(run)


def test_only_the_events_that_match_are_checked(run: Run, desk: Project) -> None:
    desk.coding.add(DEFINITE)
    assert rules(run, "--country", "Mali") == []
