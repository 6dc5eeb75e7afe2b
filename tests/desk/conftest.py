from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from incidents.desk import Desk


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Desk:
    """A desk at a new database."""
    shutil.copy(template, tmp_path / "incidents.db")
    return Desk.open(str(tmp_path / "incidents.db"), by="amal")
