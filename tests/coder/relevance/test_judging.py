"""Nothing is suggested for news of something else, and the reason is given in words."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

CODEBOOK = load()


def why_none(text: str, gazetteer: Gazetteer) -> str | None:
    article = Article(id="x", text=text, published_on=date(2024, 3, 9))
    return suggest(article, codebook=CODEBOOK, gazetteer=gazetteer).why_none


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A jury in Lyon, France, found a man guilty of the bombing that killed three in 2016.", "court case"),
        ("An earthquake of magnitude 6 struck Lima, Peru, on Friday, injuring 20 people.", "natural disaster"),
        ("Eleven people died when a bus crashed and overturned near Quito, Ecuador, police said.", "accident"),
        ("The champions scored twice in the final and won the cricket tournament in Perth.", "sport"),
    ],
)
def test_other_news_is_left_alone_and_the_reason_told(text: str, reason: str, gazetteer: Gazetteer) -> None:
    assert reason in (why_none(text, gazetteer) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a court in Quetta, Pakistan, on Friday, killing two guards, police said.",
        "A suicide bomber struck a football stadium in Kano, Nigeria, on Friday, killing five spectators.",
    ],
)
def test_a_subject_of_other_news_is_no_excuse_for_an_attack(text: str, gazetteer: Gazetteer) -> None:
    assert why_none(text, gazetteer) is None
