"""What a passage tells only to look back: acts too long ago to be coded, and acts by which others are measured."""

from __future__ import annotations

from datetime import date, timedelta

from incidents.coder.events.harmed import has_toll, toll_of
from incidents.coder.events.kinds import Kinds
from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import area_of, spot_of
from incidents.coder.events.threads import Thread
from incidents.coder.events.transitions import begins_with
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.dates.reading import WEEKDAY
from incidents.coder.text.lexicon import keyed
from incidents.domain.dates import When

_LONGEST = 200  # days: "last year" is no date to code an event by
_RECENT, BACKGROUND = timedelta(days=100), timedelta(days=270)
"""How long before publication an act may lie, at most, to be coded beside the news; *BACKGROUND* with a toll."""


def is_past(mention: DateMention, when: When | None, *, published_on: date | None, reach: timedelta) -> bool:
    """True for what lies more than *reach* before publication, or is to come; *when* is what *mention* means."""
    if mention.is_future or when is None or published_on is None:
        return mention.is_historic or mention.is_future
    return when.end < published_on - reach or when.days > _LONGEST


def reach_of(passage: Passage, mention: DateMention, *, main: Thread, kinds: Kinds) -> timedelta:
    """How far back an act may lie to be coded: further beside the main event, where people were harmed in it."""
    is_told = has_toll(passage) or _is_begun_by(mention, passage, kinds)
    return BACKGROUND if main.passages and is_told else _RECENT


def _is_begun_by(mention: DateMention, passage: Passage, kinds: Kinds) -> bool:
    """True for "In March, rebels shot down a plane": a month comes first, then an act."""
    is_act = bool(passage.kinds & kinds.strong) and not keyed(passage.reading.cues, "discourse.series")
    return mention.start == passage.start and is_act


def is_comparison(passage: Passage, mention: DateMention | None, main: Thread) -> bool:
    """True for an act that another is only measured by or goes on from, unless it has a day of its own."""
    is_dated = mention is not None and mention.kind == WEEKDAY and spot_of(passage) is not None
    is_told = bool(toll_of(passage)) and main.is_elsewhere(area_of(passage))
    is_own = is_dated or (mention is not None and bool(passage.reading.casualties)) or is_told
    return begins_with(passage, "discourse.upon") and bool(main.passages) and not is_own
