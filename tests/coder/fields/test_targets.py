"""What became of a target is told by the words on it, not by those on another."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

LEAD = "Gunmen attacked a church near Jos in Nigeria on Sunday, killing four."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The priest was unharmed, but the school nearby was destroyed.", "destroyed"),
        ("The school nearby was destroyed.", "destroyed"),
    ],
)
def test_an_outcome_is_of_the_target_beside_it(text: str, expected: str, gazetteer: Gazetteer) -> None:
    article = Article(id="x", text=f"{LEAD} {text}", published_on=date(2024, 5, 8))
    (event,) = suggest(article, codebook=load(), gazetteer=gazetteer).events
    assert next(target.outcome for target in event.targets if target.type == "education") == expected
