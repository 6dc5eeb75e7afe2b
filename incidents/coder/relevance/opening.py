"""What the opening of an article speaks of, as named features: acts, harm, sides, and what else news is about.

Each feature is 1, 0 or a small share; ``_lead`` is said of the first sentence, ``_next`` of the two after it. Weighs
nothing: ``judging`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from incidents.coder.events.kinds import Kinds
from incidents.coder.events.passages import is_in_aside
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, PROTESTER, RIOTER
from incidents.coder.mentions.roles import Role
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.harm import INJURED, KILLED
from incidents.domain.who import PERPETRATOR, TARGET

_PARTS = {"lead": slice(0, 1), "next": slice(1, 3)}
_OPENING = 5
_MOST_ACTS, _MOST_REST, _MOST_CUES, _SHORT = 4, 3, 2, 2
_SIDES = frozenset({GROUP, FORCE, ARMED, NATION, COUNTRY, RIOTER})
_ARRESTED = frozenset({GROUP, ARMED, PROTESTER, RIOTER})
_HARMS = frozenset({KILLED, INJURED, "abducted"})
_GENERIC = "explosive"
_ARREST, _BLAST, _KILL, _INTERCEPT, _ATTACK, _ACCIDENT = "arrest", "blast", "kill", "intercept", "attack", "accident"
_DISASTER = "disaster"
_TAKING = frozenset({"overtake", "gain"})
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
_FROM_AFAR = frozenset({"airstrike", "shelling"})
_ARMS = ("drone", "missile", "rocket", "artillery", "airstrike")
_AGENT_REACH = 12  # words
_SPARSE = 0.1  # of the sentences after the opening: fewer with an act, and the article only mentions some
_SINCE_REACH = 3  # characters
_BEARING_REACH = 5  # words


def describe_opening(readings: Sequence[Reading], *, kinds: Kinds) -> Mapping[str, float]:
    """The features of an article; those that are 0 may be left out."""
    features = {f"{subject}_{part}": float(count) for (subject, part), count in count_subjects(readings).items()}
    for part, place in _PARTS.items():
        features |= {f"{name}_{part}": float(is_so) for name, is_so in _describe(readings[place], kinds)}
    strong = [act for reading in readings[:_OPENING] for act in _news(reading) if act.kind in kinds.strong]
    features |= {f"{subject}_first": 1.0 for subject in _before_acts(readings[:1])}
    return features | {
        "is_old_later": float(any(map(is_old, readings[_PARTS["next"].stop : _OPENING]))),
        "acts": min(_MOST_ACTS, len(strong)) / 2,
        "acts_after": _density(readings[_OPENING:], kinds) if strong else 0.0,
        "is_short": float(len(readings) <= _SHORT),
    }


def count_subjects(readings: Sequence[Reading]) -> Mapping[tuple[str, str], int]:
    """How often, up to some, each part of the opening speaks of what else news is about, by subject and part."""
    told = Counter(
        (code, part) for part, place in _PARTS.items() for each in readings[place] for code in _subjects(each)
    )
    return {said: min(_MOST_CUES, count) for said, count in told.items()}


def _subjects(reading: Reading) -> Iterator[str]:
    """What else the sentence speaks of; the fire that a missile set is no accident, nor is "storm a ship" a storm."""
    if not reading.cues["subjects"]:
        return
    kinds = {act.kind for act in _acts(reading)}
    has_arms = any(weapon.code.startswith(_ARMS) for weapon in reading.weapons)
    is_by_arms = bool(kinds & _FROM_AFAR) or (_ATTACK in kinds and has_arms)
    acting = {act.start for act in _acts(reading) if act.is_verb}
    cues = (cue for cue in reading.cues["subjects"] if not (cue.code == _DISASTER and cue.start in acting))
    yield from (cue.code for cue in cues if not (is_by_arms and cue.code == _ACCIDENT))


def _density(later: Sequence[Reading], kinds: Kinds) -> float:
    """How many sentences after the opening tell of acts, up to some; less where they are few among many."""
    acts = sum(any(act.kind in kinds.strong for act in _recent(reading)) for reading in later)
    return min(_MOST_REST, acts) * min(1.0, acts / (_SPARSE * len(later))) if acts else 0.0


def _describe(told: Sequence[Reading], kinds: Kinds) -> Iterator[tuple[str, bool]]:
    """The features of some sentences, each with whether it is there."""
    is_past = any(map(is_old, told))
    told = [reading for reading in told if not is_old(reading)]
    recent = [(act, reading) for reading in told for act in _news(reading)]
    strong = [(act, reading) for act, reading in recent if act.kind in kinds.strong]
    acting = [reading for reading in told if _news(reading)]
    harm = list(chain.from_iterable(_harm(reading) for reading in told))
    yield "verb", any(act.is_verb for act, _ in strong)
    yield "noun", any(not act.is_verb and not _is_borne(act, reading) for act, reading in strong)
    yield "known_noun", any(not act.is_verb and _is_borne(act, reading) for act, reading in strong)
    yield "weak", any(is_firm(act, reading, kinds) for act, reading in recent if act.kind in kinds.weak)
    yield "arrest", any(act.kind == _ARREST and act.is_verb for reading in told for act in _acts(reading))
    yield "harm", any(any(_harm(reading)) for reading in acting)
    yield "harm_alone", any(any(_harm(reading)) and not _is_explained(reading, kinds) for reading in told)
    yield "is_toll_of_long", any(mention.is_cumulative for mention in harm)
    yield "weapon", any(reading.weapons or keyed(reading.cues, "relevance.air_defence") for reading in acting)
    yield "side", any(_is_side(role, each, kinds) for each in told for role in each.roles)
    yield "target", any(role.role == TARGET for reading in told for role in reading.roles)
    yield "is_old", is_past


def _is_side(role: Role, reading: Reading, kinds: Kinds) -> bool:
    """True for a party that acted; police who arrest thieves or stop a boat are no side."""
    is_side = role.role == PERPETRATOR and role.party.kind in _SIDES
    return is_side and (role.trigger.kind not in {_ARREST, _INTERCEPT} or is_firm(role.trigger, reading, kinds))


def _before_acts(lead: Sequence[Reading]) -> Iterator[str]:
    """The subjects that the first sentence names before any act: "a court sentenced ... for the attack"."""
    for reading in lead:
        first = min((act.start for act in _acts(reading)), default=reading.sentence.end)
        yield from (cue.code for cue in reading.cues["subjects"] if cue.start < first)


def _acts(reading: Reading) -> list[Trigger]:
    return [act for act in reading.triggers if act.is_real]


def _news(reading: Reading) -> list[Trigger]:
    """The real acts without those that the sentence only goes on from: "the vote follows the killing of"."""
    upon = min((cue.start for cue in keyed(reading.cues, "discourse.upon")), default=reading.sentence.end)
    return [act for act in _acts(reading) if act.start < upon]


def _recent(reading: Reading) -> list[Trigger]:
    return [] if is_old(reading) else _acts(reading)


def _is_explained(reading: Reading, kinds: Kinds) -> bool:
    """True where the harm has an act of violence beside it, or somebody under arms who did it."""
    acts = _acts(reading)
    is_stopped = any(act.kind == _INTERCEPT for act in acts) and _is_in_the_air(reading)
    return is_stopped or any(act.kind in kinds.strong or _is_armed(act, reading) for act in acts)


def _is_armed(act: Trigger, reading: Reading) -> bool:
    """True for a death that people under arms dealt or died."""
    if act.kind != _KILL:
        return False
    is_fighter = any(mention.group in _FIGHTERS for mention in _harm(reading))
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


def _is_in_the_air(reading: Reading) -> bool:
    """True where what was intercepted was a weapon, and no vessel."""
    return bool(reading.weapons or keyed(reading.cues, "relevance.air_defence"))


def _is_damaging(reading: Reading) -> bool:
    return any(act.kind == "hit" for act in _acts(reading))


def _is_at_target(reading: Reading) -> bool:
    """True for a blast at a barracks or a mosque; one at a house or a plant is most often an accident."""
    is_accident = any(cue.code == _ACCIDENT for cue in reading.cues["subjects"])
    return not is_accident and any(cue.code in _TARGETS for cue in reading.cues["target_types"])


def _is_one_phrase(reading: Reading, before: int, first: int) -> bool:
    words = reading.words[before + 1 : first + 1]
    return 0 < len(words) <= _AGENT_REACH and all(word.is_joined for word in words)


def _harm(reading: Reading) -> Iterator[CasualtyMention]:
    return (mention for mention in reading.casualties if mention.harm in _HARMS and mention.count.best)


def _is_borne(act: Trigger, reading: Reading) -> bool:
    """True for "sanctions over the attack": an act that only hangs on what the sentence is about.

    Not for "killed in the attack" and "a series of attacks", nor where the act happens or does something itself.
    """
    words = reading.words
    if any(cue.first == act.last + 1 for cue in keyed(reading.cues, "grammar.happening")) or _is_doing(act, reading):
        return False
    for lead in keyed(reading.cues, "grammar.bearing"):
        if 0 < act.first - lead.last <= _BEARING_REACH and not _is_counting_or_harmful(lead, reading):
            return all(word.is_joined for word in words[lead.last + 1 : act.first + 1])
    return False


def _is_counting_or_harmful(lead: CueMention, reading: Reading) -> bool:
    """True for the "of" of "a series of", and for "in" where people were harmed before it: "two were killed in"."""
    many = (cue.last + 1 for cue in keyed(reading.cues, "grammar.many"))
    is_how = any(cue.first == lead.first for cue in keyed(reading.cues, "grammar.bearing_harm"))
    return lead.first in many or (is_how and any(mention.start < lead.start for mention in _harm(reading)))


def _is_doing(act: Trigger, reading: Reading) -> bool:
    """True for "strikes hit a refinery": an act that does something itself is told for its own sake."""
    return any(each.is_verb and not each.is_passive and each.first == act.last + 1 for each in _acts(reading))


def is_old(reading: Reading) -> bool:
    """True when only the past or the future is dated.

    "For the first time since 2022" dates nothing, nor does the name of an act ("the October 7 attacks") or what is told
    in passing ("killed a man who took part in ... in 2023").
    """
    since = keyed(reading.cues, "discourse.since")
    spans = [(cue.start, cue.end + _SINCE_REACH) for cue in since]
    dates = [date for date in reading.dates if not any(start < date.end and date.start <= end for start, end in spans)]
    dates = [date for date in dates if not _is_told_aside(reading, date)]
    return bool(dates) and all(date.is_historic or date.is_future for date in dates)


def _is_told_aside(reading: Reading, date: DateMention) -> bool:
    """True for the date of an act's name, or of what is told in passing, where something else was done besides."""
    begin, named = reading.sentence.start, {act.start for act in reading.triggers if not act.is_verb}
    is_aside = is_in_aside(reading, begin, date.start) or not named.isdisjoint((date.end + 1, date.end + 2))
    done = (act for act in _acts(reading) if act.is_verb and act.kind != _ARREST)
    return is_aside and any(act.start >= date.end or not is_in_aside(reading, begin, act.start) for act in done)


def is_firm(act: Trigger, reading: Reading, kinds: Kinds) -> bool:
    """True for an act that is violence or protest by its own word, or by the side or the weapon it is told with."""
    has_side = any(
        role.trigger == act and role.role == PERPETRATOR and role.party.kind in _SIDES for role in reading.roles
    )
    if act.kind == _ARREST:
        is_for_protest = any(other.kind == "protest" for other in reading.triggers)
        return act.is_verb and (is_for_protest or any(party.kind in _ARRESTED for party in reading.parties))
    if _is_armed(act, reading):
        return True
    if act.kind == _INTERCEPT and (not has_side or act.quote.lower().startswith(_INTERCEPT)):
        return _is_in_the_air(reading)
    if act.kind in _TAKING and act.is_verb:
        return True
    if act.kind == _BLAST and (reading.casualties or _is_damaging(reading)) and _is_at_target(reading):
        return True
    return act.kind in kinds.strong or has_side or any(weapon.code != _GENERIC for weapon in reading.weapons)
