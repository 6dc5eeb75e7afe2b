"""What an event comes to say when a newer edition of its row arrives: what the edition changed, and nothing else.

Pure: takes three events and gives one.
"""

from __future__ import annotations

from incidents.domain.documents import Document
from incidents.domain.events import Event, from_document, to_document

# Neither is changed by a row: the words are a report's, and "claim" sums up "claims".
_NOT_OWN = frozenset({"evidence", "confidence", "claim"})
# Keys that make sense only together.
_BUNDLES = (
    frozenset({"event_date", "end_date", "date_precision"}),
    frozenset({"latitude", "longitude", "place_precision"}),
)


def revise(current: Event, before: Event, after: Event, *, is_final: bool = False) -> tuple[Event, tuple[str, ...]]:
    """*current* with all in which the row *after* differs from the row *before*, and the keys that were left alone.

    Left alone is what somebody has changed since in the database; with *is_final* nothing is: the row is that person's.
    """
    now, was, says = (to_document(event) for event in (current, before, after))
    changed = [key for key in says if key not in _NOT_OWN and says[key] != was[key]]
    kept = set() if is_final else {key for key in changed if now[key] not in (was[key], says[key])}
    kept |= {key for bundle in _BUNDLES if bundle & kept for key in bundle}
    updates: Document = {key: says[key] for key in changed if key not in kept}
    return from_document({**now, **updates}), tuple(key for key in changed if key in kept)
