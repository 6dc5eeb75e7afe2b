"""The coding form of an event: numbered fields, each shown as a text, and an event changed by texts.

``formats`` says how each field is written; ``checks`` what must hold across fields. Asks nobody and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import Names
from incidents.domain import document
from incidents.domain.event import Event
from incidents.domain.problem import Problem
from incidents.domain.summing import Document
from incidents.errors import UnknownTerm
from incidents.review.checks import check_event
from incidents.review.consequences import FOUND, contradictions, follow
from incidents.review.formats import FORMATS
from incidents.review.setting import Changes, Setting

__all__ = ["FormField", "apply_changes", "check_event", "find_field", "form_fields"]

# Names under which a field is also known; the codebook's labels come on top.
_ALIASES = {
    "date": "event_date",
    "claims": "claim",
    "coordinates": "point",
    "type": "event_type",
    "fatalities": "killed",
}

# Controls, marks that turn the direction of what follows, and bytes that were no text when they were typed.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Keys of the document that make one value together.
_GROUPS = (
    ("event_date", "end_date", "date_precision"),
    ("latitude", "longitude", *FOUND),
)
# Keys that say where within a country: words for one of them bear out nothing once the place is another one.
_OF_PLACE = frozenset({"place", "place_reported", "admin1", "point", "latitude", "longitude", "place_precision"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One line of the form: its *number* from 1, its key, what it is called, and its value as *text* ("": unknown).

    *hint* is an example of what may be typed.
    """

    number: int
    name: str
    label: str
    text: str
    hint: str


def form_fields(event: Event, *, codebook: Codebook) -> tuple[FormField, ...]:
    """The form of *event*: every field of the codebook that a person may type, in the codebook's order."""
    setting = Setting(codebook)
    typed = [field for field in codebook.fields if field.kind == "event" and field.name in FORMATS]
    return tuple(
        FormField(
            number=number,
            name=field.name,
            label=field.label,
            text=FORMATS[field.name].show(event, setting),
            hint=FORMATS[field.name].hint,
        )
        for number, field in enumerate(typed, start=1)
    )


def find_field(word: str, *, codebook: Codebook) -> str:
    """The name of the field that *word* calls by name, label or number in the form; raises UnknownTerm."""
    form = form_fields(Event(), codebook=codebook)
    names = [(name, name) for name in FORMATS]
    numbers = [(str(field.number), field.name) for field in form]
    labels = [(field.label, field.name) for field in form]
    return Names([*names, *_ALIASES.items(), *numbers, *labels], kind="field", label=str).find(word)


def apply_changes(
    event: Event, changes: Mapping[str, str], *, codebook: Codebook, today: date | None = None
) -> tuple[Event, tuple[Problem, ...]]:
    """*event* with the texts of *changes* (field to text) read into it, and a problem for each text that cannot be.

    Good changes are made even where others fail. A field whose value changes loses its evidence and its confidence:
    it is the coder's own now. A sub-event type sets its event type; a new event type drops a sub-event type that is
    not below it; a new country or place drops what was said of the old one and not typed with it.
    *today* is for "yesterday".
    """
    setting = Setting(codebook, today)
    before = document.write(event)
    texts, problems = _find_all(changes, codebook)
    typed, refused = _read_all(texts, setting)
    conflicts = tuple(contradictions(typed, before))
    for conflict in conflicts:
        del typed[conflict.field]
    after, impossible = _make_possible(typed, before, setting)
    found = [*problems, *refused, *conflicts, *impossible]
    return _without_old_words(document.read(after), before), tuple(_with_text(each, texts) for each in found)


def _find_all(changes: Mapping[str, str], codebook: Codebook) -> tuple[dict[str, str], list[Problem]]:
    """The texts by the names of their fields, and a problem for each word that calls no field."""
    texts, problems = {}, []
    for word, text in changes.items():
        try:
            texts[find_field(word, codebook=codebook)] = text
        except UnknownTerm as unknown:
            problems.append(Problem(field=word, message=unknown.what))
    return texts, problems


def _read_all(texts: Mapping[str, str], setting: Setting) -> tuple[dict[str, Changes], list[Problem]]:
    """What each text changes, by field, and a problem for each that cannot be read."""
    typed, problems = {}, []
    for name, text in texts.items():
        try:
            typed[name] = FORMATS[name].read(_seen(text).strip(), setting)
        except UnknownTerm as unknown:
            problems.append(Problem(field=name, message=unknown.what))
        except ValueError as problem:
            problems.append(Problem(field=name, message=str(problem)))
    return typed, problems


def _seen(text: str) -> str:
    """*text*; raises ValueError when it holds a character that nobody sees and that no table should hold."""
    found = _UNSEEN.search(text)
    if found is not None:
        raise ValueError(f"holds a character that cannot be seen, U+{ord(found[0]):04X}: type it without")
    return text


def _make_possible(typed: Mapping[str, Changes], before: Document, setting: Setting) -> tuple[Document, list[Problem]]:
    """The document with all changes and what follows from them; what no event can have stays as it was *before*."""
    after = follow({**before, **_merge(typed)}, before=before, typed=set(typed), setting=setting)
    problems = []
    for group in _GROUPS:
        try:
            document.read({**before, **{key: after[key] for key in group}})
        except ValueError as problem:
            culprit = next(name for name, updates in typed.items() if set(updates) & set(group))
            problems.append(Problem(field=culprit, message=str(problem)))
            after = {**after, **{key: before[key] for key in group}}
    return after, problems


def _merge(typed: Mapping[str, Changes]) -> Document:
    """All changes as one; what was typed for a field stands above what another field implies for it."""
    pairs = [(key, value, key == name) for name, updates in typed.items() for key, value in updates.items()]
    return {key: value for key, value, _ in sorted(pairs, key=lambda pair: pair[2])}


def _with_text(problem: Problem, texts: Mapping[str, str]) -> Problem:
    """*problem* with what was typed, unless its sentence already says that."""
    text = texts.get(problem.field)
    return problem if text is None or repr(text.strip()) in problem.message else replace(problem, value=text)


def _without_old_words(event: Event, before: Document) -> Event:
    """*event* without the evidence and the confidence of what is no longer as it was *before*."""
    now = document.write(event)
    changed = {key for key in now if now[key] != before[key]}
    if "place" in changed and before["place"] is not None:
        changed |= _OF_PLACE
    return replace(
        event,
        evidence=tuple(evidence for evidence in event.evidence if evidence.field not in changed),
        confidence={key: value for key, value in event.confidence.items() if key not in changed},
    )
