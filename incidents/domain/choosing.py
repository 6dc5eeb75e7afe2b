"""An alternative taken: the event as it would be, with the words of the new value in place of those of the old."""

from __future__ import annotations

from dataclasses import replace

from incidents.domain import document
from incidents.domain.alternative import Alternative
from incidents.domain.event import Event


def take(event: Event, alternative: Alternative) -> Event:
    """*event* with the values of *alternative*, of which the field's other alternatives are none any more."""
    changed = document.read({**document.write(event), **alternative.changes})
    own = () if alternative.evidence is None else (alternative.evidence,)
    dropped = {alternative.field, *alternative.changes}
    return replace(
        changed,
        evidence=(*(each for each in event.evidence if each.field not in dropped), *own),
        confidence={key: value for key, value in event.confidence.items() if key not in dropped},
        alternatives=tuple(each for each in event.alternatives if each.field != alternative.field),
    )
