"""The wheel installs one top-level name and carries every file that the code reads."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CARRIED = ("schema", "migrations", "data")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_one_top_level_name(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"incidents"}


@pytest.mark.parametrize("folder", CARRIED)
def test_every_resource_is_in_the_wheel(names: set[str], folder: str) -> None:
    tracked = subprocess.run(["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True)
    files = tracked.stdout.split("\n")[:-1]
    if not files:
        pytest.skip("not a git checkout")
    assert [name for name in files if f"incidents/{name}" not in names] == []
