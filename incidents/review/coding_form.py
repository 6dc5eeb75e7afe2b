"""The coding form of an event: numbered fields, each shown as text, and an event changed by typed texts.

``form_fields`` knows how each field is written, ``checks`` what must hold across fields. Asks nobody and prints
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.codebook.names import Names
from incidents.domain.documents import Document
from incidents.domain.events import Event, from_document, to_document
from incidents.domain.problems import Problem
from incidents.errors import UnknownTerm
from incidents.review.dates import usual_precision
from incidents.review.form_fields import FORMATS, Changes
from incidents.review.form_rows import FormContext

# Other names of fields, beside their labels in the codebook.
_ALIASES = {
    "date": "event_date",
    "claims": "claim",
    "coordinates": "point",
    "type": "event_type",
    "fatalities": "killed",
}
# Control characters, marks that turn the direction of text, and bytes that were no text when they were typed.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_POINT = frozenset({"point", "latitude", "longitude"})
_POINT_ORIGIN = ("place_precision", "place_layer", "place_match")  # how well a point is known, and where it was found
# Keys of the document that make one value together.
_GROUPS = (("event_date", "end_date", "date_precision"), ("latitude", "longitude", *_POINT_ORIGIN))
# Keys that say where within a country: evidence for them no longer holds once the place is another one.
_PLACE_KEYS = _POINT | {"place", "place_reported", "admin1", "place_precision"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One line of the form: its *number* from 1, its key, its label, and its value as *text* ("" for unknown).

    *hint* is an example of what may be typed.
    """

    number: int
    name: str
    label: str
    text: str
    hint: str


def form_fields(event: Event, *, codebook: Codebook) -> tuple[FormField, ...]:
    """Return the form of *event*: the fields of the codebook that a person may type, in the codebook's order."""
    context = FormContext(codebook)
    typed = [field for field in codebook.fields if field.kind == "event" and field.name in FORMATS]
    return tuple(
        FormField(
            number=number,
            name=field.name,
            label=field.label,
            text=FORMATS[field.name].show(event, context),
            hint=FORMATS[field.name].hint,
        )
        for number, field in enumerate(typed, start=1)
    )


def find_field(word: str, *, codebook: Codebook) -> str:
    """Return the name of the field that *word* means by name, label or number in the form. Raises UnknownTerm."""
    form = form_fields(Event(), codebook=codebook)
    names = [(name, name) for name in FORMATS]
    numbers = [(str(field.number), field.name) for field in form]
    labels = [(field.label, field.name) for field in form]
    return Names([*names, *_ALIASES.items(), *numbers, *labels], kind="field", label=str).find(word)


def apply_changes(
    event: Event, changes: Mapping[str, str], *, codebook: Codebook, today: date | None = None
) -> tuple[Event, tuple[Problem, ...]]:
    """Apply typed texts to *event*: return the changed event, and a problem for each text that cannot be applied.

    *changes* maps field to text; *today* is for "yesterday". Good changes are made even if others fail. A field whose
    value changes loses its evidence and its confidence: it is the coder's own now. A sub-event type sets its event
    type; a new event type drops a sub-event type that is not below it; a new country or place drops what was said of
    the old one and not typed with it.
    """
    context = FormContext(codebook, today)
    before = to_document(event)
    texts, unknown = _find_fields(changes, codebook)
    typed, unreadable = _read_texts(texts, context)
    conflicts = tuple(_find_conflicts(typed, before))
    for conflict in conflicts:
        del typed[conflict.field]
    after, impossible = _build(typed, before, context)
    problems = [*unknown, *unreadable, *conflicts, *impossible]
    return _drop_old_evidence(from_document(after), before), tuple(_add_text(each, texts) for each in problems)


def _find_fields(changes: Mapping[str, str], codebook: Codebook) -> tuple[dict[str, str], list[Problem]]:
    """Return the texts by field name, and a problem for each word that means no field."""
    texts, problems = {}, []
    for word, text in changes.items():
        try:
            texts[find_field(word, codebook=codebook)] = text
        except UnknownTerm as unknown:
            problems.append(Problem(field=word, message=unknown.what))
    return texts, problems


def _read_texts(texts: Mapping[str, str], context: FormContext) -> tuple[dict[str, Changes], list[Problem]]:
    """Return what each text changes, by field, and a problem for each that cannot be read."""
    typed, problems = {}, []
    for name, text in texts.items():
        try:
            _refuse_invisible(text)
            typed[name] = FORMATS[name].read(text.strip(), context)
        except UnknownTerm as unknown:
            problems.append(Problem(field=name, message=unknown.what))
        except ValueError as problem:
            problems.append(Problem(field=name, message=str(problem)))
    return typed, problems


