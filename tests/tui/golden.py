"""Screens kept as text beside the tests: what a person sees at 80 x 24 and at 120 x 40.

``UPDATE_SCREENS=1 pytest tests/tui`` writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "screens"


def check_screen(name: str, screen: str) -> None:
    """The screen *name* is as it is kept."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SCREENS"):
        path.write_text(screen, encoding="utf-8")
    assert screen == path.read_text(encoding="utf-8")
