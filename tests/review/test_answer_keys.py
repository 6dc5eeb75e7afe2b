"""Codings as they stand in files: hand-coded, suggested, or stored."""

from __future__ import annotations

import json

import pytest

from incidents.codebook.loader import load
from incidents.domain.events import Source
from incidents.errors import BadSource
from incidents.exchange.documents import write_record
from incidents.review.answer_keys import read_coding, read_paths
from tests.builders import make_event, make_record
from tests.review.codings import GOLD_EVENT, gold_line, read_lines, suggestion_line


def test_a_hand_coded_article_goes_by_its_id() -> None:
    assert list(read_lines(gold_line(GOLD_EVENT, article="a"), gold_line(article="b"))) == ["a", "b"]


def test_an_article_without_events_is_coded_too() -> None:
    assert read_lines(gold_line()) == {"mosul": ()}


def test_a_suggestion_gives_back_its_events() -> None:
    assert [answer.event for answer in read_lines(suggestion_line(make_event()))["mosul"]] == [make_event()]


def test_stored_events_are_gathered_by_the_articles_they_rest_on() -> None:
    sources = (Source(article="1", path="in/mosul.txt"), Source(article="2"))
    records = [make_record("IRQ1", sources=sources), make_record("IRQ2", sources=sources[:1])]
    coding = read_lines(*map(write_record, records))
    assert {article: len(answers) for article, answers in coding.items()} == {"mosul": 2, "2": 1}


def test_a_line_says_where_its_article_was_read() -> None:
    assert read_paths([json.dumps(suggestion_line())]) == {"mosul": "in/mosul.txt"}


@pytest.mark.parametrize(
    "line", ["{", "[]", "1", '{"events": []}', '{"id": "a"}', '{"id": "a", "events": [{"event_date": "soon"}]}']
)
def test_what_is_no_coding_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(BadSource, match=r"coding\.jsonl, line 2 is no coded article"):
        read_coding([json.dumps(gold_line()), line], name="coding.jsonl", countries=load().countries)
