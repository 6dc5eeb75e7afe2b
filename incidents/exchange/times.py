"""What layouts compute from the date of an event: its middle, the parts that are known, how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from incidents.codebook.definitions import Definitions
from incidents.domain.summing import Document
from incidents.domain.when import When


def read_time(event: Document) -> When | None:
    """The date of the event, None when it is not known."""
    if event["event_date"] is None:
        return None
    start, end = (date.fromisoformat(event[key]) for key in ("event_date", "end_date"))
    return When(start, end, event["date_precision"])


def middle_date(event: Document) -> str | None:
    """The day, in ISO 8601, in the middle of the time in which the event happened; the day itself when it is known."""
    when = read_time(event)
    return None if when is None else when.middle.isoformat()


def known_part(event: Document, part: str) -> int | None:
    """The month or the day of the date, 0 where the date is not known so well; None without a date."""
    when = read_time(event)
    if when is None:
        return None
    first, last = when.start, when.end
    is_known = first == last or (part == "month" and (first.year, first.month) == (last.year, last.month))
    return getattr(first, part) if is_known else 0


def period(event: Document) -> str | None:
    """The time in which the event happened as it is read: a day, a month, a year, or first and last day."""
    when = read_time(event)
    return None if when is None else when.written


FIELDS: Mapping[str, Callable[[Document, Definitions], Any]] = {
    "middle_date": lambda event, _: middle_date(event),
    "period": lambda event, _: period(event),
    "known_month": lambda event, _: known_part(event, "month"),
    "known_day": lambda event, _: known_part(event, "day"),
}