def _refuse_invisible(text: str) -> None:
    found = _INVISIBLE.search(text)
    if found is not None:
        raise ValueError(f"holds a character that cannot be seen, U+{ord(found[0]):04X}: type it without")


def _find_conflicts(typed: Mapping[str, Changes], before: Document) -> Iterator[Problem]:
    """Yield a problem for each typed field that cannot stand beside the others.

    That is a sub-event type that is not below the event type typed with it, or an end or precision without a date.
    """
    kind = typed.get("event_type", {}).get("event_type")
    parent = typed.get("sub_event_type", {}).get("event_type")
    if None not in (kind, parent) and kind != parent:
        yield Problem(field="sub_event_type", message=f"is a kind of {parent!r}, not of {kind!r}")
    start = typed.get("event_date", before)["event_date"]
    for name in ("end_date", "date_precision"):
        if start is None and typed.get(name, {}).get(name) is not None:
            yield Problem(field=name, message="needs a date to belong to: type event_date too")


def _build(typed: Mapping[str, Changes], before: Document, context: FormContext) -> tuple[Document, list[Problem]]:
    """Return the document with all changes and their consequences; what no event can have stays as *before*."""
    pairs = [(key, value, key == name) for name, updates in typed.items() for key, value in updates.items()]
    pairs.sort(key=lambda pair: pair[2])  # what was typed for a field wins over what another field implies for it
    after = _follow({**before, **{key: value for key, value, _ in pairs}}, before, set(typed), context)
    problems = []
    for group in _GROUPS:
        try:
            from_document({**before, **{key: after[key] for key in group}})
        except ValueError as problem:
            culprit = next(name for name, updates in typed.items() if set(updates) & set(group))
            problems.append(Problem(field=culprit, message=str(problem)))
            after = {**after, **{key: before[key] for key in group}}
    return after, problems


def _follow(after: Document, before: Document, typed: Collection[str], context: FormContext) -> Document:
    """Return *after* with what follows from its changes for other fields, so that no value outlives its subject."""
    changed = {key for key in after if after[key] != before[key]}
    dropped = _dropped_with_place(before, changed, typed)
    sub_type = context.codebook.vocabulary("sub_event_types").get(after["sub_event_type"] or "")
    if "event_type" in changed and sub_type is not None and sub_type.parent != after["event_type"]:
        dropped.add("sub_event_type")
    return {**after, **dict.fromkeys(dropped), **_follow_date(after, changed, typed, context)}


def _dropped_with_place(before: Document, changed: Collection[str], typed: Collection[str]) -> set[str]:
    """Return the keys that another country or place drops: the unit, the words for the old place, and its point."""
    replaced = {key for key in ("country", "place") if key in changed and before[key] is not None}
    dropped = {"admin1"} if replaced else set()
    if "place" in replaced:
        dropped.add("place_reported")
    if {"country", "place"} & set(changed) and not _POINT & set(typed):
        dropped |= {"latitude", "longitude", *_POINT_ORIGIN}
    if {"country", "place", "latitude", "longitude"} & set(changed):
        dropped |= {"place_layer", "place_match"}
    return dropped - set(typed)


def _follow_date(after: Document, changed: Collection[str], typed: Collection[str], context: FormContext) -> Document:
    """Return no end without a date, and the precision that follows from a new end."""
    if after["event_date"] is None:
        return {"end_date": None, "date_precision": None}
    if "end_date" not in changed or "date_precision" in typed:
        return {}
    start = date.fromisoformat(after["event_date"])
    end = start if after["end_date"] is None else date.fromisoformat(after["end_date"])
    return {"date_precision": usual_precision(start, end, context)} if start <= end else {}


def _add_text(problem: Problem, texts: Mapping[str, str]) -> Problem:
    """Return *problem* with the typed text, unless its sentence already has it."""
    text = texts.get(problem.field)
    return problem if text is None or repr(text.strip()) in problem.message else replace(problem, value=text)


def _drop_old_evidence(event: Event, before: Document) -> Event:
    """Return *event* without evidence and confidence for what has changed since *before*."""
    now = to_document(event)
    changed = {key for key in now if now[key] != before[key]}
    if "place" in changed and before["place"] is not None:
        changed |= _PLACE_KEYS
    return replace(
        event,
        evidence=tuple(evidence for evidence in event.evidence if evidence.field not in changed),
        confidence={key: value for key, value in event.confidence.items() if key not in changed},
    )
