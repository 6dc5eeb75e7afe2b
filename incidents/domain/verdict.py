"""What a person made of one suggested event: the examples that the coder can learn from.

Holds no words of the article and no names: which values stood, how sure the coder had been, and what it went by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ACCEPTED, CORRECTED, REJECTED = "accepted", "corrected", "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """*decision* on an event that *proposed_by* suggested for the article of hash *article*.

    *confidence* is the coder's, by field; *kept* are the fields whose values the person let stand, none of a rejected
    event. *final_type* is the sub-event type that was stored in place of *proposed_type*. *features* are what the type
    may be told by (``coder.features``).
    """

    article: str
    decision: str
    proposed_by: str
    confidence: Mapping[str, float] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    proposed_type: str | None = None
    final_type: str | None = None
    features: tuple[str, ...] = ()
