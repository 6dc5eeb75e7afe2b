"""A member of the team that shares a database. A value only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person by the *name* they sign with, and their *role*, a code of ``roles``."""

    name: str
    role: str
