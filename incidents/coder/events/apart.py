"""Whether a passage tells of another happening than a thread of the story: by day, by place, by who was harmed.

Judges one passage against one thread; which thread a passage goes to in the end is for ``division``.
"""

from __future__ import annotations

from datetime import date, timedelta

from incidents.coder.events.dating import date_of
from incidents.coder.events.harmed import told_again, toll_of
from incidents.coder.events.kinds import CROWD, TAKING, Kinds
from incidents.coder.events.novelty import (
    calls_again,
    is_before_that,
    is_called,
    is_called_another,
    is_disarming,
    is_fresh,
    is_known,
    is_new,
)
from incidents.coder.events.passages import OUTCOMES, Passage
from incidents.coder.events.spots import Point, area_of, begins_with_part, name_begun, region_begun, spot_begun, spot_of
from incidents.coder.events.threads import NEXT_KM, REGIONS_KM, Thread
from incidents.coder.events.transitions import begins_with, is_led_back, is_one_more
from incidents.coder.mentions.dates.reading import EXPLICIT, PERIOD
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed
from incidents.domain.when import When

_DEADLY = frozenset({"kill"})
_BEGINNING, _ON, _TOLD = 40, 3, 3  # characters, characters, passages
_ALSO = frozenset({"also"})
_SLACK = timedelta(days=1)
_NEWS = timedelta(days=3)
"""How long before publication what news tells without a date may lie."""


def is_apart(passage: Passage, when: When | None, main: Thread, *, kinds: Kinds, published_on: date | None) -> bool:
    """True for another day than that of *main*, or another place where something was done besides."""
    days, spot = main.days_apart(when), spot_of(passage)
    if days == 0 and not is_one_more(passage) and told_again(toll_of(passage), main.toll):
        return False
    is_elsewhere = main.is_elsewhere(spot) or _is_in_another_region(passage, spot, main)
    if (days == 1 and _is_begun_earlier(passage, kinds)) or _is_of_stretch_before(passage, when, main, kinds):
        return True
    if days > 1 or (days == 1 and (is_elsewhere or _is_another(passage, kinds))):
        return True
    if _is_earlier_news(passage, when, main, published_on, kinds=kinds):
        return True
    is_led_back = _is_led_back(passage, main) and (when is not None or _is_before_crowd(passage, main))
    if _is_one_more(passage, main, kinds) or is_led_back or is_disarming(passage):
        return True
    is_other_act = when is not None and _is_new_kind(passage, main, kinds)
    return (is_elsewhere and (_is_another(passage, kinds) or is_other_act)) or _is_town_taken(passage, main)


def stands_off(thread: Thread, passage: Passage, when: When | None) -> bool:
    """True when the passage has a day or a place of its own, or people harmed of whom *thread* has not told."""
    spot = spot_of(passage)
    region = area_of(passage) if spot is None else None
    is_away = thread.is_elsewhere(spot) or thread.is_elsewhere(region, apart=REGIONS_KM) or thread.is_abroad(passage)
    is_away = is_away or (spot is not None and not thread.spots and bool(thread.toll) and is_new(passage))
    is_away = is_away or (bool(passage.kinds & thread.kinds & TAKING) and thread.is_elsewhere(spot, apart=NEXT_KM))
    is_apart_in_time = thread.days_apart(when) > 0 or _is_of_day_within(passage, when, thread)
    return is_apart_in_time or is_away or tells_of_others(passage, thread) or _is_set_off(passage, thread)


def _is_of_day_within(passage: Passage, when: When | None, thread: Thread) -> bool:
    """True for "On Sunday, ..." after what was told of "last week", where others were harmed."""
    is_day = when is not None and when.days == 1 and thread.when is not None and thread.when.days > 1
    return is_day and bool(thread.toll) and _has_other_toll(passage, thread)


def tells_of_others(passage: Passage, thread: Thread) -> bool:
    """True when the passage leads over to people harmed of whom *thread* has not told."""
    return is_one_more(passage) and _has_other_toll(passage, thread)


