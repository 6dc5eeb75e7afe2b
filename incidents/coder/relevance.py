"""Whether an article is about a security incident of now, and if not, why.

Judged on the opening, where news says what it is about: an act of violence or protest makes an article relevant, unless
the opening speaks of an accident, a disaster, a court, or of things long past. Does not find events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incidents.coder.events.kinds import Kinds
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, PERSON, PROTESTER, RIOTER
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.reading import Reading
from incidents.coder.text.lexicon import keyed
from incidents.domain.who import PERPETRATOR

_OPENING, _LEAD = 5, 2
SIDES = frozenset({GROUP, FORCE, ARMED, NATION, COUNTRY, RIOTER})
_INVOLVED = SIDES | {PROTESTER, PERSON}
_ARRESTED = frozenset({GROUP, ARMED, PROTESTER, RIOTER})
_GENERIC = "explosive"
_ARREST, _BLAST = "arrest", "blast"
_FULL, _BARE = 1.0, 0.6
_SINCE_REACH = 3  # characters
_REASONS = {
    "accident": "it tells of an accident",
    "disaster": "it tells of a natural disaster or an illness",
    "court": "it tells of a court case about something older",
    "politics": "it tells of politics",
    "sport": "it tells of sport",
    "business": "it tells of business",
    "obituary": "it tells of a natural death",
    "anniversary": "it looks back on something long past",
    "science": "it tells of science or culture",
}
NOTHING = "no act of violence, protest or other security incident is told"


def why_irrelevant(readings: Sequence[Reading], *, kinds: Kinds) -> str | None:
    """None for an article with something to code; else a sentence that says why there is nothing."""
    opening, rest = readings[:_OPENING], readings[_OPENING:]
    force = sum(_weight(act, reading, kinds) for reading in opening for act in reading.triggers)
    mentions = (mention for reading in opening[:_LEAD] for mention in reading.cues["relevance"])
    against = Counter(mention.code for mention in mentions if mention.code in _REASONS)
    if force < (_FULL if rest else _BARE):
        return _reason(against)
    has_strong = any(act.is_real and act.kind in kinds.strong for reading in opening for act in reading.triggers)
    if not has_strong and against["accident"] + against["disaster"] > 0:
        return _reason(against)
    heavy = against["accident"] + against["disaster"] + against["science"] + 2 * against["court"]
    force += sum(_weight(act, reading, kinds) for reading in rest for act in reading.triggers)
    return _reason(against) if heavy > force else None


def _weight(act: Trigger, reading: Reading, kinds: Kinds) -> float:
    """How much an act speaks for an event of now: less with no side, weapon, harm or claim beside, nothing if old."""
    if not is_firm(act, reading, kinds) or _is_old(reading):
        return 0.0
    has_side = any(role.party.kind in _INVOLVED for role in reading.roles)
    return _FULL if reading.casualties or reading.weapons or reading.claims or has_side else _BARE


def _is_old(reading: Reading) -> bool:
    """True when only the past or the future is dated; "for the first time since 2022" dates nothing."""
    since = keyed(reading.cues, "discourse.since")
    spans = [(cue.start, cue.end + _SINCE_REACH) for cue in since]
    dates = [date for date in reading.dates if not any(start < date.end and date.start <= end for start, end in spans)]
    return bool(dates) and all(date.is_historic or date.is_future for date in dates)


def is_firm(act: Trigger, reading: Reading, kinds: Kinds) -> bool:
    """True for an act that is violence or protest by its own word, or by the side or the weapon it is told with."""
    if not act.is_real or act.kind not in kinds.strong | kinds.weak:
        return False
    has_side = any(
        role.trigger == act and role.role == PERPETRATOR and role.party.kind in SIDES for role in reading.roles
    )
    if act.kind == _ARREST:
        return act.is_verb and any(party.kind in _ARRESTED for party in reading.parties)
    if act.kind == _BLAST and reading.casualties and not keyed(reading.cues, "relevance.accident"):
        return True
    return act.kind in kinds.strong or has_side or any(weapon.code != _GENERIC for weapon in reading.weapons)


def _reason(against: Counter[str]) -> str:
    if not against:
        return NOTHING
    code, _ = max(against.items(), key=lambda pair: (pair[1], pair[0]))
    return f"{NOTHING}; {_REASONS[code]}"
