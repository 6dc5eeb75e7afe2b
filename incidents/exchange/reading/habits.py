"""What the author of a table writes in a way of their own, as a mapping tells it: codes, dates, lists.

Only says it; ``rules`` reads by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.codebook.profiles import Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """By columns of the profile: *codes*, what cells mean, and *separators*, what stands between values of a list.

    *is_day_first* says how 03/04/2021 is meant; None where nobody said it, and then such a date is refused.
    """

    codes: Mapping[str, Codes] = field(default_factory=dict)
    separators: Mapping[str, str] = field(default_factory=dict)
    is_day_first: bool | None = None


NO_HABITS = Habits()
