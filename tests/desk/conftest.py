from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from incidents.services.project import Project


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Project:
    """A desk at a new database."""
    shutil.copy(template, tmp_path / "incidents.db")
    return Project.open(str(tmp_path / "incidents.db"), by="amal")
