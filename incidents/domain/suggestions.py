"""What the machine coder proposes for an article, and how people dealt with it.

Suggestions are never stored as events: a person accepts, corrects or rejects them. What is kept for learning holds no
words of the article and no names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from incidents.domain.articles import Article
from incidents.domain.events import Event, from_document, to_document
from incidents.domain.evidence import Alternative


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The events proposed for *article*, the main one first; *why_none* says why there is none.

    *notes* are sentences on what was left out of them and where two readings disagree.
    """

    article: Article
    events: tuple[Event, ...]
    why_none: str | None = None
    notes: tuple[str, ...] = ()


def take_alternative(event: Event, alternative: Alternative) -> Event:
    """*event* with the values of *alternative*, of which the field's other alternatives are none any more."""
    changed = from_document({**to_document(event), **alternative.changes})
    own = () if alternative.evidence is None else (alternative.evidence,)
    dropped = {alternative.field, *alternative.changes}
    return replace(
        changed,
        evidence=(*(each for each in event.evidence if each.field not in dropped), *own),
        confidence={key: value for key, value in event.confidence.items() if key not in dropped},
        alternatives=tuple(each for each in event.alternatives if each.field != alternative.field),
    )


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


WITH, WITHOUT, PLANTED = "with", "without", "planted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """In which *arm* an event of the article of that hash was coded, and how it compares with what the coder suggests.

    *told* are the fields that the suggestion had a value for, *kept* those in which what was stored is the same.
    *planted* is the field that a wrong value was put into, *is_caught* whether it was changed. *seconds* is the time.
    """

    article: str
    arm: str
    told: tuple[str, ...]
    kept: tuple[str, ...]
    planted: str | None = None
    is_caught: bool | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """*verdicts* are for the coder to learn from, *trials* for the team to see how suggestions move it."""

    verdicts: tuple[Verdict, ...] = ()
    trials: tuple[Trial, ...] = ()


NOTHING_TAKEN = Taken()


DESK, TRIAGE = "desk", "triage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """One article at the desk, or one group of articles at triage (*task*); *article* is the hash of the first one.

    *seconds* are those at work, rests left out. *events* were stored or linked, *rows* of the form decided on,
    *untouched* of these accepted as suggested. *by* and *at*, an ISO 8601 instant in UTC, are the store's to fill.
    """

    article: str
    task: str
    keys: int
    seconds: float
    events: int = 0
    rows: int = 0
    untouched: int = 0
    by: str | None = None
    at: str | None = None
