"""A suggestion as a project's own verdicts would have it: confidences that keep their word, and the type they point to.

The rules' type stays among the alternatives. Changes no other value.
"""

from __future__ import annotations

from dataclasses import replace

from incidents.codebook.loader import Codebook
from incidents.coder.features import features_of
from incidents.domain.events import Event
from incidents.domain.evidence import MOST, Alternative
from incidents.domain.learned import Learned, TypeModel
from incidents.domain.suggestions import Suggestion

_SURE = 0.5


def tune(suggestion: Suggestion, learned: Learned, *, codebook: Codebook) -> Suggestion:
    """*suggestion* with what was *learned*."""
    return replace(suggestion, events=tuple(_tune(event, learned, codebook) for event in suggestion.events))


def _tune(event: Event, learned: Learned, codebook: Codebook) -> Event:
    confidence = dict(event.confidence)
    for field, calibrate in learned.calibrators.items():
        if field in confidence:
            confidence[field] = round(calibrate(confidence[field]), 2)
    tuned = replace(event, confidence=confidence)
    return tuned if learned.types is None else _retype(tuned, learned.types, codebook)


def _retype(event: Event, types: TypeModel, codebook: Codebook) -> Event:
    """*event* with the type that is likelier than not by *types*, if it is another than the rules'."""
    likely = types(features_of(event))
    best = max(likely, key=lambda name: likely[name])
    term = codebook.vocabulary("sub_event_types").get(best)
    if term is None or best == event.sub_event_type or likely[best] < _SURE:
        return event
    by_rules = Alternative(
        field="sub_event_type",
        changes={"event_type": event.event_type, "sub_event_type": event.sub_event_type},
        confidence=round(likely.get(event.sub_event_type or "", 0.0), 2),
    )
    others = [each for each in event.alternatives if each.changes.get("sub_event_type") != best]
    own = [each for each in others if each.field == "sub_event_type"][: MOST - 1]
    rest = (each for each in others if each.field != "sub_event_type")
    return replace(
        event,
        event_type=term.parent,
        sub_event_type=best,
        confidence={**event.confidence, "sub_event_type": round(likely[best], 2)},
        alternatives=(by_rules, *own, *rest),
    )
