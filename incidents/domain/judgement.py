"""By which rule an aspect of an event follows from its reports, and where a person decided otherwise.

Knows no rule: the codebook names them, ``review.reconciliation`` applies them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
