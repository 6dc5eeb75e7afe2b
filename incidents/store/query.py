"""A piece of SQL with the values of its placeholders. Composes nothing and opens nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """SQL with ``:name`` placeholders, and their values."""

    sql: str
    parameters: dict[str, Any] = field(default_factory=dict)
