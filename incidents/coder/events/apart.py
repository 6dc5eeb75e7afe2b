"""Whether a passage tells of another happening than a thread of the story: by day, by place, by who was harmed.

Judges one passage against one thread; which thread a passage goes to in the end is for ``division``.
"""

from __future__ import annotations

from datetime import date

from incidents.coder.events.besides import adds_event, is_other_act, is_set_apart, is_set_off, tells_of_others
from incidents.coder.events.earlier import (
    is_before_crowd,
    is_begun_earlier,
    is_earlier_news,
    is_of_stretch_before,
    leads_back_from,
)
from incidents.coder.events.harmed import told_again, toll_of
from incidents.coder.events.kinds import TAKING, Kinds
from incidents.coder.events.novelty import is_disarming, is_new
from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import Point, area_of, region_begun, spot_of
from incidents.coder.events.threads import NEXT_KM, REGIONS_KM, Thread
from incidents.coder.events.transitions import is_one_more
from incidents.domain.dates import When


def is_apart(passage: Passage, when: When | None, main: Thread, *, kinds: Kinds, published_on: date | None) -> bool:
    """True for another day than that of *main*, or another place where something was done besides."""
    days, spot = main.days_apart(when), spot_of(passage)
    if days == 0 and not is_one_more(passage) and told_again(toll_of(passage), main.toll):
        return False
    is_elsewhere = main.is_elsewhere(spot) or _is_in_another_region(passage, spot, main)
    if (days == 1 and is_begun_earlier(passage, kinds)) or is_of_stretch_before(
        passage, when, main, published_on, kinds=kinds
    ):
        return True
    if days > 1 or (days == 1 and (is_elsewhere or is_set_apart(passage, kinds))):
        return True
    if is_earlier_news(passage, when, main, published_on, kinds=kinds):
        return True
    is_led_back = leads_back_from(passage, main) and (when is not None or is_before_crowd(passage, main))
    if adds_event(passage, main, kinds) or is_led_back or is_disarming(passage):
        return True
    is_new_kind = when is not None and _is_new_kind(passage, main, kinds)
    return (is_elsewhere and (is_set_apart(passage, kinds) or is_new_kind)) or _is_town_taken(passage, main)


def stands_off(thread: Thread, passage: Passage, when: When | None) -> bool:
    """True when the passage has a day or a place of its own, or people harmed of whom *thread* has not told."""
    spot = spot_of(passage)
    region = area_of(passage) if spot is None else None
    is_away = thread.is_elsewhere(spot) or thread.is_elsewhere(region, apart=REGIONS_KM) or thread.is_abroad(passage)
    is_away = is_away or (spot is not None and not thread.spots and bool(thread.toll) and is_new(passage))
    is_away = is_away or (bool(passage.kinds & thread.kinds & TAKING) and thread.is_elsewhere(spot, apart=NEXT_KM))
    is_apart_in_time = thread.days_apart(when) > 0 or _is_of_other_stretch(passage, when, thread)
    is_other = tells_of_others(passage, thread) or is_set_off(passage, thread) or is_other_act(passage, thread)
    return is_apart_in_time or is_away or is_other


def _is_of_other_stretch(passage: Passage, when: When | None, thread: Thread) -> bool:
    """True for "On Sunday" after what was told of "last week", or the other way round, where others were harmed."""
    if when is None or thread.when is None or not thread.toll:
        return False
    is_other = (when.days == 1) != (thread.when.days == 1)
    return is_other and thread.lacks_toll_of(passage)


def _is_in_another_region(passage: Passage, spot: Point | None, thread: Thread) -> bool:
    """True for "In Gao region, ..." where nothing more exact is named."""
    region = region_begun(passage) if spot is None else None
    return thread.is_elsewhere(region, apart=REGIONS_KM)


def _is_new_kind(passage: Passage, thread: Thread, kinds: Kinds) -> bool:
    """True for "two air raids" where the story was of a shooting."""
    told = passage.kinds & kinds.strong
    return is_new(passage) and bool(told) and told.isdisjoint(thread.kinds)


def _is_town_taken(passage: Passage, main: Thread) -> bool:
    """True for another town, which was taken, where the story was of no taking."""
    is_taking = bool(passage.kinds & TAKING) and TAKING.isdisjoint(main.kinds)
    return is_taking and main.is_elsewhere(spot_of(passage), apart=NEXT_KM)
