"""``incidents ingest``."""

from __future__ import annotations

import json
from pathlib import Path

from incidents.services.project import Project
from tests.cli.conftest import Run


def test_articles_of_a_folder_wait_and_near_duplicates_are_told(run: Run, desk: Project, article: str) -> None:
    folder = Path("articles")
    folder.mkdir()
    Path(article).rename(folder / article)
    (folder / "again.txt").write_text((folder / article).read_text("utf-8") + "\nMore to follow.\n", "utf-8")
    told = run("ingest", "articles").stderr
    assert told == "2 read: 2 new, 0 known, 0 failed; near-duplicates wait in 1 group (2 articles)\n"
    assert desk.articles.counts() == {"new": 2}
    assert run("ingest", "articles").stderr.startswith("2 read: 0 new, 2 known")


def test_each_source_as_json(run: Run, desk: Project, article: str) -> None:
    result = run("ingest", article, "none.csv", "--json")
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["outcome"], first["article"], second["outcome"]) == ("new", "1", "failed")
    assert (result.exit_code, desk.articles.counts()) == (1, {"new": 1})


def test_what_is_wrong_and_what_to_type_stand_on_lines_of_their_own(run: Run, desk: Project) -> None:
    told = run("ingest", "nowhere").stderr.splitlines()
    assert told[0] == "incidents: nowhere does not exist"
    assert told[1].startswith("  check the name")
    assert desk.articles.counts() == {}


def test_ingest_wants_sources(run: Run, desk: Project) -> None:
    assert run("ingest").exit_code == 2
    assert run("ingest", "x.csv", "--since", "whenever").exit_code == 2
    assert desk.articles.counts() == {}


def test_a_run_that_keeps_nothing_makes_no_database(run: Run, folder: Path) -> None:
    assert run("ingest", "nowhere", "none.csv").exit_code == 1
    assert list(folder.iterdir()) == []


def test_the_first_article_makes_the_database(run: Run, article: str, folder: Path) -> None:
    told = run("ingest", "nowhere", article).stderr
    assert "created incidents.db" in told
    assert "2 read: 1 new, 0 known, 1 failed" in told
    assert (folder / "incidents.db").exists()
