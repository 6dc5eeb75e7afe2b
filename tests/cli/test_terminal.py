from __future__ import annotations

import contextlib
import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.cli.terminal import clean, fill_closed_streams, flat, put, put_json, say

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
def test_no_control_character_survives(text: str) -> None:
    assert all(sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"} for sign in clean(text))


@given(ANY_TEXT)
def test_flat_text_stays_on_one_line(text: str) -> None:
    assert len(flat(text).splitlines()) <= 1 or "\u2028" in text or "\u2029" in text


def test_escape_sequences_become_visible() -> None:
    assert clean("\x1b[2Jgone\x07") == "\u241b[2Jgone\u2407"


def test_direction_overrides_become_visible() -> None:
    assert clean("safe\u202eexe") == "safe\ufffdexe"


def test_ordinary_text_of_any_script_stays() -> None:
    text = "Kyiv, Київ, كييف, 基辅, Zürich"
    assert clean(text) == text


@given(st.dictionaries(st.text(), st.text(), max_size=3))
def test_json_holds_every_text_unaltered_on_one_line(document: dict[str, str]) -> None:
    line = written(document)
    assert json.loads(line) == document
    assert line.count("\n") == 1


def test_json_has_no_character_that_steers_a_terminal() -> None:
    assert not any(unicodedata.category(sign) == "Cc" for sign in written({"quote": "\x9b2J\x7f\x1b"}).rstrip("\n"))


def test_talk_goes_to_stderr_and_data_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    put("data")
    say("talk")
    assert capsys.readouterr() == ("data\n", "talk\n")


def test_a_closed_stream_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    fill_closed_streams()
    with sys.stdin, sys.stdout, sys.stderr:
        put("data")
        say("talk")
        assert sys.stdin.read() == ""


def written(document: dict[str, str]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        put_json(document)
    return out.getvalue()
