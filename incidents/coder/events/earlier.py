"""Whether a passage tells of what was done before the main event: last week, days before the news, before a crowd came.

Judges what its words say of the time; what lies too far back to be coded is for ``history``.
"""

from __future__ import annotations

from datetime import date, timedelta

from incidents.coder.events.dating import date_of
from incidents.coder.events.harmed import toll_of
from incidents.coder.events.kinds import CROWD, Kinds
from incidents.coder.events.novelty import is_before_that, is_fresh, is_known
from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import spot_of
from incidents.coder.events.threads import Thread
from incidents.coder.events.transitions import begins_with, is_led_back
from incidents.coder.mentions.dates.reading import EXPLICIT, PERIOD
from incidents.domain.dates import When, on

_DEADLY = frozenset({"kill"})
_ON, _TOLD = 3, 3  # characters, passages
_SLACK = timedelta(days=1)
_NEWS = timedelta(days=3)
"""How long before publication what news tells without a date may lie."""


def is_begun_earlier(passage: Passage, kinds: Kinds) -> bool:
    """True for "Last week, rockets landed": a stretch before the main event's day, or "yesterday", comes first."""
    is_first = any(each.kind == PERIOD and each.start == passage.start for each in passage.reading.dates)
    is_first |= begins_with(passage, "discourse.day_before")
    return is_first and bool(passage.kinds & kinds.strong)


def _is_begun_by_day(passage: Passage) -> bool:
    """True for "On October 22, rebels rammed two ships": the day comes first, and it is no act that was told before."""
    is_day = any(each.kind == EXPLICIT and each.start - passage.start <= _ON for each in passage.reading.dates)
    return is_day and not is_known(passage)


def is_of_stretch_before(
    passage: Passage, when: When | None, main: Thread, published_on: date | None, *, kinds: Kinds
) -> bool:
    """True for "a bomb killed two last week" where the main event has a day: though the week may reach up to it.

    News that is told without a day is of the day of publication, once it has told whom it harmed.
    """
    told = date_of(passage)
    news = on(published_on) if main.toll and published_on is not None else None
    day = news if main.when is None else main.when
    if told is None or told.kind != PERIOD or when is None or day is None or day.days > 1:
        return False
    is_act = bool(passage.kinds & (kinds.strong | _DEADLY)) and not is_known(passage)
    is_other = bool(toll_of(passage)) and main.lacks_toll_of(passage)
    return when.days > 1 and when.middle < day.start - _SLACK and is_act and is_other


def is_earlier_news(
    passage: Passage, when: When | None, main: Thread, published_on: date | None, *, kinds: Kinds
) -> bool:
    """True for what "had" been done days before, where the story has told its news without a day.

    Another toll from days before is of the same event where the news has no place yet, or lies there.
    """
    if main.when is not None or when is None or published_on is None:
        return False
    is_away = bool(main.spots) and not main.is_at(spot_of(passage))
    is_other = (main.lacks_toll_of(passage) and is_away) or is_begun_earlier(passage, kinds)
    is_other = is_other or (is_fresh(main.passages[0]) and _is_begun_by_day(passage))
    is_later_told = len(main.passages) >= _TOLD and is_other
    return (is_before_that(passage) or is_later_told) and when.end < published_on - _NEWS


def leads_back_from(passage: Passage, main: Thread) -> bool:
    """True for what another act comes after; not for "a day after the attack", nor for wounds that somebody died of."""
    is_called_again = is_known(passage) and not toll_of(passage)
    return is_led_back(passage) and not (is_called_again or main.is_death)


def is_before_crowd(passage: Passage, main: Thread) -> bool:
    """True for the harm that a crowd came together over."""
    return CROWD in main.kinds and CROWD not in passage.kinds and bool(toll_of(passage))
