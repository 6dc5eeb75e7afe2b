"""A kind of weapon used in one event, and what became of each device."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weapon:
    """*weapon* is a code of the vocabulary ``weapons``; the counts are devices, None when not stated.

    *launched* counts every device sent or planted; each is then intercepted, failed or impacted,
    or its fate is unknown.
    """

    weapon: str
    launched: int | None = None
    intercepted: int | None = None
    failed: int | None = None
    impacted: int | None = None
