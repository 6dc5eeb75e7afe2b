"""What a quick command must not import: each of these costs a tenth of a second and more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from incidents.domain.filters import EVERYTHING
from incidents.services.exports import Layout
from incidents.services.project import Project
from tests.builders import make_event

PACKAGE = Path(__file__).resolve().parents[2]  # the folder of the package
HEAVY = {"sqlalchemy", "sqlmodel", "alembic", "trafilatura", "lxml", "geopy", "httpx", "py3langid", "numpy", "rich"}
WRITING = ["edit IRQ1 summary=x", "withdraw IRQ1 --reason x", "undo", "init --database other.db"]
READING = ["--help", "query --json", "query --csv --country Iraq", "export", "show IRQ1", "why IRQ1", "codebook drone"]


@pytest.mark.parametrize("command", READING)
def test_reading_commands_import_nothing_heavy(desk: Project, command: str) -> None:
    desk.coding.add(make_event())
    assert {name.partition(".")[0] for name in modules_of(command.split())} & HEAVY == set()


@pytest.mark.parametrize("command", WRITING)
def test_commands_that_write_import_no_sqlalchemy(
    desk: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    desk.coding.add(make_event())
    heavy = HEAVY | {"pydantic"}
    assert {name.partition(".")[0] for name in modules_of(command.split())} & heavy == set()


def test_help_imports_no_service_and_no_values() -> None:
    named = modules_of(["--help"])
    assert not {"pydantic", "incidents.services", "incidents.store", "incidents.codebook"} & named


ROOMS = ("coder", "geo", "review", "intake", "desk.adjudication", "desk.following", "desk.forms")


def test_an_import_waits_for_no_other_room(desk: Project, tmp_path: Path) -> None:
    desk.coding.add(make_event())
    file = str(tmp_path / "events.csv")
    desk.exports.write(EVERYTHING, file, layout=Layout())
    named = modules_of(["import", file, "--dry-run"])
    assert "incidents.services.imports" in named
    assert [name for name in named if name.startswith(tuple(f"incidents.{room}" for room in ROOMS))] == []
    assert "sqlalchemy" not in named


def modules_of(arguments: list[str]) -> set[str]:
    """The modules that the command imports, as the interpreter reports them."""
    command = [sys.executable, "-X", "importtime", "-m", "incidents", *arguments]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
