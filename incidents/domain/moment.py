"""A moment in the life of a database, up to which it is read. Knows no clock and no database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Exactly one of *instant*, ISO 8601 in UTC to the second and inclusive, and *revision*, a number of the log."""

    instant: str | None = None
    revision: int | None = None

    def __post_init__(self) -> None:
        if (self.instant is None) == (self.revision is None):
            raise ValueError("a moment is an instant or a revision")
