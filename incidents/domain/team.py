"""Members of a team, their assignments and codings, and their questions on the codebook."""

from __future__ import annotations

from dataclasses import dataclass, field

from incidents.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person by the *name* they sign with, and their *role*, a code of ``roles``."""

    name: str
    role: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What *asked_by* wants to know about a *term* (a code, or a field), perhaps of one event; *answer* is None so far.

    *asked_at* and *answered_at* are ISO 8601 instants in UTC. *id* is empty before it is stored.
    """

    id: str = ""
    term: str
    text: str
    event_id: str | None = None
    asked_by: str = ""
    asked_at: str = ""
    answer: str | None = None
    answered_by: str | None = None
    answered_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """*event_id* was held against the definition of *term* as *codebook_version* has it."""

    event_id: str
    term: str
    codebook_version: str
