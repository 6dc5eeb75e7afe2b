"""``--backend``: who is asked, what is said before, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.services.project import Project
from tests.backends.conftest import answer
from tests.backends.server import Server, serve
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INCIDENTS_LLM_URL", "INCIDENTS_LLM_MODEL", "INCIDENTS_LLM_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        running.content = json.dumps({"events": [answer()]})
        yield running


def llm(server: Server) -> list[str]:
    return ["--backend", "llm", "--llm-url", server.url, "--llm-model", "little"]


def test_the_rules_ask_nobody(run: Run, article: str) -> None:
    assert "sent to" not in run("suggest", article, "--backend", "rules", "--json").stderr


def test_where_the_articles_go_is_said(run: Run, article: str, server: Server) -> None:
    result = run("suggest", article, "--json", *llm(server))
    assert f"the articles are sent to little at {server.url.split('/')[2]}" in result.stderr
    (event,) = json.loads(result.stdout)["events"]
    assert event["killed"]["best"] == 4
    assert event["latitude"] is not None
    assert event["summary"].startswith("On 14 March 2023")


def test_what_was_left_out_is_said_and_written(run: Run, article: str, server: Server) -> None:
    server.content = json.dumps({"events": [answer(weapons=[{"weapon": "laser"}])]})
    result = run("suggest", article, "--json", *llm(server))
    assert "laser" in result.stderr
    assert "laser" in json.loads(result.stdout)["notes"][0]


def test_several_jobs_ask_too(run: Run, article: str, server: Server) -> None:
    one = run("suggest", article, "--json", *llm(server))
    two = run("suggest", article, "--json", "--jobs", "2", *llm(server))
    assert (one.stdout, one.exit_code) == (two.stdout, two.exit_code) == (one.stdout, 0)


def test_an_article_that_the_model_fails_on_does_not_stop_the_others(run: Run, article: str, server: Server) -> None:
    server.content = "nonsense"
    result = run("suggest", article, article, "--json", *llm(server))
    assert (result.exit_code, len(server.asked)) == (1, 2)
    assert "the model's answer is no JSON" in result.stderr


def test_a_server_that_refuses_stops_at_once(run: Run, article: str, server: Server) -> None:
    server.status = 401
    result = run("suggest", article, article, *llm(server))
    assert (result.exit_code, len(server.asked)) == (1, 1)
    assert "INCIDENTS_LLM_KEY" in result.stderr


def test_the_model_is_noted_as_the_proposer(run: Run, article: str, server: Server, desk: Project) -> None:
    run("code", article, "--accept", *llm(server))
    (report,) = desk.events.explain("IRQ1", "killed").reports
    assert report.proposed_by.endswith("with little")


def test_the_environment_may_name_the_server(
    run: Run, article: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INCIDENTS_LLM_URL", server.url)
    monkeypatch.setenv("INCIDENTS_LLM_MODEL", "little")
    monkeypatch.setenv("INCIDENTS_LLM_KEY", "s3cret")
    result = run("suggest", article, "--backend", "llm")
    assert server.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in result.stdout + result.stderr


def test_nothing_goes_out_when_nobody_is_named(run: Run, article: str) -> None:
    result = run("suggest", article, "--backend", "llm")
    assert result.exit_code == 2
    assert "articles are sent nowhere by default" in result.stderr


def test_an_unknown_backend_is_refused(run: Run, article: str) -> None:
    assert "there is no backend 'oracle'" in run("suggest", article, "--backend", "oracle").stderr


def test_there_is_no_flag_for_the_key(run: Run, folder: Path) -> None:
    assert folder.is_dir()
    assert "key" not in run("suggest", "--help").stdout.lower()
