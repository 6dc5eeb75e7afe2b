"""Whether an article is about a security incident of now, and if not, why.

Judged on the opening, where news says what it is about: an act of violence or protest makes an article relevant, unless
the opening speaks of an accident, a disaster, a court, or of things long past. Does not find events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incidents.coder.reading import Reading

_OPENING = 4
_REASONS = {
    "accident": "it tells of an accident",
    "disaster": "it tells of a natural disaster or an illness",
    "court": "it tells of a court case about something older",
    "politics": "it tells of politics",
    "sport": "it tells of sport",
    "business": "it tells of business",
    "obituary": "it tells of a natural death",
    "anniversary": "it looks back on something long past",
    "science": "it tells of science or culture",
}
NOTHING = "no act of violence, protest or other security incident is told"


def why_irrelevant(readings: Sequence[Reading], *, strong: frozenset[str]) -> str | None:
    """None for an article with something to code; else a sentence that says why there is nothing."""
    opening = readings[:_OPENING]
    acts = [trigger for reading in opening for trigger in reading.triggers if trigger.is_real]
    force = sum(trigger.kind in strong for trigger in acts)
    against = Counter(mention.code for reading in opening for mention in reading.cues["relevance"] if mention.code in _REASONS)
    if force == 0:
        return _reason(against)
    heavy = against["accident"] + against["disaster"] + 2 * against["court"]
    return _reason(against) if heavy > force else None


def _reason(against: Counter[str]) -> str:
    if not against:
        return NOTHING
    code, _ = max(against.items(), key=lambda pair: (pair[1], pair[0]))
    return f"{NOTHING}; {_REASONS[code]}"
