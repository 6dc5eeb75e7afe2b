"""Which of two threads an act without a day is of, by what it sounds like: the main one, or the one spoken of last."""

from __future__ import annotations

from incidents.coder.events.harmed import toll_of
from incidents.coder.events.kinds import Kinds
from incidents.coder.events.passages import Passage
from incidents.coder.events.spots import area_of
from incidents.coder.events.threads import REGIONS_KM, Thread, names_in

_TOLL = frozenset({"kill"})


def fitting(passage: Passage, *, focus: Thread, main: Thread, kinds: Kinds) -> Thread:
    """*focus*, of which was spoken last, if the passage is of that kind and no other sign speaks for *main*."""
    if focus is main or not focus.passages:
        return main
    sentence, last = passage.reading.sentence, focus.passages[-1].reading.sentence
    is_next = sentence.index == last.index + 1
    fits_last, fits_main = kinds.likeness(passage.kinds, focus.kinds), kinds.likeness(passage.kinds, main.kinds)
    if fits_main and _is_back_at(main, passage, focus):
        return main
    if is_next and _is_toll_of(focus, passage):
        return focus
    named = names_in(passage)
    if fits_last == fits_main and bool(named & focus.names) != bool(named & main.names):
        return focus if named & focus.names else main
    if sentence.paragraph == last.paragraph:
        fits_last += is_next
        return focus if fits_last and fits_last >= fits_main else main
    is_round = focus.when is not None and main.days_apart(focus.when) == 0
    return focus if fits_last > fits_main or (is_round and is_next and fits_last > 1) else main


def _is_back_at(main: Thread, passage: Passage, focus: Thread) -> bool:
    """True for what is put near the main event and far from what was spoken of last."""
    area = area_of(passage)
    is_away = focus.is_elsewhere(area, apart=REGIONS_KM)
    return is_away and bool(main.spots) and not main.is_elsewhere(area, apart=REGIONS_KM)


def _is_toll_of(thread: Thread, passage: Passage) -> bool:
    """True for nothing but a toll, where *thread* has none yet."""
    return passage.kinds <= _TOLL and bool(toll_of(passage)) and not thread.toll
