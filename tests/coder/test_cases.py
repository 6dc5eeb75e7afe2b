"""Every case of ``tests/cases`` about dates and casualties comes out as its file says."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.coder.mentions.casualties.finding import total
from incidents.coder.mentions.dates.finding import DateMention, DateWords, find_dates
from incidents.coder.text.sentences import split_sentences
from incidents.domain.casualties import UNKNOWN, Count
from tests.coder.cases import Case, read_cases
from tests.coder.harm import find_harm

HARMS = ("killed", "injured", "abducted", "missing", "arrested")
FLAGS = ("future", "historic", "bound", "speech")


@pytest.fixture(scope="module")
def date_words() -> DateWords:
    return DateWords.of(load().cues("dates"))


@pytest.mark.parametrize("case", read_cases("dates"), ids=str)
def test_dates(case: Case, date_words: DateWords) -> None:
    found = [
        mention
        for sentence in split_sentences(case.text)
        for mention in find_dates(sentence, published_on=case.published_on, words=date_words)
    ]
    assert [written(mention) for mention in found] == [filled(each) for each in case.expect["dates"]]
    assert all(case.text[mention.start : mention.end] == mention.quote for mention in found)


def written(mention: DateMention) -> dict[str, Any]:
    """A mention as a case writes it."""
    row: dict[str, Any] = {"quote": mention.quote}
    if mention.when is not None:
        row |= {"start": mention.when.start, "end": mention.when.end, "precision": mention.when.precision}
    if mention.anchor is not None:
        row |= {"after": mention.anchor.days}
    flags = [flag for flag in FLAGS if getattr(mention, f"is_{flag}")]
    return row | {"is": flags, "or": mention.alternatives[0].start if mention.alternatives else None}


def filled(row: dict[str, Any]) -> dict[str, Any]:
    """What a case expects, with what it leaves out."""
    ends = {"end": row.get("end", row["start"])} if "start" in row else {}
    return {"is": [], "or": None, **ends, **row}


@pytest.mark.parametrize("case", read_cases("casualties"), ids=str)
def test_casualties(case: Case) -> None:
    found = find_harm(case.text)
    rows = total(found)
    counts = {row.harm: row.count for row in rows if row.group == "all"}
    assert counts == {harm: expected(case.expect[harm]) for harm in HARMS if harm in case.expect}
    best = {(row.harm, row.group): row.count.best for row in rows}
    for group in case.expect.get("groups", []):
        assert best.get((group["harm"], group["group"])) == group["best"]
    assert all(case.text[mention.start : mention.end] == mention.quote for mention in found)


def expected(value: int | dict[str, Any]) -> Count:
    if isinstance(value, int):
        return Count(value, value, value, "reported")
    return Count(**{"status": UNKNOWN.status, **value})
