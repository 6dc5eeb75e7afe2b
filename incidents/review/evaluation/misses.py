"""Where a coding went wrong, value by value, with the article's words: what its author reads next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from incidents.domain.claim import overall_status
from incidents.domain.event import Event
from incidents.domain.harm import Count
from incidents.review.evaluation.answers import perpetrators_of
from incidents.review.evaluation.calibration import CONFIDENCE_OF
from incidents.review.evaluation.judging import JudgedArticle, Judgement

UNKNOWN = "-"
_BEARING = {**CONFIDENCE_OF, "killed_in_range": "killed", "claim": "claim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue:
    """One field: the value that was *expected* (its first reading), the one that was *suggested*, and its *words*."""

    field: str
    expected: str
    suggested: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One event with something wrong.

    *number* counts the coded events of its article from 1; it is None for a spurious event, which nobody coded. *what*
    says which event it is; *words* bear it out. *values* is empty for an event that was missed or is spurious.
    """

    article: str
    number: int | None
    is_main: bool
    is_found: bool
    what: str
    words: tuple[str, ...]
    values: tuple[WrongValue, ...] = ()


def find_misses(judged: Iterable[JudgedArticle]) -> Iterator[Miss]:
    """The missed events, those with a wrong value, and the spurious ones, by article."""
    for article in judged:
        yield from (_miss(judgement) for judgement in article.judgements if judgement.wrong)
        yield from (_spurious(article.article, event) for event in article.spurious)


def describe(event: Event) -> str:
    """An event in a line: day, place, country, type."""
    named = (_day(event), event.place.name, event.place.country, event.sub_event_type or event.event_type)
    return ", ".join(part for part in named if part and part != UNKNOWN) or "an event"


def _miss(judgement: Judgement) -> Miss:
    expected, event = judgement.answer.event, judgement.event
    return Miss(
        article=judgement.article,
        number=judgement.number + 1,
        is_main=judgement.is_main,
        is_found=event is not None,
        what=describe(expected),
        words=judgement.answer.words,
        values=() if event is None else tuple(_wrong(field, expected, event) for field in judgement.wrong),
    )


def _spurious(article: str, event: Event) -> Miss:
    return Miss(
        article=article,
        number=None,
        is_main=event.main,
        is_found=True,
        what=describe(event),
        words=_words(event, "event_type"),
    )


def _wrong(field: str, expected: Event, suggested: Event) -> WrongValue:
    show = _SHOWN[field]
    words = _words(suggested, _BEARING[field])
    return WrongValue(field=field, expected=show(expected), suggested=show(suggested), words=words)


def _words(event: Event, field: str) -> tuple[str, ...]:
    found = sorted((each.start, each.quote) for each in event.evidence if each.field.partition(".")[0] == field)
    return tuple(dict.fromkeys(quote for _, quote in found))


def _day(event: Event) -> str:
    return UNKNOWN if event.when is None else event.when.start.isoformat()


def _place(event: Event) -> str:
    point = "" if event.place.point is None else "{:.2f},{:.2f}".format(*event.place.point)
    return " ".join(filter(None, (event.place.name, point))) or UNKNOWN


def _count(count: Count) -> str:
    return count.status if count.best is None else str(count.best)


def _killed(event: Event) -> str:
    return _count(event.killed)


_SHOWN: Mapping[str, Callable[[Event], str]] = {
    "date": _day,
    "country": lambda event: event.place.country or UNKNOWN,
    "place": _place,
    "event_type": lambda event: event.event_type or UNKNOWN,
    "sub_event_type": lambda event: event.sub_event_type or UNKNOWN,
    "weapons": lambda event: ", ".join(weapon.weapon for weapon in event.weapons) or UNKNOWN,
    "killed": _killed,
    "killed_in_range": _killed,
    "injured": lambda event: _count(event.injured),
    "claim": lambda event: overall_status(event.claims),
    "perpetrator": lambda event: ", ".join(perpetrators_of(event)) or UNKNOWN,
}
