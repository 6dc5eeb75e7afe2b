"""Whether each value of an event is right by an answer key.

A value that the key has nothing to compare with is neither right nor wrong (None). Numbers of people and the claim
always compare: whoever tells of no dead says that nobody is known to have died. Does not pair events
(``matching``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from incidents.codebook.matching import fold
from incidents.domain.claim import overall_status
from incidents.domain.event import Event
from incidents.geo.candidate import distance
from incidents.review.evaluation.answers import Answer, best_of, fold_all, perpetrators_of

Right = Mapping[str, bool | None]
NEAR_KM = 25.0
_UNNAMED = "unidentified"
_EMPTY_WORDS = frozenset(
    {
        "the",
        "of",
        "and",
        "group",
        "movement",
        "forces",
        "force",
        "military",
        "armed",
        "army",
        "organisation",
        "organization",
        "party",
    }
)
# Three ways to say that nobody is known to have claimed it, and two to say that somebody is blamed.
_SAME_CLAIM = {
    **dict.fromkeys(("notmentioned", "notreported", "unclaimed", "statednone", "noneclaimed", ""), "none"),
    "attributed": "suspected",
}


def judge(answer: Answer, event: Event) -> Right:
    """Which fields of *event* are right by *answer*, in the order of ``FIELDS``."""
    return {field: is_right(answer, event) for field, is_right in _JUDGES.items()}


def miss(answer: Answer) -> Right:
    """What ``judge`` says of an event that nobody found: wrong wherever there is something to compare."""
    return {field: None if right is None else False for field, right in judge(answer, answer.event).items()}


def days_missed(answer: Answer, event: Event) -> int | None:
    """How far *event* begins from the nearest right day; None when either has no date."""
    if event.when is None or not answer.days:
        return None
    return min(abs((day - event.when.start).days) for day in answer.days)


def _is_date_right(answer: Answer, event: Event) -> bool | None:
    missed = days_missed(answer, event)
    return None if not answer.days else missed is not None and missed <= answer.slack


def _is_country_right(answer: Answer, event: Event) -> bool | None:
    return fold(event.place.country or "") in answer.countries if answer.countries else None


def _is_place_right(answer: Answer, event: Event) -> bool | None:
    if answer.point is None:
        return None
    return event.place.point is not None and distance(answer.point, event.place.point) <= NEAR_KM


def _is_type_right(answer: Answer, event: Event) -> bool | None:
    return fold(event.event_type or "") in answer.event_types if answer.event_types else None


def _is_sub_type_right(answer: Answer, event: Event) -> bool | None:
    return fold(event.sub_event_type or "") in answer.sub_event_types if answer.sub_event_types else None


def _are_weapons_right(answer: Answer, event: Event) -> bool:
    named = fold_all(*(weapon.weapon for weapon in event.weapons))
    possible = answer.weapons | answer.other_weapons
    may_be_empty = answer.may_lack_weapon or not answer.weapons
    return named <= possible and (bool(named) or may_be_empty)


def _is_killed_right(answer: Answer, event: Event) -> bool:
    return best_of(event.killed) in answer.killed


def _is_killed_near(answer: Answer, event: Event) -> bool:
    low, high = answer.killed_range
    return low <= best_of(event.killed) <= high


def _is_injured_right(answer: Answer, event: Event) -> bool:
    return best_of(event.injured) in answer.injured


def _is_claim_right(answer: Answer, event: Event) -> bool:
    return _claim(fold(overall_status(event.claims))) in {_claim(status) for status in answer.claims}


def _claim(folded: str) -> str:
    return _SAME_CLAIM.get(folded, folded)


def _is_perpetrator_right(answer: Answer, event: Event) -> bool:
    names = perpetrators_of(event)
    return any(_is_called(who, names) for who in answer.perpetrators)


def _is_called(who: str | None, names: tuple[str, ...]) -> bool:
    """Whether *names* hold *who*: half of the shorter name's words are shared, or nobody is named by either."""
    if not who:
        return not names or all(_UNNAMED in name.lower() for name in names)
    wanted = _words(who)
    return any(_share_half(wanted, _words(name)) for name in names)


def _share_half(wanted: frozenset[str], words: frozenset[str]) -> bool:
    return len(wanted & words) >= max(1, min(len(wanted), len(words)) / 2)


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _EMPTY_WORDS


_JUDGES: Mapping[str, Callable[[Answer, Event], bool | None]] = {
    "date": _is_date_right,
    "country": _is_country_right,
    "place": _is_place_right,
    "event_type": _is_type_right,
    "sub_event_type": _is_sub_type_right,
    "weapons": _are_weapons_right,
    "killed": _is_killed_right,
    "killed_in_range": _is_killed_near,
    "injured": _is_injured_right,
    "claim": _is_claim_right,
    "perpetrator": _is_perpetrator_right,
}
FIELDS = tuple(_JUDGES)
