"""The example for Spark says what the command line says. Runs in local mode, where pyspark and Java are installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incidents.cli.app import app
from incidents.geo.gazetteer import Gazetteer
from tests import spark

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "sample").glob("*.txt"))


@pytest.mark.slow
def test_spark_gives_the_lines_of_the_command_line(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    del gazetteer  # its index is built, and the workers find it
    table = [{"path": str(path), "text": path.read_text(encoding="utf-8")} for path in SAMPLES]
    (tmp_path / "articles.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in table), encoding="utf-8")
    monkeypatch.chdir(tmp_path)  # where no database is
    spark.run(str(ROOT / "examples" / "spark_suggest.py"), "articles.jsonl", "suggestions", folder=tmp_path)
    parts = (tmp_path / "suggestions").glob("part-*")
    suggested = [line for part in parts for line in part.read_text(encoding="utf-8").splitlines()]
    expected = CliRunner().invoke(app, ["suggest", "--json", *map(str, SAMPLES)]).stdout.splitlines()
    assert sorted(suggested) == sorted(expected)
