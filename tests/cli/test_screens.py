"""What only a terminal shows: tables, emphasis and the bar of the first build."""

from __future__ import annotations

import contextlib
import os
import pty

import pytest

from incidents.cli.progress import show_build
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Sit


def test_a_query_is_a_table_on_a_terminal(desk: Project, sit_down: Sit) -> None:
    desk.coding.add(make_event())
    person = sit_down("query")
    assert person.leaves() == 0
    header, row = person.seen.splitlines()[:2]
    assert header.split()[:4] == ["event_id", "event_date", "country", "place"]
    assert row.split()[:4] == ["IRQ1", "2023-03-14", "Iraq", "Mosul"]


def test_columns_that_were_asked_for_are_all_shown_however_narrow(
    desk: Project, sit_down: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.coding.add(make_event())
    monkeypatch.setenv("COLUMNS", "40")
    person = sit_down("query", "--columns", "summary,target_types,weapons,perpetrators,killed_best")
    assert person.leaves() == 0
    assert "not shown" not in person.seen
    assert person.seen.rstrip().splitlines()[0].split()[-1] in "killed_best"


def test_what_has_no_room_is_named(desk: Project, sit_down: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.coding.add(make_event())
    monkeypatch.setenv("COLUMNS", "40")
    person = sit_down("query")
    assert person.leaves() == 0
    assert person.seen.splitlines()[0].split()[:2] == ["event_id", "event_date"]
    assert "not shown for want of room: " in person.seen


def test_a_form_that_is_asked_for_is_given_on_a_terminal_too(desk: Project, sit_down: Sit) -> None:
    desk.coding.add(make_event())
    person = sit_down("query", "--csv", "--columns", "event_id")
    assert person.leaves() == 0
    assert person.seen == "event_id\nIRQ1\n"


def test_a_table_reads_no_markup_and_sends_no_escapes(desk: Project, sit_down: Sit) -> None:
    desk.coding.add(make_event(summary="[bold red]x[/] \x1b[31mred\x1b[0m"))
    person = sit_down("query", "--columns", "summary")
    assert person.leaves() == 0
    assert "[bold red]x[/]" in person.seen
    assert "\x1b[31m" not in person.seen


@pytest.mark.parametrize("command", ["show IRQ1", "query"])
def test_headings_are_bold(desk: Project, sit_down: Sit, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    desk.coding.add(make_event())
    monkeypatch.setenv("TERM", "xterm")
    person = sit_down(*command.split())
    assert person.leaves() == 0
    assert "\x1b[1m" in person.seen


@pytest.mark.parametrize("command", ["show IRQ1", "query"])
@pytest.mark.parametrize("wish", [{"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}], ids=str)
def test_no_codes_are_sent_to_whoever_does_not_want_them(
    desk: Project, sit_down: Sit, monkeypatch: pytest.MonkeyPatch, wish: dict[str, str], command: str
) -> None:
    desk.coding.add(make_event())
    for name, value in wish.items():
        monkeypatch.setenv(name, value)
    person = sit_down(*command.split())
    assert person.leaves() == 0
    assert "\x1b" not in person.seen


def test_the_building_of_the_gazetteer_is_a_bar_that_fills() -> None:
    assert shown_on_a_terminal(1, 4) == f"\rbuilding the gazetteer, once: {'#' * 8}{'.' * 22} 1/4"
    assert shown_on_a_terminal(4, 4) == f"\rbuilding the gazetteer, once: {'#' * 30} 4/4\r\n"


def test_there_is_no_bar_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show_build(1, 4)
    assert capsys.readouterr() == ("", "")


def shown_on_a_terminal(done: int, total: int) -> str:
    """What the bar writes to a pseudo-terminal."""
    screen, terminal = pty.openpty()
    with open(terminal, "w", encoding="utf-8") as stream, contextlib.redirect_stderr(stream):  # noqa: PTH123 - no path
        show_build(done, total)
        shown = os.read(screen, 1000).decode()
    os.close(screen)
    return shown
