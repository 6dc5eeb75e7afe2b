"""What the opening of an article speaks of, as named features: acts, harm, sides, and what else news is about.

Each feature is 1, 0 or a small share; ``_lead`` is said of the first sentence, ``_next`` of the two after it. Weighs
nothing: ``judging`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from incidents.coder.events.asides import is_in_aside
from incidents.coder.events.kinds import Kinds
from incidents.coder.mentions.dates.finding import DateMention
from incidents.coder.mentions.roles import Role
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.relevance.firmness import SIDES, acts_in, harm_in, is_armed, is_firm, is_in_the_air
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import PERPETRATOR, TARGET

_PARTS = {"lead": slice(0, 1), "next": slice(1, 3)}
_OPENING = 5
_MOST_ACTS, _MOST_REST, _MOST_CUES, _SHORT = 4, 3, 2, 2
_ARRESTED_HARM = "arrested"
_ARREST, _INTERCEPT, _ATTACK, _ACCIDENT = "arrest", "intercept", "attack", "accident"
_DISASTER = "disaster"
_ON_PURPOSE = frozenset({"airstrike", "shelling", "sabotage"})
_ARMS = ("drone", "missile", "rocket", "artillery", "airstrike")
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
    kinds = {act.kind for act in acts_in(reading)}
    has_arms = any(weapon.code.startswith(_ARMS) for weapon in reading.weapons)
    is_by_arms = bool(kinds & _ON_PURPOSE) or (_ATTACK in kinds and has_arms)
    acting = {act.start for act in acts_in(reading) if act.is_verb}
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
    harm = list(chain.from_iterable(harm_in(reading) for reading in told))
    yield "verb", any(act.is_verb for act, _ in strong)
    yield "noun", any(not act.is_verb and not _is_borne(act, reading) for act, reading in strong)
    yield "known_noun", any(not act.is_verb and _is_borne(act, reading) for act, reading in strong)
    yield "weak", any(is_firm(act, reading, kinds) for act, reading in recent if act.kind in kinds.weak)
    yield "arrest", any(act.kind == _ARREST and act.is_verb for reading in told for act in acts_in(reading))
    yield "harm", any(any(harm_in(reading)) or _is_holding(reading, kinds) for reading in acting)
    yield "harm_alone", any(any(harm_in(reading)) and not _is_explained(reading, kinds) for reading in told)
    yield "is_toll_of_long", any(mention.is_cumulative for mention in harm)
    yield "weapon", any(reading.weapons or keyed(reading.cues, "relevance.air_defence") for reading in acting)
    yield "side", any(_is_side(role, each, kinds) for each in told for role in each.roles)
    yield "target", any(role.role == TARGET for reading in told for role in reading.roles)
    yield "is_old", is_past


def _is_side(role: Role, reading: Reading, kinds: Kinds) -> bool:
    """True for a party that acted; police who arrest thieves or stop a boat are no side."""
    is_side = role.role == PERPETRATOR and role.party.kind in SIDES
    return is_side and (role.trigger.kind not in {_ARREST, _INTERCEPT} or is_firm(role.trigger, reading, kinds))


def _before_acts(lead: Sequence[Reading]) -> Iterator[str]:
    """The subjects that the first sentence names before any act: "a court sentenced ... for the attack"."""
    for reading in lead:
        first = min((act.start for act in acts_in(reading)), default=reading.sentence.end)
        yield from (cue.code for cue in reading.cues["subjects"] if cue.start < first)


def _news(reading: Reading) -> list[Trigger]:
    """The real acts without those that the sentence only goes on from: "the vote follows the killing of"."""
    upon = min((cue.start for cue in keyed(reading.cues, "discourse.upon")), default=reading.sentence.end)
    return [act for act in acts_in(reading) if act.start < upon]


def _recent(reading: Reading) -> list[Trigger]:
    return [] if is_old(reading) else acts_in(reading)


def _is_explained(reading: Reading, kinds: Kinds) -> bool:
    """True where the harm has an act of violence beside it, or somebody under arms who did it."""
    acts = acts_in(reading)
    is_stopped = any(act.kind == _INTERCEPT for act in acts) and is_in_the_air(reading)
    return is_stopped or any(act.kind in kinds.strong or is_armed(act, reading) for act in acts)


def _is_holding(reading: Reading, kinds: Kinds) -> bool:
    """True where members of a group, militants or protesters were arrested, and counted; not where that came before."""
    is_counted = any(mention.harm == _ARRESTED_HARM and mention.count.best for mention in reading.casualties)
    before = min((cue.start for cue in keyed(reading.cues, "discourse.after")), default=reading.sentence.end)
    acts = (act for act in acts_in(reading) if act.kind == _ARREST and act.start < before)
    held = (act for act in acts if not is_in_aside(reading, reading.sentence.start, act.start))
    return is_counted and any(is_firm(act, reading, kinds) for act in held)


def _is_borne(act: Trigger, reading: Reading) -> bool:
    """True for "sanctions over the attack": an act that only hangs on what the sentence is about.

    Not for "killed in the attack" and "a series of attacks", nor where the act happens or does something itself.
    """
    words = reading.words
    if any(cue.first == act.last + 1 for cue in keyed(reading.cues, "grammar.happening")) or _is_doing(act, reading):
        return False
    for lead in keyed(reading.cues, "grammar.bearing"):
        is_near = 0 < act.first - lead.last <= _BEARING_REACH
        if is_near and not (_is_counting_or_harmful(lead, reading) or _is_dating(lead, reading)):
            return all(word.is_joined for word in words[lead.last + 1 : act.first + 1])
    return False


def _is_counting_or_harmful(lead: CueMention, reading: Reading) -> bool:
    """True for the "of" of "a series of", and for "in" where people were harmed before it: "two were killed in"."""
    many = (cue.last + 1 for cue in keyed(reading.cues, "grammar.many"))
    is_how = any(cue.first == lead.first for cue in keyed(reading.cues, "grammar.bearing_harm"))
    return lead.first in many or (is_how and any(mention.start < lead.start for mention in harm_in(reading)))


def _is_dating(lead: CueMention, reading: Reading) -> bool:
    """True for the "on" of "killed on Sunday in strikes": it leads to a day, and something else to the act."""
    ends = [date.end for date in reading.dates if date.start == lead.end + 1]
    return any(cue.start == end + 1 for end in ends for cue in keyed(reading.cues, "grammar.preposition"))


def _is_doing(act: Trigger, reading: Reading) -> bool:
    """True for "strikes hit a refinery": an act that does something itself is told for its own sake."""
    return any(each.is_verb and not each.is_passive and each.first == act.last + 1 for each in acts_in(reading))


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
    done = (act for act in acts_in(reading) if act.is_verb and act.kind != _ARREST)
    return is_aside and any(act.start >= date.end or not is_in_aside(reading, begin, act.start) for act in done)
