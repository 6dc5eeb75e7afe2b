"""What holds for every suggestion: exact quotes, evidence, and the same output for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.coder.pipeline import Suggestion, suggest
from incidents.domain.articles import Article
from incidents.domain.events import to_document
from incidents.geo.gazetteer import Gazetteer
from tests.builders import make_article

SHARED = Path(__file__).resolve().parents[3] / "shared"
CODEBOOK = load()
PIECES = st.sampled_from(
    [
        "Gunmen killed 3 people in Mosul on Monday.",
        "A suicide bomber blew himself up near Kabul, killing dozens.",
        "No group has claimed responsibility.",
        "The army said it had shot down two of five drones.",
        "\u201cWe will strike back,\u201d the minister said.",
        "It comes two days after clashes erupted in Basra.",
        "READ: More news",
        "\n\n",
        "THE POLICE SAID NOTHING",
        "\u00a0\u2026 (?) \u2014",
        "In 2006, a bomb killed 9.",
    ]
)


def suggested(article: Article, gazetteer: Gazetteer) -> Suggestion:
    return suggest(article, codebook=CODEBOOK, gazetteer=gazetteer)


def check_quotes(suggestion: Suggestion) -> None:
    text = suggestion.article.text
    for event in suggestion.events:
        assert all(each.quote == text[each.start : each.end] for each in event.evidence)


def shared_texts() -> Iterator[Article]:
    for path in sorted((SHARED / "gold" / "articles").glob("*.txt")):
        yield Article(id=path.stem, text=path.read_text(encoding="utf-8"), published_on=date(2020, 1, 8))
    for path in sorted((SHARED / "texts").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[:150]):
            row = json.loads(line)
            day = date.fromisoformat(row["date"])
            yield Article(id=f"{path.stem}-{number}", text=row["text"], published_on=day)


@pytest.mark.slow
def test_every_quote_of_real_texts_is_exact(gazetteer: Gazetteer) -> None:
    if not SHARED.is_dir():
        pytest.skip("the shared texts are not beside the repository")
    for article in shared_texts():
        check_quotes(suggested(article, gazetteer))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=8))
def test_every_quote_is_exact_and_nothing_breaks(pieces: list[str], gazetteer: Gazetteer) -> None:
    suggestion = suggested(Article(id="x", text=" ".join(pieces), published_on=date(2023, 5, 4)), gazetteer)
    check_quotes(suggestion)
    assert bool(suggestion.events) == (suggestion.why_none is None)


def test_the_same_article_gives_the_same_document(gazetteer: Gazetteer) -> None:
    documents = [[to_document(event) for event in suggested(make_article(), gazetteer).events] for _ in range(2)]
    assert documents[0] == documents[1] != []


def test_every_value_has_a_confidence(gazetteer: Gazetteer) -> None:
    for event in suggested(make_article(), gazetteer).events:
        assert all(0 <= confidence <= 1 for confidence in event.confidence.values())
        assert {"event_date", "place", "event_type", "weapons", "killed", "injured", "claim"} <= event.confidence.keys()


def test_values_that_are_told_have_words_behind_them(gazetteer: Gazetteer) -> None:
    event = suggested(make_article(), gazetteer).events[0]
    assert {"event_date", "place", "weapons", "killed", "injured", "claim"} <= {each.field for each in event.evidence}


def test_an_article_without_a_day_is_not_dated_by_guess(gazetteer: Gazetteer) -> None:
    article = Article(id="x", text="A bomb killed two people in Mosul, Iraq.")
    assert suggested(article, gazetteer).events[0].when is None


def test_an_irrelevant_article_says_why(gazetteer: Gazetteer) -> None:
    article = Article(id="x", text="A fire broke out at a warehouse in Turin, Italy.", published_on=date(2023, 5, 4))
    suggestion = suggested(article, gazetteer)
    assert suggestion.events == ()
    assert "accident" in (suggestion.why_none or "")
