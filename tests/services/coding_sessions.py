"""Coding sessions for tests: the builders' article with a suggestion of two events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from incidents.domain.articles import Article
from incidents.domain.dates import on
from incidents.domain.events import Event
from incidents.domain.evidence import Alternative
from incidents.domain.suggestions import Suggestion
from incidents.services.coding_session import CodingSession, open_session
from incidents.services.project import Project
from tests.builders import cite, make_article, make_event

Reopen = Callable[[], CodingSession]

OTHER = Alternative(
    field="sub_event_type",
    changes={"event_type": "Violence against civilians", "sub_event_type": "Attack"},
    confidence=0.3,
    evidence=cite("killing four officers", field="sub_event_type"),
)


def begin_session(desk: Project, article: Article | None = None) -> CodingSession:
    """Begin a session on *article*."""
    made = open_session(desk, article or make_article(), suggest_two, proposer="the machine")
    made.begin()
    return made


def suggest_two(article: Article) -> Suggestion:
    """The event that the article is about, and one of the background, which has no evidence but its day."""
    return Suggestion(article, (replace(make_event(), alternatives=(OTHER,)), background()))


def background() -> Event:
    """An event of the day before."""
    return make_event(
        main=False,
        when=on(date(2023, 3, 13)),
        summary=None,
        evidence=(cite("on Tuesday", field="event_date"),),
        confidence={"event_date": 0.5},
    )
