"""What one person made of one article, kept apart from events until somebody adjudicates; and who is to code what."""

from __future__ import annotations

from dataclasses import dataclass, field

from incidents.domain.event import Event

OPEN, DONE, RESULT = "open", "done", "result"
SINGLE, DOUBLE = "single", "double"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The *events* that *coder* found in an article, in their *turn* (1, 2, ...: the same person may code it again).

    It is OPEN while the person works, DONE afterwards; RESULT is what an adjudicator made of those of others, and
    *reason* says why. *coded_at* is an ISO 8601 instant in UTC. *id* is empty before it is stored.
    """

    id: str = ""
    article_id: str
    coder: str
    turn: int
    state: str = OPEN
    coded_at: str = ""
    codebook_version: str | None = None
    reason: str | None = None
    events: tuple[Event, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """*coder* is to code an article until *due_at* (ISO 8601, UTC); nobody else is to, while that lasts.

    *mode* is SINGLE, or DOUBLE for one of two who code it without seeing each other's work. *stratum* and *seed* say
    how it was drawn. *is_done* says that the person has coded it.
    """

    id: str = ""
    article_id: str
    coder: str
    mode: str
    due_at: str
    stratum: str | None = None
    seed: int | None = None
    is_done: bool = False
