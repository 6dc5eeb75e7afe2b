"""How one person took the suggestion for one event: with it before them, without it, or with a wrong value planted."""

from __future__ import annotations

from dataclasses import dataclass

WITH, WITHOUT, PLANTED = "with", "without", "planted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """In which *arm* an event of the article of that hash was coded, and how it compares with what the coder suggests.

    *told* are the fields that the suggestion had a value for, *kept* those in which what was stored is the same.
    *planted* is the field that a wrong value was put into, *is_caught* whether it was changed. *seconds* is the time.
    """

    article: str
    arm: str
    told: tuple[str, ...]
    kept: tuple[str, ...]
    planted: str | None = None
    is_caught: bool | None = None
    seconds: float = 0.0
