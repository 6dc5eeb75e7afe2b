"""``incidents codebook``: the overview, and every kind of entry."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from tests.cli.conftest import Run


def test_the_overview_names_every_vocabulary_and_profile(run: Run) -> None:
    shown = run("codebook").stdout
    codebook = load()
    assert shown.startswith(f"{codebook.name} {codebook.version} ")
    assert all(f"\n{name}: " in shown for name in codebook.vocabulary_names)
    assert f"export profiles: {', '.join(codebook.profile_names)}" in shown


@pytest.mark.parametrize("name", load().vocabulary_names)
def test_a_vocabulary_shows_every_term(run: Run, name: str) -> None:
    shown = [line.strip() for line in run("codebook", name).stdout.splitlines()]
    assert all(term.code in shown or f"{term.code}: {term.label}" in shown for term in load().vocabulary(name))


def test_a_tree_is_indented(run: Run) -> None:
    shown = run("codebook", "weapons").stdout
    assert "\nexplosive: " in shown
    assert "\n  drone: " in shown


@pytest.mark.parametrize("word", ["drone", "UAV", "unmanned aircraft"])
def test_a_term_is_found_by_any_of_its_names(run: Run, word: str) -> None:
    shown = run("codebook", word).stdout
    assert shown.startswith("drone: ")
    assert "above it: explosive" in shown
    assert "below it: drone_one_way; " in shown


def test_a_word_of_two_vocabularies_shows_both(run: Run) -> None:
    shown = run("codebook", "claimed").stdout
    assert "[claim_statuses]" in shown
    assert "[attributions]" in shown


def test_a_country(run: Run) -> None:
    assert run("codebook", "iraq").stdout.startswith("IRQ: Iraq [countries]\n  region: ")


def test_a_field(run: Run) -> None:
    assert "[field]" in run("codebook", "killed.best").stdout


def test_a_word_that_is_nowhere_names_what_comes_near(run: Run) -> None:
    result = run("codebook", "dron")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "unknown term: 'dron' - did you mean 'drone'" in result.stderr
