"""What one article says about one event, as a person accepted it. Never overwritten: events are judged from it anew."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.event import Event, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's account of one event. *created_at* is an ISO 8601 instant in UTC."""

    id: str
    source: Source
    account: Event
    proposed_by: str
    accepted_by: str
    created_at: str
    codebook_version: str | None
