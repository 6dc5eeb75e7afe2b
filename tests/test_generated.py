"""What is generated is up to date: run ``python -m tests.generate`` when a test here fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generate import generated

FILES = list(generated())


@pytest.mark.parametrize(("path", "text"), FILES, ids=[path.name for path, _ in FILES])
def test_a_generated_file_says_what_the_program_says_today(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text
