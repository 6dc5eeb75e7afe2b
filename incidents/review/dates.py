"""The date of an event as it is typed and shown.

=========================  ===============================================================
``2021-11-07``             one day; also ``7 November 2021``, ``today``, ``yesterday``
``2021-W44``               an ISO week, Monday to Sunday
``2021-11``, ``2021``      a month, a year
``2021-11-05/2021-11-07``  a range, both days included
``2021-11-05 (week)``      any of these with another precision than follows from its length
=========================  ===============================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from incidents.domain.when import When
from incidents.review.setting import Changes, Setting
from incidents.review.spans import read_one_day, read_span

_NOTED = re.compile(r"(?P<span>.*?)\s*\((?P<precision>[^()]*)\)")


def read_when(text: str, setting: Setting) -> When:
    """The date that *text* writes; raises ValueError or UnknownTerm."""
    noted = _NOTED.fullmatch(text.strip())
    start, end = read_span(text if noted is None else noted["span"], setting.today)
    precision = usual_precision(start, end, setting)
    return When(start, end, precision if noted is None else setting.code("date_precision", noted["precision"]))


def show_when(when: When, setting: Setting) -> str:
    """*when* in the shortest way that ``read_when`` gives back."""
    return next(text for text in _spellings(when) if _means(text, when, setting))


def change_date(text: str, setting: Setting) -> Changes:
    """The whole date, or none; raises ValueError or UnknownTerm."""
    if not text:
        return {"event_date": None, "end_date": None, "date_precision": None}
    when = read_when(text, setting)
    return {"event_date": when.start.isoformat(), "end_date": when.end.isoformat(), "date_precision": when.precision}


def change_end(text: str, setting: Setting) -> Changes:
    """The last day; nothing makes it the first. Raises ValueError."""
    return {"end_date": read_one_day(text, setting.today).isoformat() if text else None}


def usual_precision(start: date, end: date, setting: Setting) -> str:
    """The narrowest term of ``date_precision`` that stands for so many days; a single day is a day."""
    days = When(start, end).days
    terms = setting.codebook.vocabulary("date_precision").terms
    wide_enough = (term.code for term in terms if _longest(term.attributes.get("days")) >= days)
    return "day" if days == 1 else next((code for code in wide_enough if code != "day"), "unknown")


def _longest(days: object) -> int:
    return days if isinstance(days, int) else 0


def _spellings(when: When) -> Iterator[str]:
    year, week, _ = when.start.isocalendar()
    spans = (
        f"{when.start}",
        f"{year:04}-W{week:02}",
        f"{when.start:%Y-%m}",
        f"{when.start:%Y}",
        f"{when.start}/{when.end}",
    )
    yield from spans
    yield from (f"{span} ({when.precision})" for span in spans)


def _means(text: str, when: When, setting: Setting) -> bool:
    try:
        return read_when(text, setting) == when
    except ValueError:
        return False
