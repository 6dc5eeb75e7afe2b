"""Ready-made values for every test: ``make_event(place=...)`` says only what the test is about.

The article is invented, and every quote of the event is exactly the article's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import on
from incidents.domain.documents import DRAFT, EVERYONE, INJURED, KILLED, Document
from incidents.domain.events import PERPETRATOR, TARGET, Actor, Claim, Event, Record, Target, Weapon, to_document
from incidents.domain.evidence import Evidence
from incidents.domain.locations import Place

TEXT = (
    "A car bomb went off outside the police headquarters in Mosul on Tuesday, killing four officers "
    "and wounding nine people, a local official said.\n\n"
    "The Northern Front said in a statement that it was behind the blast."
)
Value = TypeVar("Value", Article, Event, Record)
MOSUL = Place(
    country="IRQ",
    admin1="Nineveh",
    name="Mosul",
    reported="Mosul",
    latitude=36.335,
    longitude=43.11889,
    precision="exact",
    layer="places",
    match="exact",
)


def make_article(**overrides: object) -> Article:
    """A short report on one car bomb, published the day after it."""
    article = Article(
        id="mosul",
        text=TEXT,
        path="articles/mosul.txt",
        title="Car bomb hits police in Mosul",
        publisher="The Example Courier",
        published_on=date(2023, 3, 15),
        language="en",
    )
    return _changed(article, overrides)


def make_document(**overrides: object) -> Document:
    """What ``make_event`` makes, as its document."""
    return to_document(make_event(**overrides))


def make_event(**overrides: object) -> Event:
    """The event that ``make_article()`` reports, with a value in every facet and the words behind most of them."""
    event = Event(
        when=on(date(2023, 3, 14)),
        place=MOSUL,
        event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED",
        stage="accomplished",
        weapons=(Weapon("vehicle_bomb", launched=1, impacted=1),),
        actors=(
            Actor("The Northern Front", PERPETRATOR, "rebel", "IRQ", "claimed"),
            Actor("Mosul police", TARGET, "police", "IRQ"),
        ),
        targets=(Target("police", "police headquarters", "damaged"),),
        casualties=(Casualty(KILLED, exactly(4), EVERYONE), Casualty(INJURED, exactly(9), EVERYONE)),
        claims=(Claim("claimed", "The Northern Front", "statement"),),
        summary="A car bomb outside the police headquarters in Mosul killed four officers and wounded nine people.",
        evidence=(
            cite("on Tuesday", field="event_date", value="2023-03-14"),
            cite("Mosul", field="place"),
            cite("car bomb", field="weapons", value="vehicle_bomb"),
            cite("killing four officers", field="killed", value="4"),
            cite("wounding nine people", field="injured", value="9"),
            cite("The Northern Front said in a statement that it was behind the blast", field="claims"),
        ),
        confidence={"event_date": 0.9, "place": 1.0},
    )
    return _changed(event, overrides)


def make_record(event_id: str = "IRQ1", event: Event | None = None, **overrides: object) -> Record:
    """A stored event; a draft of version 1 unless told otherwise."""
    record = Record(
        event_id=event_id,
        event=make_event() if event is None else event,
        status=DRAFT,
        version=1,
        updated_at="2023-03-16T09:30:00Z",
        reports=("1",),
    )
    return _changed(record, overrides)


def cite(quote: str, *, field: str, value: str | None = None, text: str = TEXT) -> Evidence:
    """The evidence that the first *quote* in *text* gives for *field*; ValueError when it is not there."""
    start = text.index(quote)
    return Evidence(field=field, start=start, end=start + len(quote), quote=quote, value=value)


def _changed(value: Value, overrides: Mapping[str, Any]) -> Value:
    return replace(value, **overrides)
