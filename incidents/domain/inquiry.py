"""Questions on the codebook, their answers, and events that somebody looked at again after a definition changed."""

from __future__ import annotations

from dataclasses import dataclass


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
