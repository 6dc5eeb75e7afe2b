from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.resources import SCHEMA


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load()


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A copy of the shipped codebook that a test may damage."""
    return Path(shutil.copytree(SCHEMA, tmp_path / "schema"))
