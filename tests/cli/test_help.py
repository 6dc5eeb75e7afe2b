"""Help pages: every command has examples that work, and the reference says what the pages say."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.main import get_command

from incidents.cli.app import COMMANDS, SECTIONS, app, load
from incidents.cli.reference import TARGET, help_pages, render, write
from incidents.errors import CheckFailed

FIRST = {
    *("suggest", "code", "add", "edit", "show", "why", "withdraw"),
    *("query", "export", "codebook", "places", "init", "db"),
}
PAGES = dict(help_pages())
LEAVES = [name for name, page in PAGES.items() if "COMMAND [ARGS]" not in page.splitlines()[0]]


def test_every_command_of_the_first_issue_is_there() -> None:
    assert set(COMMANDS) >= FIRST
    assert "incidents db upgrade" in PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_ends_with_examples(name: str) -> None:
    assert "\nExamples:\n  incidents" in PAGES[name]


def test_the_overview_goes_by_the_order_of_the_work() -> None:
    sections = [line.rstrip(":") for line in PAGES["incidents"].splitlines() if line.endswith(":")]
    assert sections == ["Options", *SECTIONS, "Examples"]
    assert all(name in PAGES["incidents"] for name in COMMANDS)


@pytest.mark.parametrize("name", LEAVES)
def test_examples_can_be_typed(name: str) -> None:
    command = find(name)
    for example in command.epilog.splitlines():
        words = shlex.split(example.partition(">")[0])
        assert " ".join(words).startswith(name)
        context = command.make_context(name, words[len(name.split()) :])
        assert context.command is command


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    command = load(name)
    assert command is not None
    _, line = next(commands[name] for commands in SECTIONS.values() if name in commands)
    assert command.help.partition("\n\n")[0].replace("\n", " ").startswith(line.rstrip("."))


@pytest.mark.parametrize("name", [name for name in LEAVES if name != "incidents db copy"])  # which names two
def test_the_database_can_be_named_after_every_command(name: str) -> None:
    assert "--database PATH|URL" in PAGES[name]


def test_the_reference_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == render()


def test_an_outdated_reference_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "cli-reference.md"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(CheckFailed, match="out of date"):
        write(target, is_check=True)


def test_the_reference_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "docs" / "cli-reference.md"
    write(target)
    write(target, is_check=True)


def find(name: str) -> Any:  # noqa: ANN401 - a Click command, whose class depends on Typer's version
    command: Any = get_command(app)
    for word in name.split()[1:]:
        command = command.get_command(typer.Context(command), word)
    return command
