"""Which suggested event is which coded one within an article, and which of its values are right.

A value with which the answer key has nothing to compare is neither right nor wrong (None). Numbers of people and the
claim always compare: an event without a number of killed says that nobody is known to have died. Counts nothing;
``evaluation`` does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from incidents.codebook.names import fold
from incidents.domain.events import Event, overall_status
from incidents.geo.distance import distance
from incidents.review.answer_keys import Answer, Coding, best_of, fold_all, perpetrators_of

Right = Mapping[str, bool | None]
NEAR_KM = 25.0
_WINDOW = 3  # days
_ALIKE = 0.4
_WEIGHTS = {
    "date": 3,
    "country": 1,
    "place": 2,
    "event_type": 2,
    "sub_event_type": 1,
    "weapons": 1,
    "killed": 2,
    "injured": 1,
}
_UNNAMED = "unidentified"
_COMMON_WORDS = frozenset(
    {
        *("the", "of", "and", "group", "movement", "forces", "force", "military", "armed", "army", "party"),
        *("organisation", "organization"),
    }
)
# Three ways to say that nobody is known to have claimed it, and two to say that somebody is blamed.
_SAME_CLAIM = {
    **dict.fromkeys(("notmentioned", "notreported", "unclaimed", "statednone", "noneclaimed", ""), "none"),
    "attributed": "suspected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedEvent:
    """One coded event, *number* from 0 in its article, and the suggested *event* for it, None if it was missed.

    *right* says of each field whether it is right, None where there is nothing to compare.
    """

    article: str
    number: int
    answer: Answer
    event: Event | None
    right: Right

    @property
    def is_main(self) -> bool:
        """Whether its article is about it."""
        return self.answer.event.main

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that are wrong."""
        return tuple(field for field, is_right in self.right.items() if is_right is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedArticle:
    """The events coded in one article, and the *spurious* suggestions, which match none of them.

    *is_absent*: the suggested coding does not have the article at all.
    """

    article: str
    events: tuple[MatchedEvent, ...]
    spurious: tuple[Event, ...] = ()
    is_absent: bool = False

    @property
    def suggested(self) -> int:
        """How many events were suggested."""
        return self.matched + len(self.spurious)

    @property
    def matched(self) -> int:
        """How many of its events were found."""
        return sum(each.event is not None for each in self.events)


def match_codings(gold: Coding, suggested: Coding) -> tuple[MatchedArticle, ...]:
    """Match each article of *gold*, in its order, with *suggested*; other articles do not count."""
    return tuple(_match_article(article, answers, suggested) for article, answers in gold.items())


def _match_article(article: str, answers: Sequence[Answer], suggested: Coding) -> MatchedArticle:
    events = [answer.event for answer in suggested.get(article, ())]
    found = match(answers, events)
    matched = []
    for number, answer in enumerate(answers):
        event = events[found[number]] if number in found else None
        right = miss(answer) if event is None else judge(answer, event)
        matched.append(MatchedEvent(article=article, number=number, answer=answer, event=event, right=right))
    return MatchedArticle(
        article=article,
        events=tuple(matched),
        spurious=tuple(event for position, event in enumerate(events) if position not in found.values()),
        is_absent=article not in suggested,
    )


def match(answers: Sequence[Answer], events: Sequence[Event]) -> Mapping[int, int]:
    """Match *answers* with *events* of one article; return positions in *events* by positions in *answers*.

    Pairs are taken from the most alike down, each event once, of equals the first. Two events in different countries,
    or more than some days apart, are never matched.
    """
    pairs = sorted(
        (-_likeness(answer, event), first, second)
        for first, answer in enumerate(answers)
        for second, event in enumerate(events)
    )
    found: dict[int, int] = {}
    for likeness, first, second in pairs:
        if -likeness >= _ALIKE and first not in found and second not in found.values():
            found[first] = second
    return found


def _likeness(answer: Answer, event: Event) -> float:
    """Return the weighted share, 0 to 1, of the comparable fields that agree."""
    right = judge(answer, event)
    missed = days_missed(answer, event)
    is_another_time = missed is not None and missed > _WINDOW and not right["date"]
    if right["country"] is False or is_another_time:
        return 0.0
    compared = {field: weight for field, weight in _WEIGHTS.items() if right[field] is not None}
    return sum(weight for field, weight in compared.items() if right[field]) / sum(compared.values())


def judge(answer: Answer, event: Event) -> Right:
    """Return which fields of *event* are right by *answer*, in the order of ``FIELDS``."""
    return {field: is_right(answer, event) for field, is_right in _JUDGES.items()}


def miss(answer: Answer) -> Right:
    """Return what ``judge`` says of an event that was missed: wrong wherever there is something to compare."""
    return {field: None if right is None else False for field, right in judge(answer, answer.event).items()}


def days_missed(answer: Answer, event: Event) -> int | None:
    """Return the days between the beginning of *event* and the nearest right day; None if either has no date."""
    if event.when is None or not answer.days:
        return None
    return min(abs((day - event.when.start).days) for day in answer.days)


def _is_date_right(answer: Answer, event: Event) -> bool | None:
    missed = days_missed(answer, event)
    return None if not answer.days else missed is not None and missed <= answer.slack


def _is_place_right(answer: Answer, event: Event) -> bool | None:
    if answer.point is None:
        return None
    return event.place.point is not None and distance(answer.point, event.place.point) <= NEAR_KM


def _is_in(value: str | None, right: frozenset[str]) -> bool | None:
    return fold(value or "") in right if right else None


def _are_weapons_right(answer: Answer, event: Event) -> bool:
    named = fold_all(*(weapon.weapon for weapon in event.weapons))
    may_be_empty = answer.may_lack_weapon or not answer.weapons
    return named <= answer.weapons | answer.other_weapons and (bool(named) or may_be_empty)


def _is_claim_right(answer: Answer, event: Event) -> bool:
    status = fold(overall_status(event.claims))
    return _SAME_CLAIM.get(status, status) in {_SAME_CLAIM.get(each, each) for each in answer.claims}


def _is_perpetrator_right(answer: Answer, event: Event) -> bool:
    names = perpetrators_of(event)
    return any(_is_named(who, names) for who in answer.perpetrators)


def _is_named(who: str | None, names: tuple[str, ...]) -> bool:
    """Return whether *names* hold *who*: half of the shorter name's words are shared, or neither names anybody."""
    if not who:
        return not names or all(_UNNAMED in name.lower() for name in names)
    wanted = _words(who)
    return any(len(wanted & words) >= max(1, min(len(wanted), len(words)) / 2) for words in map(_words, names))


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(re.findall(r"[a-z0-9]+", plain)) - _COMMON_WORDS


_JUDGES: Mapping[str, Callable[[Answer, Event], bool | None]] = {
    "date": _is_date_right,
    "country": lambda answer, event: _is_in(event.place.country, answer.countries),
    "place": _is_place_right,
    "event_type": lambda answer, event: _is_in(event.event_type, answer.event_types),
    "sub_event_type": lambda answer, event: _is_in(event.sub_event_type, answer.sub_event_types),
    "weapons": _are_weapons_right,
    "killed": lambda answer, event: best_of(event.killed) in answer.killed,
    "killed_in_range": lambda answer, event: answer.killed_range[0] <= best_of(event.killed) <= answer.killed_range[1],
    "injured": lambda answer, event: best_of(event.injured) in answer.injured,
    "claim": _is_claim_right,
    "perpetrator": _is_perpetrator_right,
}
FIELDS = tuple(_JUDGES)