def _is_set_off(passage: Passage, thread: Thread) -> bool:
    """True for "In X, six were killed": a place at the beginning that is not the thread's, and another toll."""
    place = spot_begun(passage, _BEGINNING) or region_begun(passage, _BEGINNING)
    named = name_begun(passage)
    is_other = not thread.is_at(place) if place is not None else named is not None and named not in thread.names
    return is_other and bool(thread.toll) and _has_other_toll(passage, thread)


def _has_other_toll(passage: Passage, thread: Thread) -> bool:
    harm = toll_of(passage)
    return not harm <= thread.toll and not told_again(harm, thread.toll)


def _is_in_another_region(passage: Passage, spot: Point | None, thread: Thread) -> bool:
    """True for "In Gao region, ..." where nothing more exact is named."""
    region = region_begun(passage, _BEGINNING) if spot is None else None
    return thread.is_elsewhere(region, apart=REGIONS_KM)


def _is_new_kind(passage: Passage, thread: Thread, kinds: Kinds) -> bool:
    """True for "two air raids" where the story was of a shooting."""
    told = passage.kinds & kinds.strong
    return is_new(passage) and bool(told) and told.isdisjoint(thread.kinds)


def _is_town_taken(passage: Passage, main: Thread) -> bool:
    """True for another town, which was taken, where the story was of no taking."""
    is_taking = bool(passage.kinds & TAKING) and TAKING.isdisjoint(main.kinds)
    return is_taking and main.is_elsewhere(spot_of(passage), apart=NEXT_KM)


def _is_led_back(passage: Passage, main: Thread) -> bool:
    """True for what another act comes after; not for "a day after the attack", nor for wounds that somebody died of."""
    is_called_again = is_known(passage) and not toll_of(passage)
    return is_led_back(passage) and not (is_called_again or main.is_death)


def _is_before_crowd(passage: Passage, main: Thread) -> bool:
    """True for the harm that a crowd came together over."""
    return CROWD in main.kinds and CROWD not in passage.kinds and bool(toll_of(passage))


def _is_begun_earlier(passage: Passage, kinds: Kinds) -> bool:
    """True for "Last week, rockets landed": a stretch before the main event's day, or "yesterday", comes first."""
    is_first = any(each.kind == PERIOD and each.start == passage.start for each in passage.reading.dates)
    is_first |= begins_with(passage, "discourse.day_before")
    return is_first and bool(passage.kinds & kinds.strong)


def _is_begun_by_day(passage: Passage) -> bool:
    """True for "On October 22, rebels rammed two ships": the day comes first, and it is no act that was told before."""
    is_day = any(each.kind == EXPLICIT and each.start - passage.start <= _ON for each in passage.reading.dates)
    return is_day and not is_known(passage)


def _is_of_stretch_before(passage: Passage, when: When | None, main: Thread, kinds: Kinds) -> bool:
    """True for "a bomb killed two last week" where the main event has a day: though the week may reach up to it."""
    date = date_of(passage)
    if date is None or date.kind != PERIOD or when is None or main.when is None or main.when.days > 1:
        return False
    is_act = bool(passage.kinds & (kinds.strong | _DEADLY)) and not is_known(passage)
    is_other = bool(toll_of(passage)) and _has_other_toll(passage, main)
    return when.days > 1 and when.middle < main.when.start - _SLACK and is_act and is_other


def _is_earlier_news(
    passage: Passage, when: When | None, main: Thread, published_on: date | None, *, kinds: Kinds
) -> bool:
    """True for what "had" been done days before, where the story has told its news without a day.

    Another toll from days before is of the same event where the news has no place yet, or lies there.
    """
    if main.when is not None or when is None or published_on is None:
        return False
    is_away = bool(main.spots) and not main.is_at(spot_of(passage))
    is_other = (_has_other_toll(passage, main) and is_away) or _is_begun_earlier(passage, kinds)
    is_other = is_other or (is_fresh(main.passages[0]) and _is_begun_by_day(passage))
    is_later_told = len(main.passages) >= _TOLD and is_other
    return (is_before_that(passage) or is_later_told) and when.end < published_on - _NEWS


