"""What a look at one thing found: well, a worry, or a fault with what mends it. A value only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """How bad it is."""

    WELL = "well"
    WORRY = "worry"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What was found about *subject*, in a few words; *mend* is what to do about it, None where nothing is."""

    subject: str
    gravity: Gravity
    what: str
    mend: str | None = None


def well(subject: str, what: str) -> Remark:
    """Nothing is wrong."""
    return Remark(subject=subject, gravity=Gravity.WELL, what=what)


def worry(subject: str, what: str, *, mend: str | None = None) -> Remark:
    """Something may be wrong, or will be."""
    return Remark(subject=subject, gravity=Gravity.WORRY, what=what, mend=mend)


def fault(subject: str, what: str, *, mend: str) -> Remark:
    """Something is wrong."""
    return Remark(subject=subject, gravity=Gravity.FAULT, what=what, mend=mend)
