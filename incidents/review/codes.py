"""Every code that an event holds, with the field it stands in and the vocabulary it must be from.

Does not look the codes up; ``checks`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from incidents.domain.event import Event


def codes_of(event: Event) -> Iterator[tuple[str, str, str | None]]:
    """Every code of *event*: (field, vocabulary, code)."""
    yield "date_precision", "date_precision", None if event.when is None else event.when.precision
    yield "place_precision", "place_precision", event.place.precision
    yield "place_layer", "place_layers", event.place.layer
    yield "place_match", "place_matches", event.place.match
    yield "event_type", "event_types", event.event_type
    yield "sub_event_type", "sub_event_types", event.sub_event_type
    yield "stage", "stages", event.stage
    yield from (("weapons", "weapons", weapon.weapon) for weapon in event.weapons)
    for actor in event.actors:
        yield "actors", "actor_roles", actor.role
        yield "actors", "actor_types", actor.type
        yield "actors", "attributions", actor.attribution
    for target in event.targets:
        yield "targets", "target_types", target.type
        yield "targets", "target_outcomes", target.outcome
    for row in event.casualties:
        yield "casualties", "harms", row.harm
        yield "casualties", "casualty_groups", row.group
        yield "casualties", "casualty_status", row.count.status
    for claim in event.claims:
        yield "claim", "claim_statuses", claim.status
        yield "claim", "claim_modes", claim.mode
