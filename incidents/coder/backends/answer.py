"""A model's answer becomes events: checked against the schema, and each value against words of the article.

A code that the codebook lacks, a quote that the article lacks and a value without a quote are left out, each with a
note. Codes may differ in case and punctuation. What the rules read is compared in ``model``.

"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.coder.backends.question import answer_schema
from incidents.domain.articles import Article
from incidents.domain.events import Event, from_document
from incidents.domain.text import count_of
from incidents.errors import BadSource

Schema = Mapping[str, Any]
ABSENT = object()
_TYPES: Mapping[str, type | tuple[type, ...]] = {"string": str, "boolean": bool, "integer": int, "number": (int, float)}
_SHOWN = 40
# What a row is nothing without, when it is required; who leaves out a list or an unknown value says as much.
_NEEDED = frozenset({"string", "integer"})


class Binding:
    """Holds values to *schema*; *notes* gather what was taken out."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._defs = schema.get("$defs", {})
        self.notes: list[str] = []

    def bind(self, value: object) -> Any:  # noqa: ANN401
        """What of *value* fits, ``ABSENT`` when nothing does."""
        return self._bind(value, self._schema, "answer")

    def _bind(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401
        if "$ref" in schema:
            return self._bind(value, self._defs[schema["$ref"].rpartition("/")[2]], where)
        if "anyOf" in schema:
            return None if value is None else self._bind(value, schema["anyOf"][0], where)
        if "enum" in schema:
            return self._code(value, schema["enum"], where)
        if schema["type"] == "object":
            return self._object(value, schema, where)
        if schema["type"] == "array":
            return self._list(value, schema, where)
        return value if _fits(value, schema) else self._refuse(value, where)

    def _code(self, value: object, codes: list[str], where: str) -> Any:  # noqa: ANN401
        known = {fold(code): code for code in codes}
        found = known.get(fold(value)) if isinstance(value, str) else None
        return self._refuse(value, where) if found is None else found

    def _object(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            return self._refuse(value, where)
        bound = dict(self._members(value, schema["properties"], where))
        missing = [key for key in schema["required"] if key not in bound]
        kinds = (schema["properties"][key] for key in missing)
        is_needed = any("$ref" in kind or kind.get("type") in _NEEDED for kind in kinds)
        return self._refuse(value, where) if is_needed else bound

    def _members(
        self, value: Mapping[str, object], members: Mapping[str, Schema], where: str
    ) -> Iterator[tuple[str, Any]]:
        for key, schema in members.items():
            bound = self._bind(value[key], schema, f"{where}.{key}") if key in value else ABSENT
            if bound is not ABSENT:
                yield key, bound

    def _list(self, value: object, schema: Schema, where: str) -> Any:  # noqa: ANN401
        if not isinstance(value, list):
            return self._refuse(value, where)
        bound = [self._bind(each, schema["items"], f"{where}[{number}]") for number, each in enumerate(value)]
        return [each for each in bound if each is not ABSENT]

    def _refuse(self, value: object, where: str) -> object:
        shown = repr(value)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
        self.notes.append(f"left out, not as the codebook has it: {where.partition('.')[2] or where} = {shown}")
        return ABSENT


def _fits(value: object, schema: Schema) -> bool:
    is_bool = isinstance(value, bool) and schema["type"] != "boolean"
    if is_bool or not isinstance(value, _TYPES[schema["type"]]):
        return False
    if schema.get("format") == "date":
        return isinstance(value, str) and _is_day(value)
    return not (isinstance(value, int | float) and value < schema.get("minimum", value))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
                return from_document(event)
            except (ValueError, TypeError, KeyError) as problem:
                self._notes.append(f"left out: {key}: {problem}")
                event = {name: value for name, value in event.items() if name not in _TOGETHER.get(key, (key,))}
        return from_document(event)
