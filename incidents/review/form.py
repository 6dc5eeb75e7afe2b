"""The coding form of an event: numbered fields, each shown as a text, and an event changed by texts.

``formats`` says how each field is written; ``checks`` what must hold across fields. Asks nobody and prints nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.codebook.matching import Names, fold
from incidents.domain import document
from incidents.domain.document import Document
from incidents.domain.event import Event
from incidents.domain.problem import Problem
from incidents.errors import UnknownTerm
from incidents.review.checks import check_event
from incidents.review.consequences import contradiction, follow
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

# Keys of the document that make one value together.
_GROUPS = (
    ("event_date", "end_date", "date_precision"),
    ("latitude", "longitude", "place_precision"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One line of the form: its *number* from 1, its key, what it is called, and its value as *text* ("": unknown)."""

    number: int
    name: str
    label: str
    text: str
    is_required: bool


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
            is_required=field.required,
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
    not below it; a new country or place drops a point that was not typed with it. *today* is for "yesterday".
    """
    setting = Setting(codebook, today)
    typed, problems = _read_all(changes, setting)
    before = document.write(event)
    after = follow({**before, **_merge(typed)}, before=before, typed=set(typed), setting=setting)
    for group in _GROUPS:
        after, refused = _refuse_impossible(after, before, group, changes)
        problems.extend(refused)
    return _without_old_words(document.read(after), before), tuple(problems)


def _read_all(changes: Mapping[str, str], setting: Setting) -> tuple[dict[str, Changes], list[Problem]]:
    """What each text changes, by field, and what is wrong with the others."""
    typed: dict[str, Changes] = {}
    problems = []
    for word, text in changes.items():
        try:
            name = find_field(word, codebook=setting.codebook)
            typed[name] = FORMATS[name].read(text.strip(), setting)
        except UnknownTerm as unknown:
            problems.append(Problem(field=word, message=unknown.what))
        except ValueError as problem:
            problems.append(Problem(field=word, message=str(problem), value=text))
    conflict = contradiction(typed)
    if conflict is not None:
        del typed[conflict.field]
        problems.append(conflict)
    return typed, problems


def _merge(typed: Mapping[str, Changes]) -> Document:
    """All changes as one; what was typed for a field stands above what another field implies for it."""
    pairs = [(key, value, key == name) for name, updates in typed.items() for key, value in updates.items()]
    return {key: value for key, value, _ in sorted(pairs, key=lambda pair: pair[2])}


def _refuse_impossible(
    after: Document, before: Document, group: tuple[str, ...], changes: Mapping[str, str]
) -> tuple[Document, list[Problem]]:
    """*after*, with the fields of *group* as they were *before* when no event can have them together."""
    try:
        document.read({**before, **{key: after[key] for key in group}})
    except ValueError as problem:
        field = next((word for word in changes if fold(word) in map(fold, group)), group[0])
        kept = {key: before[key] for key in group}
        return {**after, **kept}, [Problem(field=field, message=str(problem), value=changes.get(field))]
    return after, []


def _without_old_words(event: Event, before: Document) -> Event:
    """*event* without the evidence and the confidence of what is no longer as it was *before*."""
    now = document.write(event)
    changed = {key for key in now if now[key] != before[key]}
    return replace(
        event,
        evidence=tuple(evidence for evidence in event.evidence if evidence.field not in changed),
        confidence={key: value for key, value in event.confidence.items() if key not in changed},
    )
