"""Whether an act of a weak kind is told firmly enough to be news: by its word, or the side or the weapon beside it.

"Detained" may be a matter for a court, "detained 20 members of the group" is not. Does not weigh: ``judging`` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from incidents.coder.events.kinds import TAKING, Kinds
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, PROTESTER, RIOTER
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import PERPETRATOR

SIDES = frozenset({GROUP, FORCE, ARMED, NATION, COUNTRY, RIOTER})
"""The kinds of party that are a side where they act."""
_ARRESTED = frozenset({GROUP, ARMED, PROTESTER, RIOTER})
_HARMS = frozenset({KILLED, INJURED, "abducted"})
_GENERIC = "explosive"
_ARREST, _BLAST, _KILL, _INTERCEPT, _ACCIDENT = "arrest", "blast", "kill", "intercept", "accident"
_TARGETS = frozenset(
    {
        "political_leader",
        "government_official",
        "government_facility",
        "political_party",
        "police",
        "military",
        "armed_group",
        "diplomatic",
        "international_organization",
        "journalists",
        "market",
        "religious",
    }
)
_FIGHTERS = frozenset({"fighters"})
_AGENT_REACH, _LINK_REACH = 12, 6  # words


def is_firm(act: Trigger, reading: Reading, kinds: Kinds) -> bool:
    """True for an act that is violence or protest by its own word, or by the side or the weapon it is told with."""
    has_side = any(
        role.trigger == act and role.role == PERPETRATOR and role.party.kind in SIDES for role in reading.roles
    )
    if act.kind == _ARREST:
        is_for_protest = any(other.kind == "protest" for other in reading.triggers)
        is_of_armed = any(party.kind in _ARRESTED for party in reading.parties)
        return _is_of_linked(act, reading) or (act.is_verb and (is_for_protest or is_of_armed))
    if is_armed(act, reading):
        return True
    if act.kind == _INTERCEPT and (not has_side or act.quote.lower().startswith(_INTERCEPT)):
        return is_in_the_air(reading)
    if act.kind in TAKING and act.is_verb:
        return True
    if act.kind == _BLAST and (reading.casualties or _is_damaging(reading)) and _is_at_target(reading):
        return True
    return act.kind in kinds.strong or has_side or any(weapon.code != _GENERIC for weapon in reading.weapons)


def _is_of_linked(act: Trigger, reading: Reading) -> bool:
    """True for "the arrest of 20 people linked to the group": whose people they are, a group that is known or armed."""
    leads = [cue.last for cue in keyed(reading.cues, "relevance.linking") if cue.first > act.last]
    groups = (*reading.cues["registry"], *keyed(reading.cues, "actors.armed"))
    return any(0 < cue.first - lead <= _LINK_REACH for cue in groups for lead in leads)


def is_armed(act: Trigger, reading: Reading) -> bool:
    """True for a death that people under arms dealt or died."""
    if act.kind != _KILL:
        return False
    is_fighter = any(mention.group in _FIGHTERS for mention in harm_in(reading))
    return is_fighter or _is_upon_armed(act, reading) or _is_by_armed(act, reading) or _is_of_side(act, reading)


def _is_upon_armed(act: Trigger, reading: Reading) -> bool:
    """True for "kill an armed man": whoever is killed bore arms."""
    near = (party for party in reading.parties if party.kind == ARMED and party.first == act.last + 1)
    return not act.is_passive and any(near)


def _is_of_side(act: Trigger, reading: Reading) -> bool:
    """True for "accuses soldiers of killing": a side stands before "of"."""
    of = {cue.last + 1 for cue in keyed(reading.cues, "grammar.of")}
    is_side = act.first in of and any(cue.last == act.first - 2 for cue in _armed(reading))
    return is_side or any(cue.last == act.first - 1 for cue in keyed(reading.cues, "actors.member"))


def _armed(reading: Reading) -> list[CueMention]:
    """The words for people under arms, and the names of groups."""
    return [*keyed(reading.cues, "actors.armed"), *keyed(reading.cues, "actors.force"), *reading.cues["registry"]]


def _is_by_armed(act: Trigger, reading: Reading) -> bool:
    """True for "killed by suspected rebels of the north": somebody under arms stands after "by", however far."""
    by = [cue.last for cue in keyed(reading.cues, "grammar.by") if 0 < cue.last - act.last <= _AGENT_REACH]
    armed = _armed(reading)
    return any(_is_one_phrase(reading, at, cue.first) for at in by[:1] for cue in armed)


def _is_one_phrase(reading: Reading, before: int, first: int) -> bool:
    words = reading.words[before + 1 : first + 1]
    return 0 < len(words) <= _AGENT_REACH and all(word.is_joined for word in words)


def is_in_the_air(reading: Reading) -> bool:
    """True where what was intercepted was a weapon, and no vessel."""
    return bool(reading.weapons or keyed(reading.cues, "relevance.air_defence"))


def _is_damaging(reading: Reading) -> bool:
    return any(act.kind == "hit" for act in acts_in(reading))


def _is_at_target(reading: Reading) -> bool:
    """True for a blast at a barracks or a mosque; one at a house or a plant is most often an accident."""
    is_accident = any(cue.code == _ACCIDENT for cue in reading.cues["subjects"])
    return not is_accident and any(cue.code in _TARGETS for cue in reading.cues["target_types"])


def harm_in(reading: Reading) -> Iterator[CasualtyMention]:
    """Who were killed, injured or abducted."""
    return (mention for mention in reading.casualties if mention.harm in _HARMS and mention.count.best)


def acts_in(reading: Reading) -> list[Trigger]:
    """The real acts."""
    return [act for act in reading.triggers if act.is_real]
