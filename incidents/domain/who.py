"""Who took part in an event, and what or whom it was aimed at."""

from __future__ import annotations

from dataclasses import dataclass

PERPETRATOR, TARGET, ASSOCIATED = "perpetrator", "target", "associated"


@dataclass(frozen=True, slots=True)
class Actor:
    """A named group, force or person; *role* is a code of ``actor_roles``, *type* of ``actor_types`` or None.

    *country* is ISO alpha-3; *attribution* says how the report knows of the role (a code of ``attributions``).
    """

    name: str
    role: str
    type: str | None = None
    country: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What or who was attacked; *type* is a code of ``target_types``, *outcome* of ``target_outcomes`` or None."""

    type: str
    name: str | None = None
    outcome: str | None = None
