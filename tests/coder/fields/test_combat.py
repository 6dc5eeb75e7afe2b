"""Who was struck tells fighting from violence against civilians."""

from __future__ import annotations

from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

CODEBOOK = load()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four soldiers were killed by rebels near Goma, Democratic Republic of the Congo, on Friday.", "Armed clash"),
        ("Pakistani forces killed three militants during an operation near Bannu on Friday.", "Armed clash"),
        ("Gunmen killed five villagers in an attack on a market near Kano, Nigeria, on Friday.", "Attack"),
        ("Police said gunmen on motorbikes attacked worshippers at a church in Jos, Nigeria, on Friday.", "Attack"),
    ],
)
def test_fighting_or_violence_against_civilians(text: str, expected: str, gazetteer: Gazetteer) -> None:
    article = Article(id="x", text=text, published_on=date(2024, 3, 9))
    (event,) = suggest(article, codebook=CODEBOOK, gazetteer=gazetteer).events
    assert event.sub_event_type == expected
