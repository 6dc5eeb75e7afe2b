"""How the program begins, and ends when it is stopped before a command has begun."""

from __future__ import annotations

import pytest

from incidents.cli import quick, start


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
