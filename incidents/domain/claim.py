"""Who said who did it. Several may claim, one may deny, and "nobody has claimed it" is itself a statement."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.codes import CLAIMED, NOT_MENTIONED
from incidents.domain.summing import weigh

__all__ = ["CLAIMED", "NOT_MENTIONED", "Claim", "overall_status"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about responsibility.

    *status* is a code of ``claim_statuses``; *by* is who claimed, denied or is suspected, None when nobody is named;
    *mode* a code of ``claim_modes``; *source* whoever did the blaming.
    """

    status: str
    by: str | None = None
    mode: str | None = None
    source: str | None = None


def overall_status(claims: tuple[Claim, ...]) -> str:
    """The one status that speaks for several statements: see ``summing.weigh``."""
    return weigh([(claim.status, claim.by) for claim in claims])
