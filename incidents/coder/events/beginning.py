"""Whether a passage begins an event of its own, and whether enough is told of it to be coded.

Says what makes an event, not that it is another one: ``apart`` does.
"""

from __future__ import annotations

from incidents.coder.events.harmed import toll_of
from incidents.coder.events.kinds import TAKING, Kinds
from incidents.coder.events.novelty import is_disarming, is_known
from incidents.coder.events.passages import Passage
from incidents.coder.events.retelling import is_long_toll, is_mere_toll, is_sum
from incidents.coder.events.spots import spot_of
from incidents.coder.events.transitions import is_led_back, is_one_more
from incidents.coder.text.lexicon import keyed
from incidents.domain.dates import When

_WEEK, _MONTH = 7, 31  # days
_MANY = 5  # people: so many who are arrested make news


def begins_event(passage: Passage, when: When | None, kinds: Kinds) -> bool:
    """True for a strong act that is no series and was not told before; *when* are its days."""
    is_series = bool(keyed(passage.reading.cues, "discourse.series")) and not _is_single(passage, when)
    is_called_again = is_known(passage) and not passage.reading.casualties and spot_of(passage) is None
    is_long = is_long_toll(passage) and (when is None or when.days > _WEEK)
    is_no_act = is_called_again or is_mere_toll(passage) or is_sum(passage) or is_long
    return _is_event(passage, kinds) and not (is_series or is_no_act)


def _is_event(passage: Passage, kinds: Kinds) -> bool:
    """True for what makes an event of its own: violence, dead, a place that was taken, or the arrest of many."""
    harm = [each for each in passage.reading.casualties if each.count.best]
    is_deadly = "kill" in passage.kinds and bool(harm)
    is_taking = bool(passage.kinds & TAKING) and spot_of(passage) is not None
    is_round_up = any(each.harm == "arrested" and (each.count.best or 0) >= _MANY for each in harm)
    is_strong = bool(passage.kinds & kinds.strong) or is_one_more(passage)
    return is_strong or is_deadly or is_taking or is_round_up


def _is_single(passage: Passage, when: When | None) -> bool:
    """True for "a series of bombings in X killed 37 a week ago": a spot or a single day, and a toll, make one."""
    if when is None or not toll_of(passage):
        return False
    return when.days == 1 or (when.days <= _MONTH and spot_of(passage) is not None)


def is_told(passage: Passage) -> bool:
    """True where harm, a weapon or a place is told; harm or a spot, where news only comes after the act."""
    told = passage.reading
    if is_led_back(passage):
        return bool(toll_of(passage)) or any(place.is_inside for place in passage.reading.places)
    return bool(passage.acts and (told.casualties or told.weapons or told.places)) or is_disarming(passage)
