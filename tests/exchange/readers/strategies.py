"""Events whose every code is one of the codebook, for what goes out under a profile and comes in again."""

from __future__ import annotations

from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.domain.casualties import Casualty, Count
from incidents.domain.dates import When
from incidents.domain.events import Actor, Claim, Event, Target, Weapon
from incidents.domain.locations import Place
from tests.strategies import MAYBE_NUMBER, MAYBE_WORDS, TEXTS, WORDS

CODEBOOK = load()


def codes(vocabulary: str) -> st.SearchStrategy[str]:
    return st.sampled_from(CODEBOOK.vocabulary(vocabulary).codes)


def maybe(vocabulary: str) -> st.SearchStrategy[str | None]:
    return st.none() | codes(vocabulary)


@st.composite
def whens(draw: st.DrawFn) -> When:
    start, end = sorted(draw(st.tuples(st.dates(), st.dates())))
    return When(start, end, draw(codes("date_precision")))


@st.composite
def places(draw: st.DrawFn) -> Place:
    point = draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    return Place(
        country=draw(st.none() | st.sampled_from([country.iso3 for country in CODEBOOK.countries])),
        admin1=draw(MAYBE_WORDS),
        name=draw(MAYBE_WORDS),
        reported=draw(MAYBE_WORDS),
        latitude=None if point is None else point[0],
        longitude=None if point is None else point[1],
        precision=draw(maybe("place_precision")),
        layer=draw(maybe("place_layers")),
        match=draw(maybe("place_matches")),
    )


COUNTS = st.builds(Count, MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER, codes("casualty_status"))
ACTORS = st.builds(Actor, WORDS, codes("actor_roles"), maybe("actor_types"), st.none(), maybe("attributions"))
TARGETS = st.builds(Target, codes("target_types"), MAYBE_WORDS, maybe("target_outcomes"))
WEAPONS = st.builds(Weapon, codes("weapons"), MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER, MAYBE_NUMBER)
# A statement that is not mentioned is none; that nobody said anything is told by having no claims.
STATEMENTS = codes("claim_statuses").filter(lambda code: code != "not mentioned")
CLAIMS = st.builds(Claim, STATEMENTS, MAYBE_WORDS, maybe("claim_modes"), MAYBE_WORDS)
KINDS = st.sampled_from([(None, None), *((term.parent, term.code) for term in CODEBOOK.vocabulary("sub_event_types"))])


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that a coder could code."""
    event_type, sub_event_type = draw(KINDS)
    harmed = draw(st.lists(st.sampled_from(["killed", "injured"]), unique=True))
    return Event(
        when=draw(st.none() | whens()),
        place=draw(places()),
        event_type=event_type,
        sub_event_type=sub_event_type,
        stage=draw(maybe("stages")),
        weapons=tuple(draw(st.lists(WEAPONS, max_size=3))),
        actors=tuple(draw(st.lists(ACTORS, max_size=3))),
        targets=tuple(draw(st.lists(TARGETS, max_size=3))),
        casualties=tuple(Casualty(harm, draw(COUNTS)) for harm in harmed),
        claims=tuple(draw(st.lists(CLAIMS, max_size=3))),
        summary=draw(st.none() | TEXTS),
    )
