"""A model server, and the backend that asks it about the article of the builders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.coder.backends.endpoint import Endpoint
from incidents.coder.backends.model import Model
from incidents.domain.articles import Article
from incidents.domain.events import Event
from incidents.domain.suggestions import Suggestion
from tests.backends.server import Server, serve
from tests.builders import make_article, make_event

Suggest = Callable[..., Suggestion]


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def suggest(server: Server) -> Suggest:
    """``suggest({...})``: what becomes of an answer with that event; the rules read the builders' event."""

    def ask(
        *events: dict[str, Any],
        article: Article | None = None,
        rules: Event | None = None,
        key: str | None = None,
        seconds: float = 30.0,
    ) -> Suggestion:
        asked = make_article() if article is None else article
        if events:
            server.content = json.dumps({"events": events})
        read = make_event() if rules is None else rules
        model = Model(
            endpoint=Endpoint(url=server.url, model="little", key=key, seconds=seconds),
            codebook=load(),
            rules=lambda given: Suggestion(given, (read,)),
            finish=lambda event: event,
        )
        return model(asked)

    return ask


def answer(**changes: object) -> dict[str, Any]:
    """An honest answer on the builders' article."""
    quotes = {
        "event_date": ("2023-03-14", "on Tuesday"),
        "place": ("Mosul", "Mosul"),
        "event_type": ("Remote explosive/landmine/IED", "A car bomb went off"),
        "weapons": ("vehicle_bomb", "car bomb"),
        "actors": ("The Northern Front", "The Northern Front"),
        "killed": ("4", "killing four officers"),
        "injured": ("9", "wounding nine people"),
        "claims": ("claimed", "The Northern Front said in a statement that it was behind the blast"),
    }
    count = {"status": "reported"}
    return {
        "main": True,
        "event_date": "2023-03-14",
        "end_date": "2023-03-14",
        "date_precision": "day",
        "country": "IRQ",
        "admin1": None,
        "place": "Mosul",
        "place_reported": "Mosul",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Remote explosive/landmine/IED",
        "stage": "accomplished",
        "weapons": [{"weapon": "vehicle_bomb", "launched": 1, "intercepted": None, "failed": None, "impacted": None}],
        "actors": [{"name": "The Northern Front", "role": "perpetrator", "type": "rebel", "country": "IRQ"}],
        "targets": [],
        "killed": {"low": 4, "best": 4, "high": 4, **count},
        "injured": {"low": 9, "best": 9, "high": 9, **count},
        "casualties": [],
        "claims": [{"status": "claimed", "by": "The Northern Front", "mode": "statement"}],
        "evidence": [{"field": field, "value": value, "quote": quote} for field, (value, quote) in quotes.items()],
        **changes,
    }
