"""``incidents code`` away from a terminal, and what it leaves in the database."""

from __future__ import annotations

import json
from pathlib import Path

from incidents.services.project import Project
from tests.builders import TEXT, make_article
from tests.cli.conftest import Run


def test_without_a_terminal_it_refuses_and_says_why(run: Run, article: str, folder: Path) -> None:
    result = run("code", article)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no terminal to ask on" in result.stderr
    assert "--accept" in result.stderr
    assert not (folder / "incidents.db").exists()


def test_the_first_use_makes_the_database_and_says_so(run: Run, article: str, folder: Path) -> None:
    result = run("code", article, "--accept")
    assert "created incidents.db" in result.stderr
    assert (folder / "incidents.db").is_file()
    assert "created" not in run("code", article, "--accept").stderr


def test_accept_stores_every_suggestion_as_a_draft(run: Run, article: str) -> None:
    assert run("code", article, "--accept").stdout == "IRQ1 draft\n"
    (stored,) = run("query", "--json").stdout.splitlines()
    (suggested,) = json.loads(run("suggest", article, "--json").stdout)["events"]
    assert json.loads(stored)["status"] == "draft"
    assert json.loads(stored)["killed"] == suggested["killed"]


def test_the_same_article_twice_changes_nothing_and_says_so(run: Run, article: str, desk: Project) -> None:
    run("code", article, "--accept")
    before = list(desk.records())
    again = run("code", article, "--accept")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "mosul is coded already (IRQ1); nothing was changed" in again.stderr
    assert list(desk.records()) == before


def test_the_same_text_under_another_name_is_the_same_article(run: Run, article: str, folder: Path) -> None:
    run("code", article, "--accept")
    (folder / "copy.txt").write_bytes((folder / article).read_bytes())
    assert "copy is coded already (IRQ1)" in run("code", "copy.txt", "--accept").stderr


def test_a_bad_source_makes_no_database(run: Run, folder: Path) -> None:
    result = run("code", "missing.txt", "--accept")
    assert result.exit_code == 1
    assert not (folder / "incidents.db").exists()


def test_a_bad_source_does_not_stop_the_others(run: Run, article: str) -> None:
    result = run("code", "missing.txt", article, "--accept")
    assert (result.exit_code, result.stdout) == (1, "IRQ1 draft\n")


def test_without_a_date_nothing_is_stored_and_the_flag_is_named(run: Run, folder: Path) -> None:
    (folder / "undated.txt").write_text(TEXT, encoding="utf-8")
    result = run("code", "undated.txt", "--accept")
    assert result.exit_code == 1
    assert "--published-on YYYY-MM-DD" in result.stderr
    assert not (folder / "incidents.db").exists()


def test_the_coder_is_remembered(run: Run, article: str, desk: Project) -> None:
    run("code", article, "--accept", "--by", "bilal")
    assert {report.accepted_by for report in desk.events.explain("IRQ1", "killed").reports} == {"bilal"}


def test_the_database_may_be_named_before_or_after_the_command(run: Run, article: str, folder: Path) -> None:
    run("--database", "before.db", "code", article, "--accept")
    run("code", article, "--accept", "--database", "after.db")
    assert (folder / "before.db").is_file()
    assert (folder / "after.db").is_file()
    assert not (folder / "incidents.db").exists()


def test_the_scale_of_the_outlet_is_kept(run: Run, article: str, folder: Path) -> None:
    assert run("code", article, "--accept", "--scale", "national").exit_code == 0
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert [source.scale for source in record.sources] == ["national"]


def test_the_scale_is_read_from_the_top_of_the_article(run: Run, article: str, folder: Path) -> None:
    (folder / article).write_text("Scale: Local media\n" + (folder / article).read_text("utf-8"), "utf-8")
    assert run("code", article, "--accept").exit_code == 0
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert [source.scale for source in record.sources] == ["subnational"]


def test_an_unknown_scale_is_refused_before_anything_is_stored(run: Run, article: str, folder: Path) -> None:
    told = run("code", article, "--accept", "--scale", "huge")
    assert (told.exit_code, (folder / "incidents.db").exists()) == (2, False)


def test_without_a_source_what_triage_selected_is_coded(run: Run, desk: Project) -> None:
    assert run("code", "--accept").exit_code == 2
    taken = desk.articles.add(make_article(), origin="a folder")
    desk.articles.decide([taken.id], "selected")
    assert run("code", "--accept").stdout == "IRQ1 draft\n"
    assert run("code", "--accept").exit_code == 2
