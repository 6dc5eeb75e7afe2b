"""A coding of articles, read from JSON Lines: for each article, the answer keys of its events.

A line is one of three: a hand-coded article (``gold``), a suggestion as ``incidents suggest --json`` prints it, or a
stored event as ``incidents query --json`` does. Articles are called by the stem of their path or by their id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any

from incidents.codebook.countries import Countries
from incidents.domain import document
from incidents.errors import BadSource
from incidents.review.evaluation.answers import Answer, answer_of
from incidents.review.evaluation.gold import read_gold

Coding = Mapping[str, tuple[Answer, ...]]
_OF_GOLD = {"fatalities", "perpetrator", "claim_status", "location"}


def read_coding(lines: Iterable[str], *, name: str, countries: Countries) -> Coding:
    """The coding in *lines*, articles in their order. Raises BadSource, naming *name* and the line."""
    coding: dict[str, tuple[Answer, ...]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            for article, answers in _read_line(line, f"{name}, line {number}", countries):
                coding[article] = coding.get(article, ()) + answers
    if not coding:
        raise BadSource(f"{name} holds no coded article", mend="give what this printed: incidents suggest FILES --json")
    return coding


def read_paths(lines: Iterable[str]) -> Mapping[str, str]:
    """Where each article was read from, as far as the lines say; for lines that ``read_coding`` has read."""
    rows = [json.loads(line) for line in lines if line.strip()]
    told = [each for row in rows for each in (row.get("article") or row, *(row.get("sources") or ()))]
    return {PurePath(each["path"]).stem: each["path"] for each in told if each.get("path")}


def _read_line(line: str, where: str, countries: Countries) -> list[tuple[str, tuple[Answer, ...]]]:
    try:
        row = json.loads(line)
        if "event_id" in row:
            return [(article, (answer_of(document.read(row)),)) for article in _articles(row)]
        return [(_article(row), tuple(_read_event(event, countries) for event in row["events"]))]
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise BadSource(f"{where} is no coded article ({reason})", mend="see: incidents evaluate --help") from None


def _read_event(event: Mapping[str, Any], countries: Countries) -> Answer:
    return read_gold(event, countries=countries) if _OF_GOLD & event.keys() else answer_of(document.read(event))


def _article(row: Mapping[str, Any]) -> str:
    told = row.get("article") or {}
    named = row.get("id") or told.get("id") or PurePath(row.get("path") or told.get("path") or "").stem
    if not named:
        raise ValueError("it names no article")
    return str(named)


def _articles(row: Mapping[str, Any]) -> list[str]:
    """The articles that a stored event rests on."""
    sources = row.get("sources") or []
    return [PurePath(source["path"]).stem if source.get("path") else str(source["article"]) for source in sources]
