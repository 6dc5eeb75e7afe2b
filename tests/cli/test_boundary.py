"""How a command ends: what its errors say, on which stream, and with which exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner

from incidents import __version__
from incidents.cli.app import LazyGroup
from incidents.errors import BadCodebook, BadDatabase, BadUsage, CheckFailed, IncidentsError
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run

COMMAND = [sys.executable, "-m", "incidents"]


@pytest.mark.parametrize(("error", "code"), [(BadDatabase, 1), (BadUsage, 2), (CheckFailed, 3), (BadCodebook, 1)])
def test_an_error_is_its_sentence_on_stderr_and_its_exit_code(error: type[IncidentsError], code: int) -> None:
    result = fail_with(error("the moon is full", mend="wait a day"))
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr == "incidents: the moon is full\n  wait a day\n"


def test_an_error_that_quotes_an_article_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in fail_with(BadUsage("no \x1b[2J")).stderr


def test_a_bug_keeps_its_traceback() -> None:
    assert isinstance(fail_with(ZeroDivisionError()).exception, ZeroDivisionError)


def test_an_interrupt_is_one_line_and_exit_130() -> None:
    result = fail_with(KeyboardInterrupt())
    assert (result.exit_code, result.stderr) == (130, "\nincidents: interrupted\n")


def test_a_mistyped_command_is_told_which_it_may_have_been(run: Run) -> None:
    result = run("qurey")
    assert result.exit_code == 2
    assert "unknown command: 'qurey' - did you mean 'query'?" in result.stderr


def test_a_mistyped_option_is_told_which_it_may_have_been(run: Run) -> None:
    result = run("query", "--contry", "Iraq")
    assert result.exit_code == 2
    assert "--country" in result.stderr


def test_without_arguments_the_help_is_shown(run: Run) -> None:
    assert "Usage: incidents" in run().output


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"incidents {__version__}\n"


def test_a_closed_pipe_is_quiet(desk: Project) -> None:
    for _ in range(20):  # more than a pipe holds
        desk.coding.add(make_event(summary="word " * 2000))
    with subprocess.Popen([*COMMAND, "query", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"event_id": "IRQ1"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 128 + signal.SIGPIPE


def test_nothing_is_coloured_off_a_terminal(desk: Project) -> None:
    desk.coding.add(make_event())
    for arguments in (["query"], ["show", "IRQ1"], ["why", "IRQ1"], ["codebook", "drone"], ["--help"]):
        shown = subprocess.run(
            [*COMMAND, *arguments], capture_output=True, check=True, env={**os.environ, "TERM": "xterm"}
        )
        assert b"\x1b" not in shown.stdout + shown.stderr


def test_output_in_a_locale_without_unicode_is_not_an_error(desk: Project, folder: Path) -> None:
    desk.coding.add(make_event(summary="Київ"))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    for arguments in (["show", "IRQ1"], ["show", "IRQ1", "--json"], ["query"]):
        shown = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False, env=environment, cwd=folder)
        assert shown.returncode == 0, shown.stderr.decode()


def fail_with(error: BaseException):  # type: ignore[no-untyped-def]  # noqa: ANN201
    app = typer.Typer(cls=LazyGroup, pretty_exceptions_enable=False)

    @app.callback(invoke_without_command=True)
    def fail() -> None:
        raise error

    get_group(app)
    return CliRunner().invoke(app, [])
