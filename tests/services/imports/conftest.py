"""A desk at a new database of its own, files to import, and the imports themselves in a line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from incidents.services.import_layouts import ImportRequest
from incidents.services.imports import ImportResult
from incidents.services.project import Project

Load = Callable[..., ImportResult]


@pytest.fixture
def desk(tmp_path: Path, template: Path) -> Project:
    shutil.copyfile(template, tmp_path / "incidents.db")
    return Project.open(str(tmp_path / "incidents.db"), by="amal")


@pytest.fixture
def load(desk: Project) -> Load:
    """``load(path, is_dry=True)``: what an import at the desk did."""
    return lambda path, **options: desk.imports.load(ImportRequest(path=Path(path), **options))
