"""The command line in this process, in an empty folder, with an article to work on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from incidents.cli.app import app
from incidents.services.project import Project
from tests.builders import make_article
from tests.cli.person import Person

Run = Callable[..., Result]
Sit = Callable[..., Person]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and nothing of the user's own settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INCIDENTS_DATABASE", raising=False)
    monkeypatch.setenv("INCIDENTS_CODER", "amal")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """``run("query", "--json")``: what a command prints on stdout and on stderr, and its exit code; no terminal."""
    runner = CliRunner()
    return lambda *arguments, stdin=None: runner.invoke(app, list(arguments), input=stdin, prog_name="incidents")


@pytest.fixture
def article(folder: Path) -> str:
    """The file of an article with one event in it; its name."""
    made = make_article()
    head = f"Title: {made.title}\nPublisher: {made.publisher}\nDate: {made.published_on}\n\n"
    (folder / "mosul.txt").write_text(head + made.text, encoding="utf-8")
    return "mosul.txt"


@pytest.fixture
def desk(template: Path, folder: Path) -> Project:
    """A desk at a new database, ./incidents.db."""
    shutil.copy(template, folder / "incidents.db")
    return Project.open(by="amal")


@pytest.fixture
def sit_down(folder: Path) -> Iterator[Sit]:
    """``sit_down("code", "article.txt")``: somebody at a terminal who runs that command."""
    people: list[Person] = []

    def sit(*arguments: str) -> Person:
        people.append(Person(*arguments, folder=folder))
        return people[-1]

    yield sit
    for person in people:
        person.goes_home()
