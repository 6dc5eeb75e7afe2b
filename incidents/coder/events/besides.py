"""Whether a passage adds one more act to what a thread has told: by the words that set it off, and who was harmed.

"Separately, two rockets landed", "In X, a bomb killed six", "gunmen also attacked". Looks at no day: ``earlier`` does.
"""

from __future__ import annotations

from incidents.coder.events.harmed import toll_of
from incidents.coder.events.kinds import CROWD, Kinds
from incidents.coder.events.novelty import calls_again, is_called, is_called_another, is_known, is_new
from incidents.coder.events.passages import OUTCOMES, Passage
from incidents.coder.events.spots import BEGINNING, area_of, begins_with_part, name_begun, region_begun, spot_begun
from incidents.coder.events.threads import NEXT_KM, REGIONS_KM, Thread
from incidents.coder.events.transitions import begins_with, is_one_more
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed

_ANY = frozenset({CROWD, "attack"})
_DEADLY = frozenset({"kill"})
_ALSO = frozenset({"also"})
_TOLD = 3  # passages


def tells_of_others(passage: Passage, thread: Thread) -> bool:
    """True when the passage leads over to people harmed of whom *thread* has not told."""
    return is_one_more(passage) and thread.lacks_toll_of(passage)


def is_set_off(passage: Passage, thread: Thread) -> bool:
    """True for "In X, six were killed": a place at the beginning that is not the thread's, and another toll."""
    place = spot_begun(passage) or region_begun(passage)
    named = name_begun(passage)
    is_other = not thread.is_at(place) if place is not None else named is not None and named not in thread.names
    return is_other and bool(thread.toll) and thread.lacks_toll_of(passage)


def is_other_act(passage: Passage, thread: Thread) -> bool:
    """True for "a suicide bomber killed 22" after a politician who was shot: an act of another kind, with its dead."""
    told = passage.kinds - OUTCOMES
    is_other = bool(told) and told.isdisjoint(thread.kinds)
    return is_other and is_new(passage) and bool(toll_of(passage)) and thread.lacks_toll_of(passage)


def _is_unlike(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for the same in a story of nothing like it, unless that is of a crowd or an "attack", which may be all."""
    is_like = kinds.likeness(passage.kinds - OUTCOMES, main.kinds) > 0 or bool(main.kinds & _ANY)
    return not is_like and is_other_act(passage, main)


def adds_event(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Another" or "Separately" and a place of its own, or for the first crowd of the story, elsewhere."""
    area = area_of(passage)
    if is_one_more(passage):
        return main.is_elsewhere(area, apart=NEXT_KM) or _has_other_harm(passage, main, kinds)
    is_new_crowd = CROWD in passage.kinds and CROWD not in main.kinds
    is_other = (
        _is_beside(passage, main, kinds)
        or _is_added_anew(passage, main, kinds)
        or _is_far(passage, main, kinds)
        or (is_called_another(passage) and main.lacks_toll_of(passage))
        or _is_unlike(passage, main, kinds)
    )
    return (is_new_crowd and main.is_elsewhere(area)) or is_other


def _is_beside(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "In X, a bomb killed two": it begins with a place that is not the main one, and act and harm are new."""
    is_act = is_new(passage) and bool(passage.kinds & kinds.strong)
    return is_act and (is_set_off(passage, main) if main.spots else _is_put_first(passage, main))


def _is_put_first(passage: Passage, main: Thread) -> bool:
    """True for "In the west of X, a bomb hurt four" where the story has been told without a place."""
    is_put = begins_with_part(passage) and bool(main.toll) and len(main.passages) >= _TOLD
    return is_put and main.lacks_toll_of(passage)


def _is_far(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "killed in an attack in X province", far from the main event, where act and harm are new."""
    is_away = main.is_elsewhere(area_of(passage), apart=REGIONS_KM) or main.is_abroad(passage)
    is_act = is_new(passage) and bool(passage.kinds & kinds.strong)
    return is_away and is_act and bool(toll_of(passage)) and main.lacks_toll_of(passage)


def _has_other_harm(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Also on Tuesday, a bomb wounded seven": an act of its own, and people nobody has told of yet."""
    is_led = is_new(passage) or begins_with(passage, "discourse.apart", "discourse.besides")
    is_act = bool(passage.kinds & (kinds.strong | _DEADLY)) and not is_known(passage)
    return is_led and is_act and (tells_of_others(passage, main) or _is_of_other_kind(passage, main, kinds))


def _is_of_other_kind(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "Separately, two rockets landed" in a story of a bomb."""
    own = passage.kinds & kinds.strong
    return bool(own) and own.isdisjoint(main.kinds) and begins_with(passage, "discourse.separate")


def is_set_apart(passage: Passage, kinds: Kinds) -> bool:
    """True when the words set the passage off: "separately", or a place or day that the sentence begins with."""
    cues = passage.reading.cues
    begins = [*(each.start for each in passage.reading.places), *(each.start for each in passage.reading.dates)]
    is_begun = any(start - passage.start <= BEGINNING for start in begins)
    is_harmful = any(mention.count.best for mention in passage.reading.casualties)
    is_violent = bool(passage.kinds & kinds.strong)
    is_told = is_harmful or (is_violent and is_new(passage) and passage.is_whole)
    is_harmful_act = is_harmful and (is_violent or (is_new(passage) and passage.is_whole))
    is_added = any(act.is_verb and act.kind not in OUTCOMES and _is_added(passage, act) for act in passage.acts)
    is_parted = (is_told and is_begun) or is_harmful_act
    return bool(keyed(cues, "discourse.another")) or is_added or (is_parted and not calls_again(passage))


def _is_added_anew(passage: Passage, main: Thread, kinds: Kinds) -> bool:
    """True for "a suicide bomber also struck a hotel", in the same town, where the story was of no such act."""
    is_other_kind = bool((passage.kinds & kinds.strong) - main.kinds)
    return is_other_kind and is_new(passage) and any(_is_added(passage, act) for act in passage.acts)


def _is_added(passage: Passage, act: Trigger) -> bool:
    """True for "gunmen also attacked"."""
    return is_called(passage.reading, act, _ALSO)
