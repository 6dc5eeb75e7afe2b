"""Maps of invented events, one of them as hostile as an article can be."""

from __future__ import annotations

import io
from collections.abc import Iterable

from incidents.codebook.loader import load
from incidents.domain.events import PERPETRATOR, Actor, Event, Record, Source
from incidents.domain.locations import Place
from incidents.exchange.map.page import Heading, write_map
from tests.builders import MOSUL, make_event, make_record

HOSTILE = "</script><script>hacked = 1</script><!--<script><img src=x onerror='hacked = 1'>&lt;$code\u2028"
ATTACK = make_record(
    "IRQ9",
    make_event(
        summary=HOSTILE,
        place=Place(country="IRQ", name=HOSTILE, latitude=33.3, longitude=44.4, precision="adm1"),
        actors=(Actor(HOSTILE, PERPETRATOR),),
    ),
    sources=(Source(article="1", outlet=HOSTILE, title=HOSTILE, path=f"https://example.org/{HOSTILE}"),),
)
NOWHERE = make_record("IRQ8", Event(place=Place(country="IRQ")))
RECORDS = (
    make_record("IRQ1"),
    make_record("IRQ2", make_event(place=MOSUL, event_type="Battles", sub_event_type="Armed clash", weapons=())),
    NOWHERE,
    ATTACK,
)


def draw(records: Iterable[Record] = RECORDS, *, title: str = "Incidents") -> str:
    """The page of *records*."""
    out = io.StringIO()
    write_map(records, Heading(title=title, about="All events."), out, codebook=load())
    return out.getvalue()
