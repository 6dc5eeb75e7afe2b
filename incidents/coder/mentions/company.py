"""What an act's word means in the company of the other mentions of its sentence: "fired at", "operation", "gathered".

Does not find triggers: ``triggers`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from incidents.coder.mentions.clauses import Clause
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.mentions.weapons import WeaponMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word

_CAPTURE_REACH = 4  # words between "captured" and the name of what was captured
_RAID, _ENTER, _POLICE_REACH = "raid", "enter", 3
_VEHICLE, _LADEN = "vehicle", frozenset({"laden", "packed", "filled", "rigged", "loaded"})
_OVERTAKE, _GATHERING, _PROTEST, _AIRSTRIKE = "overtake", "gathering", "protest", "airstrike"
_DEPENDENT = frozenset({"operation", "policing", "capture", "seizure", _GATHERING})
_BODY_REACH, _SUBJECT_REACH = 3, 8
_BETWEEN, _SHOOTING, _CLASH = "between", "shooting", "clash"
_BY_AIRCRAFT = frozenset({"bombing", "hit", "attack", "shelling"})
_PIRATES, _TAKEN = frozenset({"pirate", "pirates", "hijackers"}), frozenset({"looting", "capture", "seizure", "arrest"})
_TAKING, _MARCH, _INTO = ("seiz", "captur", "board", "took", "take"), ("march", "parad"), "into"

Spots = Callable[[], Sequence[int]]


def in_company(told: Clause, *, has_projectiles: bool, find_spots: Spots) -> tuple[Trigger, ...]:
    """The acts of *told* with the kind that their company gives them; *find_spots*: where names of places begin."""
    words, cues = told.words, told.cues
    triggers = [_with_explosives(each, words) for each in told.acts]
    if has_projectiles:
        triggers = [_with_projectiles(each, words) for each in triggers]
    aircraft = [weapon for weapon in told.weapons if weapon.code == _AIRSTRIKE]
    if aircraft:
        triggers = [_from_the_air(each, aircraft) for each in triggers]
    if not _PIRATES.isdisjoint(word.folded for word in words):
        triggers = [_of_pirates(each, words) for each in triggers]
    triggers = [_between_sides(each, words) for act in triggers for each in _of_soldiers(act, words, cues)]
    if any(each.kind == _OVERTAKE for each in triggers):
        triggers = [_of_place_overtaken(each, words, cues) for each in triggers]
    if not any(each.kind in _DEPENDENT or words[each.first].folded.startswith(_RAID) for each in triggers):
        return tuple(triggers)
    is_deadly = any(each.kind == "kill" and each.is_real for each in triggers)
    if not is_deadly:
        triggers = [_without_raid(each, triggers, words, cues) for each in triggers]
    return tuple(_settled(triggers, words, cues, is_deadly=is_deadly, find_spots=find_spots))


def _with_explosives(act: Trigger, words: Sequence[Word]) -> Trigger:
    """Whoever drives a vehicle laden with explosives into somebody means to die in it."""
    if act.kind != _VEHICLE or _LADEN.isdisjoint(word.folded for word in words[act.first : act.last + 1]):
        return act
    return act._replace(kind="suicide")


def _with_projectiles(act: Trigger, words: Sequence[Word]) -> Trigger:
    """In a sentence that names missiles or the like, what was "fired at" somebody is shelling."""
    is_fired = act.kind == "shooting" and words[act.first].folded.startswith("fir")
    return act._replace(kind="shelling") if is_fired else act


def _from_the_air(act: Trigger, aircraft: Sequence[WeaponMention]) -> Trigger:
    """What aircraft do that bomb, hit or attack is an airstrike; they are named right before or in its words."""
    is_theirs = act.is_verb and not act.is_passive and act.kind in _BY_AIRCRAFT
    is_near = any(each.first <= act.first <= each.last + 1 for each in aircraft)
    return act._replace(kind=_AIRSTRIKE) if is_theirs and is_near else act


def _of_pirates(act: Trigger, words: Sequence[Word]) -> Trigger:
    """Pirates who seize or board a ship take those on board, too."""
    is_seized = act.kind in _TAKEN and words[act.first].folded.startswith(_TAKING)
    return act._replace(kind="abduction") if is_seized else act


def _of_soldiers(act: Trigger, words: Sequence[Word], cues: Cues) -> Iterator[Trigger]:
    """Soldiers and rebels who march or parade do not protest; where they march into a place they take it."""
    is_march = act.kind == _PROTEST and act.is_verb and words[act.first].folded.startswith(_MARCH)
    if not (is_march and _is_of_bodies(act, cues, reach=_SUBJECT_REACH)):
        yield act
    elif any(word.folded == _INTO for word in words[act.last + 1 : act.last + 2]):
        yield act._replace(kind=_OVERTAKE)


def _between_sides(act: Trigger, words: Sequence[Word]) -> Trigger:
    """Gunfire between rivals is a fight."""
    is_between = any(word.folded == _BETWEEN for word in words[act.last + 1 : act.last + 2])
    return act._replace(kind=_CLASH) if is_between and act.kind == _SHOOTING and not act.is_verb else act


def _is_of_bodies(act: Trigger, cues: Cues, *, reach: int) -> bool:
    """True where people under arms stand before the act, at most *reach* words away."""
    bodies = (*keyed(cues, "actors.force"), *keyed(cues, "actors.armed"))
    return any(0 < act.first - cue.last <= reach for cue in bodies)


def _of_place_overtaken(act: Trigger, words: Sequence[Word], cues: Cues) -> Trigger:
    """Of a place that is taken over it is only told in passing that it was "captured by" others before."""
    asides = [cue.last for cue in keyed(cues, "discourse.aside_after_comma") if not cue.is_joined]
    is_before = any(0 < act.first - last <= _CAPTURE_REACH for last in asides)
    is_captured = act.kind == "abduction" and words[act.first].folded.startswith("captur")
    return act._replace(is_real=False) if is_captured and is_before else act


def _without_raid(act: Trigger, acts: Sequence[Trigger], words: Sequence[Word], cues: Cues) -> Trigger:
    """A raid of the police, or one that ends in arrests, is no attack where nobody is harmed."""
    if act.kind != "attack" or act.is_verb or not words[act.first].folded.startswith(_RAID):
        return act
    police = (cue.last for cue in keyed(cues, "actors.police"))
    is_theirs = any(0 < act.first - last <= _POLICE_REACH for last in police)
    is_arrest = is_theirs or any(each.kind == "arrest" and each.is_verb for each in acts)
    return act._replace(kind="arrest") if is_arrest else act


def _settled(
    triggers: Sequence[Trigger], words: Sequence[Word], cues: Cues, *, is_deadly: bool, find_spots: Spots
) -> Iterator[Trigger]:
    for act in triggers:
        if act.kind in {"operation", "policing"}:
            if is_deadly:
                yield act._replace(kind=_CLASH)
            elif act.kind == "policing":
                yield act._replace(kind="arrest")
        elif act.kind in {"capture", "seizure"}:
            is_otherwise = _is_told_otherwise(act, triggers, words, is_deadly=is_deadly)
            if not is_otherwise and _is_of_place(act, words, cues, find_spots()):
                yield act._replace(kind=_OVERTAKE)
            elif act.kind == "capture":
                yield act._replace(kind="arrest")
        elif act.kind == _GATHERING:
            if _is_demanding(act, cues):
                yield act._replace(kind=_PROTEST)
        else:
            yield act


def _is_demanding(act: Trigger, cues: Cues) -> bool:
    """True for a crowd that gathers "to demand" or "against" something, and is none of soldiers."""
    demands = keyed(cues, "discourse.demanding")
    return any(act.last < cue.first for cue in demands) and not _is_of_bodies(act, cues, reach=_BODY_REACH)


def _is_told_otherwise(act: Trigger, acts: Sequence[Trigger], words: Sequence[Word], *, is_deadly: bool) -> bool:
    """True for what is only "taken" or "entered" in fighting, and for "killed a man who entered the palace"."""
    is_entered = is_deadly and words[act.first].folded.startswith(_ENTER)
    return act.kind == "seizure" and (is_entered or any(each.kind == "clash" for each in acts))


def _is_of_place(act: Trigger, words: Sequence[Word], cues: Cues, spots: Sequence[int]) -> bool:
    """True for "captured the port of X", not for "captured two men in X"."""
    following = words[act.last + 1 : act.last + 2 + _CAPTURE_REACH]
    for count, word in enumerate(following):
        if not word.is_joined:
            return False
        if word.start in spots:
            between = range(act.last + 1, act.last + 1 + count)
            return not any(each.first in between for each in keyed(cues, "grammar.preposition"))
    return False
