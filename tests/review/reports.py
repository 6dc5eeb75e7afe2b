"""Reports for the tests of reconciliation: ``make_report(2, day=8, killed=exactly(6))``."""

from __future__ import annotations

from datetime import date

from incidents.domain.casualties import UNKNOWN, Casualty, Count
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event, Report, Source


def make_report(
    number: int, account: Event | None = None, *, day: int | None = None, scale: str | None = None
) -> Report:
    """Report *number*, of an article of *day* November 2021; without a day as many days later as its number says."""
    source = Source(article=str(number), scale=scale, published_on=date(2021, 11, number if day is None else day))
    return Report(
        id=str(number),
        source=source,
        account=Event() if account is None else account,
        proposed_by="machine",
        accepted_by="amal",
        created_at=f"2021-12-0{number}T00:00:00Z",
        codebook_version="0.2.0",
    )


def harm(*, killed: Count = UNKNOWN, injured: Count = UNKNOWN) -> Event:
    """An event of which only its totals are known."""
    rows = (Casualty(KILLED, killed), Casualty(INJURED, injured))
    return Event(casualties=tuple(row for row in rows if row.count != UNKNOWN))
