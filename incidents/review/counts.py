"""How many people were harmed, as it is typed and shown.

===================  =====================================================================
``7``                seven, reported
``5/7/9``            lowest, best and highest; ``?`` for one that nobody gave
``5-9``              between five and nine, no best figure
``5+``, ``~30``      at least five, the best figure too; about thirty, from words such as "dozens"; also in words
``none``             the report says that nobody was
``unknown``          the report says that the number is not known
nothing              the report does not mention it
``5/7/9 (status)``   any of these with another status than follows from it
===================  =====================================================================

Rows by group or of another harm: ``abducted=5; injured security_forces=7``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidents.domain.figures import WORDS, read_figures
from incidents.domain.harm import EVERYONE, INJURED, KILLED, Casualty, Count
from incidents.review.rows import Row, join_rows, read_row, show_row, split_rows
from incidents.review.setting import Setting

_NOTED = re.compile(r"(?P<figures>.*?)\s*\((?P<status>[^()]*)\)")


def read_count(text: str, setting: Setting) -> Count:
    """The count that *text* writes; raises ValueError or UnknownTerm."""
    text = " ".join(text.split())
    noted = _NOTED.fullmatch(text)
    count = read_figures(text if noted is None else noted["figures"])
    if noted is None:
        return count
    return Count(count.low, count.best, count.high, setting.code("casualty_status", noted["status"]))


def show_count(count: Count, setting: Setting) -> str:
    """*count* in the shortest way that ``read_count`` gives back; one that is too large to be typed is still shown."""
    spellings = tuple(_spellings(count))
    return next((text for text in spellings if _means(text, count, setting)), spellings[-1])


def read_casualties(text: str, setting: Setting) -> tuple[Casualty, ...]:
    """The rows that *text* writes beside the totals of killed and injured; raises ValueError or UnknownTerm."""
    return tuple(_read_casualty(read_row(row, keys=()), setting) for row in split_rows(text))


def show_casualties(casualties: tuple[Casualty, ...], setting: Setting) -> str:
    """The rows of *casualties* that are no totals of killed or injured."""
    return join_rows(
        show_row(Row(_head(row), show_count(row.count, setting))) for row in casualties if not _is_total(row)
    )


def _read_casualty(row: Row, setting: Setting) -> Casualty:
    harm, _, group = row.head.partition(" ")
    casualty = Casualty(
        setting.code("harms", harm),
        read_count(row.name or "", setting),
        setting.code("casualty_groups", group) if group else EVERYONE,
    )
    if _is_total(casualty):
        raise ValueError(f"the total has a field of its own: {casualty.harm}")
    return casualty


def _head(row: Casualty) -> str:
    return row.harm if row.group == EVERYONE else f"{row.harm} {row.group}"


def _is_total(row: Casualty) -> bool:
    return row.harm in {KILLED, INJURED} and row.group == EVERYONE


def _spellings(count: Count) -> Iterator[str]:
    yield from WORDS
    low, best, high = ("?" if number is None else str(number) for number in (count.low, count.best, count.high))
    for about in ("", "~"):
        yield from (f"{about}{low}", f"{about}{low}-{high}", f"{about}{low}+", f"{about}{low}/{best}/{high}")
    yield f"{low}/{best}/{high} ({count.status})"


def _means(text: str, count: Count, setting: Setting) -> bool:
    try:
        return read_count(text, setting) == count
    except ValueError:
        return False
