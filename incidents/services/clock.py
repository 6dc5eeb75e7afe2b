"""The only clock of the package. Everything else is given the time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime


def read_now() -> datetime:
    """Return the present time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def read_today() -> date:
    """Return the present day in local time; "yesterday" is the day before it."""
    return datetime.now(UTC).astimezone().date()


def read_seconds() -> float:
    """Return seconds on a clock that never goes back, for measuring spans of time."""
    return time.monotonic()
