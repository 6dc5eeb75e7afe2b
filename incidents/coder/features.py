"""What the type of an event may be told by: codes of its values and the cues of its acts. No names, no figures."""

from __future__ import annotations

from collections.abc import Iterator

from incidents.domain.events import Event

_LONGEST = 30  # letters of an act's words: "opened fire", no clause


def features_of(event: Event) -> tuple[str, ...]:
    """The features of *event*, sorted, each once."""
    return tuple(sorted(set(_features(event))))


def _features(event: Event) -> Iterator[str]:
    yield f"type:{event.sub_event_type}"
    yield from (f"weapon:{weapon.weapon}" for weapon in event.weapons)
    yield from (f"{actor.role}:{actor.type}" for actor in event.actors)
    yield from (f"target:{target.type}" for target in event.targets)
    yield from (f"harm:{row.harm}:{row.group}" for row in event.casualties if row.count.best)
    words = (each.quote.lower() for each in event.evidence if each.field == "sub_event_type")
    yield from (f"act:{word}" for word in words if len(word) <= _LONGEST)
