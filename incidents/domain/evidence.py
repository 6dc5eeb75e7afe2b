"""What a value rests on: quoted words, other possible values, and the rule that picked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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


MOST = 3  # for one field


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """*changes* are the keys of the event document, with the values that they would have.

    *field* is the key that it is about; *confidence* 0..1; *evidence* the words that speak for it, None for none.
    """

    field: str
    changes: Mapping[str, Any]
    confidence: float
    evidence: Evidence | None = None


ANALYST = "analyst"  # the code of the rule by which a person's own value stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How one *aspect* of one event was decided: a name of ``schema/reconciliation.toml``, and a code of ``rules``.

    *is_own* is True for a rule that a person chose for this event, False for the codebook's; *reason* is that person's.
    With the rule ``analyst``, *basis* is what the reports gave by the codebook's rule when the person decided (keys
    of the event document), and *has_moved* is True when they give something else now.
    """

    aspect: str
    rule: str
    is_own: bool = False
    reason: str | None = None
    basis: Any = None
    has_moved: bool = False
