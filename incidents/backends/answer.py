"""A model's answer becomes events: held to the schema, and every value to words that are literally in the article.

Trusts nothing: a code that the codebook lacks, a quote that the article lacks and a value without a quote are left out,
and each is named. Does not know what the rules read: ``crosscheck`` does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from incidents.backends.binding import ABSENT, Binding
from incidents.backends.question import answer_schema
from incidents.codebook.loader import Codebook
from incidents.codebook.matching import fold
from incidents.domain import document
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.shown import count_of
from incidents.errors import BadSource

MOST_EVENTS = 20
_CONFIDENCE = 0.7
Document = dict[str, Any]
Quotes = list[dict[str, str]]

# Under which fields words may stand that bear out a key; every key that is here needs some.
_BORNE_BY = {
    "event_date": ("event_date", "end_date", "date_precision"),
    "country": ("country", "place", "place_reported", "admin1"),
    "admin1": ("admin1", "place", "place_reported", "country"),
    "place": ("place", "place_reported"),
    "event_type": ("event_type", "sub_event_type"),
    "sub_event_type": ("sub_event_type", "event_type"),
}
_TOGETHER = {"event_date": ("event_date", "end_date", "date_precision"), "place": ("place", "place_reported")}
_ROW_NAMES = {"weapons": ("weapon",), "actors": ("name",), "targets": ("type", "name"), "claims": ("status", "by")}
_COUNTS = ("killed", "injured")
_SILENT = {"low": None, "best": None, "high": None, "status": "not mentioned"}


def read_answer(content: str, article: Article, *, codebook: Codebook) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """The events of the answer *content*, and a note for everything left out. Raises BadSource for no answer."""
    binding = Binding(answer_schema(codebook))
    bound = binding.bind(_parse(content, article))
    if bound is ABSENT or "events" not in bound:
        raise BadSource(f"{article.id}: the model's answer is no list of events", mend="try it again, or another model")
    notes = list(binding.notes)
    events = [_Grounding(each, article, notes).ground(codebook) for each in bound["events"][:MOST_EVENTS]]
    beyond = len(bound["events"]) - MOST_EVENTS
    if beyond > 0:
        notes.append(f"left out: {count_of(beyond, 'event')} beyond the first {MOST_EVENTS}")
    return tuple(event for event in events if event is not None), tuple(notes)


def _parse(content: str, article: Article) -> object:
    text = content.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        raise BadSource(f"{article.id}: the model's answer is no JSON", mend="try it again, or another model") from None
    return parsed


class _Grounding:
    """One event of an answer, put on the words of the article."""

    def __init__(self, event: Document, article: Article, notes: list[str]) -> None:
        self._event = {**{key: [] for key in (*_ROW_NAMES, "casualties")}, **event}
        self._text, self._notes = article.text, notes
        self._quotes = list(self._literal(event.get("evidence", [])))

    def ground(self, codebook: Codebook) -> Event | None:
        """The event, or None when nothing that makes it one is borne out."""
        self._drop_unquoted()
        self._agree_on_type(codebook)
        kept = self._event
        if kept.get("event_type") is None:
            self._notes.append("left out: an event without a type that the article's words bear out")
            return None
        evidence = [dict(each) for each in self._evidence()]
        fields = {each["field"] for each in evidence}
        confidence = {field: _CONFIDENCE for field in (*_BORNE_BY, *_ROW_NAMES, *_COUNTS) if field in fields}
        return self._read({**kept, "evidence": evidence, "confidence": confidence})

    def _literal(self, quotes: Quotes) -> Iterator[dict[str, str]]:
        for each in quotes:
            if each["quote"].strip() and each["quote"] in self._text:
                yield each
            else:
                self._notes.append(f"left out, not the article's words: {each['field']}: {each['quote'][:80]!r}")

    def _drop_unquoted(self) -> None:
        for key, fields in _BORNE_BY.items():
            if self._event.get(key) is not None and not self._words(*fields):
                self._drop(key)
        for key, names in _ROW_NAMES.items():
            self._event[key] = [row for row in self._event[key] if self._is_quoted(key, row, names)]
        self._event["casualties"] = [row for row in self._event["casualties"] if self._is_harm_quoted(row)]
        for key in _COUNTS:
            count = self._event.get(key)
            if count is not None and count != _SILENT and not self._words(key):
                self._drop(key)

    def _drop(self, key: str) -> None:
        self._notes.append(f"left out, no words behind it: {key} = {self._event[key]!r}")
        for each in _TOGETHER.get(key, (key,)):
            self._event.pop(each, None)

    def _is_quoted(self, key: str, row: Mapping[str, Any], names: tuple[str, ...]) -> bool:
        called = {fold(str(row[name])) for name in names if row.get(name)}
        if any(fold(each["value"]) in called for each in self._words(key)):
            return True
        self._notes.append(f"left out, no words behind it: {key}: {row.get(names[0])}")
        return False

    def _is_harm_quoted(self, row: Mapping[str, Any]) -> bool:
        called = fold(f"{row['harm']}{row['group']}"), fold(f"{row['group']}{row['harm']}")
        if any(fold(each["value"]) in called for each in self._words("casualties")):
            return True
        self._notes.append(f"left out, no words behind it: casualties: {row['group']} {row['harm']}")
        return False

    def _agree_on_type(self, codebook: Codebook) -> None:
        """The sub-event type decides which type it is."""
        sub = self._event.get("sub_event_type")
        term = None if sub is None else codebook.vocabulary("sub_event_types").get(sub)
        if term is not None:
            self._event["event_type"] = term.parent

    def _words(self, *fields: str) -> Quotes:
        return [each for each in self._quotes if each["field"].partition(".")[0] in fields]

    def _evidence(self) -> Iterator[Document]:
        for each in self._quotes:
            start = self._text.index(each["quote"])
            field = "claim" if each["field"] == "claims" else each["field"].partition(".")[0]
            if self._event.get(each["field"].partition(".")[0]):
                yield {"field": field, "start": start, "end": start + len(each["quote"]), "quote": each["quote"]}

    def _read(self, event: Document) -> Event | None:
        """The event; impossible numbers and ranges of days are left out."""
        for key in ("event_date", *_COUNTS, "casualties"):
            try:
                return document.read(event)
            except (ValueError, TypeError, KeyError) as problem:
                self._notes.append(f"left out: {key}: {problem}")
                event = {name: value for name, value in event.items() if name not in _TOGETHER.get(key, (key,))}
        return document.read(event)
