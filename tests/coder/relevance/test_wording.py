"""The words of an opening as features: those that tell what happened, and not where or to whom."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.coder.reading import read
from incidents.coder.relevance.wording import SAID, describe_wording
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer


def said(text: str, gazetteer: Gazetteer, *, title: str | None = None) -> set[str]:
    article = Article(id="x", text=text, title=title)
    return {name.removeprefix(SAID) for name in describe_wording(read(article, codebook=load(), gazetteer=gazetteer))}


def test_words_and_pairs_are_told(gazetteer: Gazetteer) -> None:
    assert {"rubber", "bullets", "rubber bullets"} <= said("Police fired rubber bullets.", gazetteer)


@pytest.mark.parametrize("name", ["chad", "12", "near 12"])
def test_names_and_numbers_are_not(name: str, gazetteer: Gazetteer) -> None:
    assert name not in said("Soldiers stormed a camp in Chad near 12 wells.", gazetteer)


def test_no_pair_goes_over_a_name(gazetteer: Gazetteer) -> None:
    assert "in where" not in said("They marched in Lima where police waited.", gazetteer)


def test_a_title_counts(gazetteer: Gazetteer) -> None:
    assert "curfew" in said("It was quiet.", gazetteer, title="Troops enforce curfew in Lima")


def test_names_in_a_title_are_not_told(gazetteer: Gazetteer) -> None:
    assert "lima" not in said("It was quiet.", gazetteer, title="Troops enforce curfew in Lima")


def test_where_a_title_has_capitals_throughout_they_tell_no_names(gazetteer: Gazetteer) -> None:
    assert "curfew" in said("It was quiet.", gazetteer, title="Troops Enforce Curfew in Lima")


def test_what_stands_far_down_does_not_count(gazetteer: Gazetteer) -> None:
    text = "The mayor spoke. The crowd listened. It rained. Later a bomb exploded."
    assert "exploded" not in said(text, gazetteer)


def test_nothing_is_told_of_nothing(gazetteer: Gazetteer) -> None:
    assert said("", gazetteer) == set()
