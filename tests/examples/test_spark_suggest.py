"""The example for Spark says what the command line says. Runs in local mode, where pyspark and Java are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incidents.cli.app import app
from incidents.geo.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "sample").glob("*.txt"))


@pytest.mark.slow
def test_spark_gives_the_lines_of_the_command_line(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java, which is not installed")
    del gazetteer  # its index is built, and the workers find it
    table = [{"path": str(path), "text": path.read_text(encoding="utf-8")} for path in SAMPLES]
    (tmp_path / "articles.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in table), encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # where no database is
    run_example(tmp_path)
    parts = (tmp_path / "suggestions").glob("part-*")
    suggested = [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
    expected = CliRunner().invoke(app, ["suggest", "--json", *map(str, SAMPLES)]).stdout.splitlines()
    assert sorted(suggested) == sorted(expected)


def run_example(folder: Path) -> None:
    """Run it on *folder*'s ``articles.jsonl``, with two workers that use this interpreter."""
    settings = {
        "INCIDENTS_CACHE": str(ROOT / ".pytest_cache" / "d" / "gazetteer"),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    command = [sys.executable, str(ROOT / "examples" / "spark_suggest.py"), "articles.jsonl", "suggestions"]
    run = subprocess.run(command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
