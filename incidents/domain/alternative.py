"""Another value that a field may have: what the coder would have said had it not said something else.

Proposals only, never stored with an event. Does not take itself: ``choosing.take`` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.domain.evidence import Evidence

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
