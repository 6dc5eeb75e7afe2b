"""How the program begins, and ends when it is stopped before a command has begun."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from incidents.cli import app
from incidents.cli.errors import handle_termination
from incidents.cli.start import run


@pytest.fixture
def handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("handler")
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
)
def test_a_signal_before_the_command_has_begun_is_no_traceback(
    number: signal.Signals, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def be_ended(**_settings: object) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr(app, "app", be_ended)
    with pytest.raises(SystemExit) as ended:
        run()
    assert (ended.value.code, capsys.readouterr().err) == (code, f"\nincidents: {said}\n")


@pytest.mark.usefixtures("handler")
def test_a_termination_that_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    handle_termination()
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
