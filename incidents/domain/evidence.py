"""The words behind a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """*quote* is exactly ``text[start:end]`` of its article and bears out *field* of one report.

    *field* is a top-level key of the event document (``event_date``, ``weapons``, ``killed``, ...); *value* what was
    read from the words; *article* the stored article's id, None while it is only suggested.
    """

    field: str
    start: int
    end: int
    quote: str
    value: str | None = None
    article: str | None = None
    proposed_by: str | None = None
    accepted_by: str | None = None
