"""How many people were harmed, as far as it is known. Unknown is not zero, and neither is "none".

*status* is a code of the vocabulary ``casualty_status`` and says which of the four silences a missing number is.
"""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.codes import EVERYONE, INJURED, KILLED, NOT_MENTIONED, STATED_NONE

__all__ = [
    "EVERYONE",
    "INJURED",
    "KILLED",
    "NONE",
    "NOT_MENTIONED",
    "STATED_NONE",
    "UNKNOWN",
    "Casualty",
    "Count",
    "exactly",
]


@dataclass(frozen=True, slots=True)
class Count:
    """Lowest, best and highest number of people, each None when nobody gave one.

    Raises ValueError for a negative number. Whether the three rise is for ``disorder`` to say: a dataset may count each
    of them by a rule of its own (UCDP GED subtracts events from aggregated reports), and its figures are kept.
    """

    low: int | None = None
    best: int | None = None
    high: int | None = None
    status: str = NOT_MENTIONED

    def __post_init__(self) -> None:
        if any(number is not None and number < 0 for number in (self.low, self.best, self.high)):
            raise ValueError("a number of people cannot be negative")

    @property
    def disorder(self) -> str | None:
        """What is wrong with numbers that do not rise from low to high, as a sentence; None when they do."""
        ends = {"low": self.low, "best": self.best, "high": self.high}
        known = [number for number in ends.values() if number is not None]
        if known == sorted(known):
            return None
        given = ", ".join(f"{name} {number}" for name, number in ends.items() if number is not None)
        return f"{given} must rise in that order"

    @property
    def is_known(self) -> bool:
        """True when at least one number was given; a stated none is known to be 0."""
        return (self.low, self.best, self.high) != (None, None, None)


UNKNOWN = Count()
NONE = Count(0, 0, 0, STATED_NONE)


def exactly(number: int) -> Count:
    """A reported number without a range."""
    return Count(number, number, number, "reported")


@dataclass(frozen=True, slots=True)
class Casualty:
    """One row of harm: what happened (*harm*: killed, injured, abducted, missing) to how many of which *group*.

    *group* is a code of the vocabulary ``casualty_groups``; ``all`` is the total of the event.
    """

    harm: str
    count: Count
    group: str = EVERYONE
