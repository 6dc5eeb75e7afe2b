"""How the program begins, and ends when it is stopped before a command has begun."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from incidents.cli import quick, start
from incidents.cli.ending import heed_termination


@pytest.fixture
def handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def test_an_interruption_before_the_command_has_begun_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.argv", ["incidents", "query"])
    monkeypatch.setattr(quick, "answer", interrupt)
    with pytest.raises(SystemExit) as ended:
        start.run()
    assert (ended.value.code, capsys.readouterr().err) == (130, "\nincidents: interrupted\n")


@pytest.mark.usefixtures("handler")
def test_a_termination_is_told_and_has_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def be_terminated(_words: object) -> int:
        heed_termination()
        os.kill(os.getpid(), signal.SIGTERM)
        return 0

    monkeypatch.setattr("sys.argv", ["incidents", "export"])
    monkeypatch.setattr(quick, "answer", be_terminated)
    with pytest.raises(SystemExit) as ended:
        start.run()
    assert (ended.value.code, capsys.readouterr().err) == (143, "\nincidents: terminated\n")


@pytest.mark.usefixtures("handler")
def test_a_termination_that_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    heed_termination()
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
