"""The backend that asks a language model and checks its answer against the article and against the rules.

Where model and rules differ, the model's value stays with less confidence, the rules' value becomes an alternative, and
a note says so. A person decides.

"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.coder.backends.answer import read_answer
from incidents.coder.backends.endpoint import Endpoint, ask
from incidents.coder.backends.question import MOST_LETTERS, answer_schema, ask_about
from incidents.domain.articles import Article
from incidents.domain.events import Event, to_document
from incidents.domain.evidence import Alternative
from incidents.domain.suggestions import Suggestion
from incidents.geo.distance import distance

_AGREED, _DISPUTED = 0.9, 0.4
_NEAR_KM = 25.0
_PLACE = ("country", "admin1", "place", "place_reported", "latitude", "longitude", "place_precision")


@dataclass(frozen=True, slots=True)
class _Check:
    """One field that the rules read too: its keys in the document, its value, and how it is shown."""

    field: str
    keys: tuple[str, ...]
    is_same: Callable[[Event, Event], bool]
    show: Callable[[Mapping[str, Any]], str]


def crosscheck(events: Sequence[Event], rules: Suggestion) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """*events* with what the *rules* say to each, and a note for each disagreement."""
    if events and not rules.events:
        return tuple(map(_doubt, events)), (f"the rules would suggest nothing here: {rules.why_none}",)
    notes: list[str] = []
    checked = [_check(number, event, rules.events, notes) for number, event in enumerate(events, start=1)]
    left = len(rules.events) - len(events)
    if left > 0:
        notes.append(f"the rules would suggest {left} more: incidents suggest --backend rules")
    return tuple(checked), tuple(notes)


def _check(number: int, event: Event, others: Sequence[Event], notes: list[str]) -> Event:
    other = max(others, key=lambda each: (_likeness(event, each), each.main == event.main))
    confidence, alternatives = dict(event.confidence), list(event.alternatives)
    document, theirs = to_document(event), to_document(other)
    for check in _CHECKS:
        if check.is_same(event, other):
            confidence[check.field] = _AGREED
            continue
        confidence[check.field] = _DISPUTED
        alternatives.append(_alternative(check, other, theirs))
        said = f"the model says {check.show(document)}, the rules read {check.show(theirs)}"
        notes.append(f"event {number}, {check.field}: {said}")
    return replace(event, confidence=confidence, alternatives=tuple(alternatives))


def _alternative(check: _Check, other: Event, theirs: Mapping[str, Any]) -> Alternative:
    words = (each for each in other.evidence if each.field == check.field)
    return Alternative(
        field=check.field,
        changes={key: theirs[key] for key in check.keys},
        confidence=other.confidence.get(check.field, 0.0),
        evidence=next(words, None),
    )


def _doubt(event: Event) -> Event:
    return replace(event, confidence=dict.fromkeys(event.confidence, _DISPUTED))


def _likeness(one: Event, other: Event) -> int:
    is_same_type = one.sub_event_type == other.sub_event_type
    return is_same_type + sum(check.is_same(one, other) for check in _CHECKS)


def _is_day_same(one: Event, other: Event) -> bool:
    return (one.when and (one.when.start, one.when.end)) == (other.when and (other.when.start, other.when.end))


def _is_place_same(one: Event, other: Event) -> bool:
    here, there = one.place.point, other.place.point
    if one.place.country != other.place.country:
        return False
    if here is None or there is None:
        return fold(one.place.name or "") == fold(other.place.name or "")
    return distance(here, there) <= _NEAR_KM


_CHECKS = (
    _Check(
        "event_date",
        ("event_date", "end_date", "date_precision"),
        _is_day_same,
        lambda event: str(event["event_date"] or "no day"),
    ),
    _Check(
        "place",
        _PLACE,
        _is_place_same,
        lambda event: ", ".join(filter(None, (event["place"], event["country"]))) or "no place",
    ),
    _Check(
        "killed",
        ("killed",),
        lambda one, other: one.killed.best == other.killed.best,
        lambda event: str(event["killed"]["status"] if event["killed"]["best"] is None else event["killed"]["best"]),
    ),
    _Check(
        "injured",
        ("injured",),
        lambda one, other: one.injured.best == other.injured.best,
        lambda event: str(event["injured"]["status"] if event["injured"]["best"] is None else event["injured"]["best"]),
    ),
)


NOTHING = "the model finds no security incident in it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Suggests by asking *endpoint*.

    *rules* is the backend that its answers are checked by; *finish* completes an event with what a model is not asked:
    the point of its place and its summary.
    """

    endpoint: Endpoint
    codebook: Codebook
    rules: Callable[[Article], Suggestion]
    finish: Callable[[Event], Event]

    def __call__(self, article: Article) -> Suggestion:
        """The suggestion for *article*. Raises BadSource or BadBackend when the model gives no usable answer."""
        schema = answer_schema(self.codebook)
        messages = ask_about(article, codebook=self.codebook)
        content = ask(self.endpoint, messages, schema=schema, about=article.id)
        events, dropped = read_answer(content, article, codebook=self.codebook)
        checked, disputed = crosscheck(tuple(map(self.finish, events)), self.rules(article))
        notes = (*_cut(article), *dropped, *disputed)
        return Suggestion(article, checked, None if checked else NOTHING, notes)


def _cut(article: Article) -> tuple[str, ...]:
    is_long = len(article.text) > MOST_LETTERS
    return (f"only the first {MOST_LETTERS:,} characters were sent",) if is_long else ()
