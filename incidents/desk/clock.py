"""The only clock in the house. Everything else is told what time it is."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime


def read_now() -> datetime:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def read_today() -> date:
    """Today where the desk stands, which is what "yesterday" is reckoned from."""
    return datetime.now(UTC).astimezone().date()


def read_seconds() -> float:
    """Seconds from anywhere, that only rise: what a span of time is measured by."""
    return time.monotonic()
