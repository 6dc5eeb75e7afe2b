"""Codings for tests: lines as they stand in a file, and one judged by another."""

from __future__ import annotations

import json
from collections.abc import Sequence

from incidents.codebook.loader import load
from incidents.domain.events import Event, to_document
from incidents.review.answer_keys import Coding, answer_of, read_coding
from incidents.review.event_matching import MatchedArticle, match_codings

GOLD_EVENT = {
    "event_date": "2023-03-14",
    "date_precision": "day",
    "country": "Iraq",
    "location": "Mosul",
    "latitude": 36.34,
    "longitude": 43.13,
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Remote explosive/landmine/IED",
    "weapons": ["vehicle_bomb"],
    "fatalities": 4,
    "injured": 9,
    "perpetrator": "Northern Front",
    "claim_status": "claimed",
    "main": True,
    "evidence": ["killing four officers"],
}


def read_lines(*lines: object) -> Coding:
    return read_coding(map(json.dumps, lines), name="coding.jsonl", countries=load().countries)


def gold_line(*events: object, article: str = "mosul") -> dict[str, object]:
    return {"id": article, "events": list(events)}


def suggestion_line(*events: Event, article: str = "mosul") -> dict[str, object]:
    return {"article": {"id": article, "path": f"in/{article}.txt"}, "events": [to_document(event) for event in events]}


def coding_of(events: Sequence[Event], *, article: str = "mosul") -> Coding:
    return {article: tuple(map(answer_of, events))}


def judge_one(gold: object, event: Event) -> MatchedArticle:
    """One hand-coded event judged by one suggestion."""
    (article,) = match_codings(read_lines(gold_line(gold)), coding_of([event]))
    return article
