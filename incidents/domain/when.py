"""A date as far as it is known: an interval of whole days and how precise it is.

Both ends are inclusive, here and everywhere in the package: a single day has ``start == end``.
Does not read words; ``coder/dates.py`` does.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class When:
    """Days *start* to *end*, inclusive; *precision* is a code of the vocabulary ``date_precision``.

    Raises ValueError when the interval ends before it starts.
    """

    start: date
    end: date
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a date range that ends ({self.end}) before it starts ({self.start})")

    @property
    def middle(self) -> date:
        """The day in the middle; the earlier of two."""
        return self.start + timedelta(days=(self.end - self.start).days // 2)

    @property
    def written(self) -> str:
        """The day, or the month or year that the interval is, else its first and last day with a stroke between."""
        if self.start == self.end:
            return str(self.start)
        first, last = self.start.isoformat(), self.end.isoformat()
        if (first[:4], first[4:], last[4:]) == (last[:4], "-01-01", "-12-31"):
            return first[:4]
        is_month = self.start.day == 1 and self.end.day == monthrange(self.end.year, self.end.month)[1]
        return first[:7] if is_month and first[:7] == last[:7] else f"{first}/{last}"

    @property
    def days(self) -> int:
        """How many days the interval holds, at least 1."""
        return (self.end - self.start).days + 1


def read_when(start: str | None, end: str | None, precision: str | None) -> When | None:
    """Days in ISO 8601 and how precise they are, as documents have them. Raises ValueError."""
    if start is None:
        return None
    first = date.fromisoformat(start)
    return When(first, first if end is None else date.fromisoformat(end), precision or "day")


def on(day: date) -> When:
    """One known day."""
    return When(day, day, "day")
