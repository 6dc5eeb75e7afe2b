"""Who said who did it. Several may claim, one may deny, and "nobody has claimed it" is itself a statement."""

from __future__ import annotations

from dataclasses import dataclass

NOT_MENTIONED, CLAIMED = "not mentioned", "claimed"

# The strongest statement speaks for the event when a report holds several.
_STRONGEST_FIRST = ("contested", "retracted", "claimed", "denied", "suspected", "stated none", NOT_MENTIONED)


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
    """The one status that speaks for several statements.

    Several may claim together or side by side; that is contested where somebody denies it too.
    """
    statuses = {claim.status for claim in claims}
    claimants = {claim.by for claim in claims if claim.status == CLAIMED}
    if len(claimants) > 1 and "denied" in statuses:
        return "contested"
    return next((status for status in _STRONGEST_FIRST if status in statuses), NOT_MENTIONED)


def speaking(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The statements that bear out ``overall_status``: all of them when it is contested."""
    status = overall_status(claims)
    return tuple(claim for claim in claims if status in {claim.status, "contested"})