def _is_one_more(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Another" or "Separately" and a place of its own, or for the first crowd of the story, elsewhere."""
    area = area_of(passage)
    if is_one_more(passage):
        return main.is_elsewhere(area, apart=NEXT_KM) or _has_other_harm(passage, main, kinds)
    is_new_crowd = CROWD in passage.kinds and CROWD not in main.kinds
    is_other = (
        _is_beside(passage, main, kinds)
        or _is_added_anew(passage, main, kinds)
        or _is_far(passage, main, kinds)
        or (is_called_another(passage) and _has_other_toll(passage, main))
    )
    return (is_new_crowd and main.is_elsewhere(area)) or is_other


def _is_beside(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "In X, a bomb killed two": it begins with a place that is not the main one, and act and harm are new."""
    is_act = is_new(passage) and bool(passage.kinds & kinds.strong)
    return is_act and (_is_set_off(passage, main) if main.spots else _is_put_first(passage, main))


def _is_put_first(passage: Passage, main: Thread) -> bool:
    """True for "In the west of X, a bomb hurt four" where the story has been told without a place."""
    is_put = begins_with_part(passage, _BEGINNING) and bool(main.toll) and len(main.passages) >= _TOLD
    return is_put and _has_other_toll(passage, main)


def _is_far(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "killed in an attack in X province", far from the main event, where act and harm are new."""
    is_away = main.is_elsewhere(area_of(passage), apart=REGIONS_KM) or main.is_abroad(passage)
    is_act = is_new(passage) and bool(passage.kinds & kinds.strong)
    return is_away and is_act and bool(toll_of(passage)) and _has_other_toll(passage, main)


def _has_other_harm(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Also on Tuesday, a bomb wounded seven": an act of its own, and people nobody has told of yet."""
    is_led = is_new(passage) or begins_with(passage, "discourse.apart", "discourse.besides")
    is_act = bool(passage.kinds & (kinds.strong | _DEADLY)) and not is_known(passage)
    return is_led and is_act and (tells_of_others(passage, main) or _is_of_other_kind(passage, main, kinds))


def _is_of_other_kind(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Separately, two rockets landed" in a story of a bomb."""
    own = passage.kinds & kinds.strong
    return bool(own) and own.isdisjoint(main.kinds) and begins_with(passage, "discourse.separate")


def _is_another(passage: Passage, kinds: Kinds) -> bool:
    """True when the words set the passage off: "separately", or a place or day that the sentence begins with."""
    cues = passage.reading.cues
    begins = [*(each.start for each in passage.reading.places), *(each.start for each in passage.reading.dates)]
    is_begun = any(start - passage.start <= _BEGINNING for start in begins)
    is_harmful = any(mention.count.best for mention in passage.reading.casualties)
    is_violent = bool(passage.kinds & kinds.strong)
    is_told = is_harmful or (is_violent and is_new(passage) and passage.is_whole)
    is_harmful_act = is_harmful and (is_violent or (is_new(passage) and passage.is_whole))
    is_added = any(act.is_verb and act.kind not in OUTCOMES and _is_added(passage, act) for act in passage.acts)
    is_set_off = (is_told and is_begun) or is_harmful_act
    return bool(keyed(cues, "discourse.another")) or is_added or (is_set_off and not calls_again(passage))


def _is_added_anew(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "a suicide bomber also struck a hotel", in the same town, where the story was of no such act."""
    is_other_kind = bool((passage.kinds & kinds.strong) - main.kinds)
    return is_other_kind and is_new(passage) and any(_is_added(passage, act) for act in passage.acts)


def _is_added(passage: Passage, act: Trigger) -> bool:
    """True for "gunmen also attacked"."""
    return is_called(passage.reading, act, _ALSO)
