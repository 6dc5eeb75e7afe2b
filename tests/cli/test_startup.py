"""What a quick command must not import: each of these costs a tenth of a second and more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from incidents.desk import Desk, Layout
from incidents.domain.selection import EVERYTHING
from tests.builders import make_event

PACKAGE = Path(__file__).resolve().parents[2]  # the folder of the package
HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "trafilatura", "lxml", "geopy", "httpx", "py3langid", "numpy", "rich"}
WRITING = ["edit IRQ1 summary=x", "withdraw IRQ1 --reason x", "undo", "init --database other.db"]
READING = ["--help", "query --json", "query --csv --country Iraq", "export", "show IRQ1", "why IRQ1", "codebook drone"]


@pytest.mark.parametrize("command", READING)
def test_reading_commands_import_nothing_heavy(desk: Desk, command: str) -> None:
    desk.add(make_event())
    assert {name.partition(".")[0] for name in modules_of(command.split())} & HEAVY == set()


@pytest.mark.parametrize("command", WRITING)
def test_commands_that_write_import_no_sqlalchemy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    desk.add(make_event())
    heavy = HEAVY | {"pydantic"}
    assert {name.partition(".")[0] for name in modules_of(command.split())} & heavy == set()


def test_the_commands_that_are_asked_most_import_no_typer(desk: Desk) -> None:
    desk.add(make_event())
    assert "typer" not in modules_of(["query", "--csv", "--country", "Iraq"])


@pytest.mark.parametrize("command", ["query --csv --country Iraq", "stats --csv --by country,month", "export"])
def test_they_make_no_dataclass_and_no_path(desk: Desk, command: str) -> None:
    desk.add(make_event())
    assert modules_of(command.split()) & {"dataclasses", "pathlib"} == set()


def test_named_tuples_that_they_make_have_no_annotations_to_compile(desk: Desk) -> None:
    desk.add(make_event())
    names = [name for name in modules_of(["query", "--csv", "--since", "2021"]) if name.startswith("incidents.")]
    files = [PACKAGE / f"{name.replace('.', '/')}.py" for name in names]
    sources = {file: file.read_text(encoding="utf-8") for file in files if file.exists()}
    made = [file for file, source in sources.items() if "(NamedTuple)" in source]
    assert made
    assert [file for file in made if "from __future__ import annotations" in sources[file]] == []


def test_help_does_not_even_import_the_desk() -> None:
    assert "incidents.desk" not in modules_of(["--help"])


ROOMS = ("coder", "geo", "review", "intake", "exchange.documents", "desk.adjudicating", "desk.following", "desk.forms")


def test_an_import_waits_for_no_other_room(desk: Desk, tmp_path: Path) -> None:
    desk.add(make_event())
    file = str(tmp_path / "events.csv")
    desk.publish(EVERYTHING, Layout(), file)
    named = modules_of(["import", file, "--dry-run"])
    assert "incidents.desk.importing.importing" in named
    assert [name for name in named if name.startswith(tuple(f"incidents.{room}" for room in ROOMS))] == []
    assert "sqlalchemy" not in named


def modules_of(arguments: list[str]) -> set[str]:
    """The modules that the command imports, as the interpreter reports them."""
    command = [sys.executable, "-X", "importtime", "-m", "incidents", *arguments]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
