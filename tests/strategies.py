"""Hypothesis strategies for the domain's values: any article, and any event that it could report."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, Count
from incidents.domain.dates import When
from incidents.domain.events import Actor, Claim, Event, Target, Weapon
from incidents.domain.evidence import Evidence
from incidents.domain.locations import Place

# Every character that UTF-8 can write, but NUL, which PostgreSQL has no text for.
LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
WORDS = st.text(LETTERS, min_size=1, max_size=20)
TEXTS = st.text(LETTERS, max_size=200)
MAYBE_WORDS = st.none() | WORDS
MAYBE_NUMBER = st.none() | st.integers(0, 2_000_000)
CODES = st.sampled_from(["alpha", "Beta gamma", "Delta/epsilon"])
COUNTRIES = st.sampled_from(["IRQ", "NGA", "UKR", "XKX"])
FIELDS = st.sampled_from(["event_date", "place", "weapons", "killed", "claims"])


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = sorted(draw(st.tuples(st.dates(), st.dates())))
    return When(start, end, draw(CODES))


@st.composite
def places(draw: st.DrawFn) -> Place:
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Place(
        country=draw(st.none() | COUNTRIES),
        admin1=draw(MAYBE_WORDS),
        name=draw(MAYBE_WORDS),
        reported=draw(MAYBE_WORDS),
        latitude=None if point is None else point[0],
        longitude=None if point is None else point[1],
        precision=draw(st.none() | CODES),
        layer=draw(st.none() | CODES),
        match=draw(st.none() | CODES),
    )


@st.composite
def counts(draw: st.DrawFn) -> Count:
    numbers = sorted(draw(st.lists(st.integers(0, 2_000_000), min_size=3, max_size=3)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    low, best, high = (number if is_known else None for number, is_known in zip(numbers, known, strict=True))
    return Count(low, best, high, draw(CODES))


WEAPONS = st.builds(Weapon, CODES, MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER)
ACTORS = st.builds(Actor, WORDS, CODES, st.none() | CODES, st.none() | COUNTRIES, st.none() | CODES)
TARGETS = st.builds(Target, CODES, MAYBE_WORDS, st.none() | CODES)
CASUALTIES = st.builds(
    Casualty, st.sampled_from(["killed", "injured", "abducted"]), counts(), st.sampled_from(["all", "x"])
)
CLAIMS = st.builds(Claim, st.sampled_from(["claimed", "denied", "stated none"]), MAYBE_WORDS, MAYBE_WORDS, MAYBE_WORDS)


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


@st.composite
def evidences(draw: st.DrawFn, text: str) -> Evidence:
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return Evidence(field=draw(FIELDS), start=start, end=end, quote=text[start:end], value=draw(MAYBE_WORDS))


def events(text: str = "") -> st.SearchStrategy[Event]:
    """Any event, the words behind it taken from *text*."""
    return st.builds(
        Event,
        main=st.booleans(),
        when=st.none() | whens(),
        place=places(),
        event_type=st.none() | CODES,
        sub_event_type=st.none() | CODES,
        stage=st.none() | CODES,
        weapons=several(WEAPONS),
        actors=several(ACTORS),
        targets=several(TARGETS),
        casualties=st.lists(CASUALTIES, max_size=3, unique_by=lambda row: (row.harm, row.group)).map(tuple),
        claims=several(CLAIMS),
        summary=st.none() | TEXTS,
        evidence=several(evidences(text)),
        confidence=st.dictionaries(FIELDS, st.floats(0, 1), max_size=3),
    )


ARTICLES = st.builds(
    Article,
    id=st.just("any"),
    text=TEXTS,
    path=MAYBE_WORDS,
    title=st.none() | TEXTS,
    publisher=MAYBE_WORDS,
    published_on=st.none() | st.dates(min_value=date(1900, 1, 1)),
    language=st.none() | st.sampled_from(["en", "ar"]),
)


@st.composite
def reported_events(draw: st.DrawFn) -> tuple[Article, Event]:
    """An article, and an event with words of that article behind it."""
    article = draw(ARTICLES)
    return article, draw(events(article.text))
