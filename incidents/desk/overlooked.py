"""What a query by country leaves out, so that it is not lost silently: events at sea or in the air have no country."""

from __future__ import annotations

from dataclasses import replace

from incidents.desk.asking import Answer
from incidents.domain.moment import Moment
from incidents.store import migrate
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.state import State


def tell_overlooked(answer: Answer, database: Database, *, as_of: Moment | None = None) -> Answer:
    """*answer* with a note of how many events fit it but for having no country, where there are any."""
    selection = answer.selection
    if not selection.countries or selection.countryless or migrate.state(database) is not State.CURRENT:
        return answer
    with Reader.open(database, as_of=as_of) as reader:
        count = reader.count(replace(selection, countries=(), countryless=True, limit=None))
    if not count:
        return answer
    events = "1 event" if count == 1 else f"{count} events"
    fit = "fits" if count == 1 else "fit"
    note = f"{events} without a country (at sea, in the air, or not coded) {fit} otherwise: --country none"
    return replace(answer, notes=(*answer.notes, note))
