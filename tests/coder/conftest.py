"""One sentence read as the coder reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from incidents.codebook.loader import load
from incidents.coder.reading import Reading, read
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

CODEBOOK = load()
ReadSentence = Callable[[str], Reading]


@pytest.fixture(scope="session")
def read_sentence(gazetteer: Gazetteer) -> ReadSentence:
    def first(text: str) -> Reading:
        return read(Article(id="x", text=text, published_on=date(2024, 3, 9)), codebook=CODEBOOK, gazetteer=gazetteer)[
            0
        ]

    return first
