"""What a query by country or unit leaves out, so that it is not lost silently: events of which neither is known.

Events at sea or in the air have no country; of many that are told of a whole country no unit is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from incidents.desk.asking import Answer
from incidents.domain.selection import Selection
from incidents.domain.shown import count_of
from incidents.errors import BadDatabase
from incidents.store.querying import Querying

_COUNTRY = "without a country (at sea, in the air, or not coded)"
_UNIT = "without a first-level unit (at sea, or not known)"
_NEITHER = "without country and unit"


def tell_overlooked(answer: Answer, open_reader: Callable[[], AbstractContextManager[Querying]]) -> Answer:
    """*answer* with a note of how many events fit it but for having no country or no unit, where there are any."""
    lost = tuple(_find_lost(answer.selection._replace(limit=None)))
    if not lost:
        return answer
    try:
        with open_reader() as reader:
            counted = [(reader.count(selection), lack, mend) for selection, lack, mend in lost]
    except BadDatabase:  # whoever reads the events is told
        return answer
    notes = (_tell(count, lack, mend) for count, lack, mend in counted if count)
    return answer._replace(notes=(*answer.notes, *notes))


def _find_lost(asked: Selection) -> Iterator[tuple[Selection, str, str]]:
    """Events that *asked* leaves out for what is not known of them: no two of the selections share an event."""
    countryless = asked._replace(countries=(), countryless=True)
    by_country = bool(asked.countries) and not asked.countryless
    by_unit = bool(asked.admin1) and not asked.unitless
    if by_country:
        yield countryless, _COUNTRY, "--country none"
    if by_unit:
        yield asked._replace(admin1=(), unitless=True), _UNIT, "--admin1 none"
    if by_country and by_unit:
        yield countryless._replace(admin1=(), unitless=True), _NEITHER, "--country none --admin1 none"


def _tell(count: int, lack: str, mend: str) -> str:
    return f"{count_of(count, 'event')} {lack} {'fits' if count == 1 else 'fit'} otherwise: {mend}"
