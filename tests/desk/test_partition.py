"""A part of a table of articles through the coder, without Spark."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.geo.gazetteer import Gazetteer
from incidents.intake.source import read_source
from incidents.services.articles import write_suggestion
from incidents.services.suggestions import RULES_ONLY, cached_backend, open_backend, suggest_rows

TEXT = "A car bomb exploded at a market in Mosul on Sunday, killing four people, police said."
ROW = {"path": "mosul.txt", "text": TEXT, "published_on": "2016-05-09"}


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer) -> None:
    """The coder of this process is opened at the gazetteer of the tests."""
    cached_backend.cache_clear()
    monkeypatch.setattr("incidents.services.suggestions.open_gazetteer", lambda: gazetteer)


def suggest(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a table may hold
    (document,) = suggest_rows([ROW | changes])
    return document


@pytest.mark.parametrize("suffix", ["txt", "html"])
def test_a_row_says_what_its_file_says(tmp_path: Path, gazetteer: Gazetteer, suffix: str) -> None:
    path = tmp_path / f"article.{suffix}"
    text = f"Title: Blast in Mosul\nDate: 2016-05-09\n\n{TEXT}\n"
    path.write_text(text if suffix == "txt" else f"<p>9 May 2016</p><p>{TEXT}</p>", encoding="utf-8")
    backend = open_backend(RULES_ONLY, codebook=load(), gazetteer=gazetteer)
    article = read_source(str(path))
    if article.published_on is None:
        pytest.fail("the article has a date")
    (document,) = suggest_rows([{"path": str(path), "text": path.read_text(encoding="utf-8")}])
    assert document == write_suggestion(backend(article))
    assert document["events"]


@pytest.mark.parametrize("day", ["2016-05-09", date(2016, 5, 9), datetime(2016, 5, 9, 7)], ids=repr)  # noqa: DTZ001
def test_a_column_gives_the_day_of_publication(day: object) -> None:
    document = suggest(published_on=day)
    assert document["article"]["published_on"] == "2016-05-09"
    assert document["events"][0]["event_date"] == "2016-05-08"


def test_columns_stand_above_the_text() -> None:
    document = suggest(text=f"Title: Old\n\n{TEXT}", title="New", publisher="Daily")
    assert (document["article"]["title"], document["article"]["publisher"]) == ("New", "Daily")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"text": None}, "has no text"),
        ({"text": " \n"}, "nothing but white space"),
        ({"published_on": None}, "no date of publication"),
        ({"published_on": "one day"}, "one day"),
    ],
    ids=repr,
)
def test_a_row_that_cannot_be_coded_stops_no_other(changes: dict[str, Any], problem: str) -> None:
    bad, good = suggest_rows([ROW | changes, ROW])
    assert problem in bad["problem"]
    assert bad["article"]["path"] == "mosul.txt"
    assert good["events"]
