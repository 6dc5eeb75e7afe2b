"""Moments as people type them: a day, which counts whole, an instant, a revision of the log, a release. All in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from incidents.domain.moment import Moment
from incidents.errors import BadUsage
from incidents.store.database import Database
from incidents.store.reading import Reader

_REVISION = re.compile(r"r(\d{1,18})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEND = "type YYYY-MM-DD, YYYY-MM-DDTHH:MM (UTC), yesterday, a revision (r17), or the name of a release"
_NAMED = {"today": 0, "yesterday": 1}


def find_moment(words: str, database: Database, now: datetime) -> Moment:
    """The moment that *words* name: the state of a release of that name, else as ``read_moment`` has it.

    Raises BadUsage for what cannot be read, and for a moment that is still to come.
    """
    with Reader.open(database) as reader:
        released = next((each.facts["revision"] for each in reader.releases() if each.name == words.strip()), None)
    return read_moment(words, now) if released is None else Moment(revision=released)


def read_moment(words: str, now: datetime) -> Moment:
    """The moment that *words* name: the end of a day, an instant, or a revision (r17). Raises BadUsage."""
    typed = words.strip()
    named = _REVISION.fullmatch(typed)
    if named is not None:
        return Moment(revision=int(named[1]))
    start, end = _read_instants(typed, now)
    if start > now:
        raise BadUsage(f"{words!r} is still to come", mend="give a day, an instant or a revision that is past")
    return Moment(instant=_write(end))


def read_start(words: str, now: datetime) -> str:
    """The first instant of a day or an instant, as the log has it. Raises BadUsage for what cannot be read."""
    return _write(_read_instants(words.strip(), now)[0])


def read_end(words: str, now: datetime) -> str:
    """The last instant of a day or an instant, as the log has it. Raises BadUsage for what cannot be read."""
    return _write(_read_instants(words.strip(), now)[1])


def _read_instants(typed: str, now: datetime) -> tuple[datetime, datetime]:
    try:
        if typed.lower() in _NAMED:
            return _span(now.date() - timedelta(days=_NAMED[typed.lower()]))
        if _DAY.fullmatch(typed):
            return _span(date.fromisoformat(typed))
        instant = datetime.fromisoformat(typed)
        instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadUsage(f"{typed!r} is no moment", mend=_MEND) from error
    return instant, instant


def _span(day: date) -> tuple[datetime, datetime]:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return start, start.replace(hour=23, minute=59, second=59)


def _write(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
