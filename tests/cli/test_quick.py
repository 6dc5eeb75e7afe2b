"""What is answered without Typer is what Typer's commands answer, and nothing else is taken for understood."""

from __future__ import annotations

import pytest

from incidents.cli.quick import COMMANDS, FLAG, MANY, SHARED, answer
from incidents.cli.verbs import load
from incidents.domain.events import Weapon
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run

LEFT = {"query": set(), "stats": set(), "export": {"--explain", "--partition", "--tables"}}
TYPES = {"text": str, "str": str, "integer": int, "int": int, "float": float}  # as versions of Typer name them


def kind_of(parameter: object) -> object:
    if getattr(parameter, "is_flag", False):
        return FLAG
    return MANY if parameter.multiple else TYPES[parameter.type.name]  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_options_are_those_of_the_command(verb: str) -> None:
    command = load(verb)
    assert command is not None
    there = {spelling: (each.name, kind_of(each)) for each in command.params for spelling in each.opts}
    own, _ = COMMANDS[verb]
    assert {spelling: what for spelling, what in there.items() if spelling not in LEFT[verb]} == SHARED | own


@pytest.mark.parametrize(
    "words",
    [
        ["query", "--csv"],
        ["query", "--columns", "event_id,killed_best", "--sort", "-event_date", "--limit=1"],
        ["query", "--geojson", "--weapon", "drone", "--weapon", "ied"],
        ["query", "--near", "-33.3,44.4", "--within", "50", "--json"],
        ["query", "--country", "Iraq", "--min-killed", "1", "--moved"],
        ["query", "--country", "Nowhere"],
        ["query", "--csv", "--json"],
        ["query", "--database", "none.db"],
        ["query", "--as-of", "r1", "--csv"],
        ["stats"],
        ["stats", "--by", "country,month,weapon", "--json"],
        ["stats", "--by", "nothing"],
        ["export", "--profile", "ged", "--hxl"],
        ["export", "--format", "jsonl", "-o", "out.jsonl"],
        ["export", "--output", "out.csv", "--type", "Battles", "--type", "Attack"],
    ],
    ids=" ".join,
)
def test_the_answer_is_the_same(words: list[str], desk: Project, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    desk.coding.add(make_event())
    desk.coding.add(make_event(weapons=(Weapon("ied"),)))
    capsys.readouterr()
    code = answer(words)
    said = capsys.readouterr()
    told = run(*words)
    assert (code, said.out, said.err) == (told.exit_code, told.stdout, told.stderr)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["show", "IRQ1"],
        ["query", "--help"],
        ["query", "IRQ1"],
        ["query", "--", "IRQ1"],
        ["query", "--nonsense"],
        ["query", "--limit", "many"],
        ["query", "--limit"],
        ["query", "--csv=yes"],
        ["export", "--tables", "-o", "tables"],
        ["export", "-oout.csv"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_is_left_to_the_command_line_proper(words: list[str]) -> None:
    assert answer(words) is None
