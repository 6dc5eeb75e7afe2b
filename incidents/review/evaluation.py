"""Evaluation of a coding against an answer key: measures, calibration, misses, and comparison with another coding.

Takes matched articles (``event_matching``); opens no file and runs no coder. The measures are those of the project's
hand-coded news, so that other figures can be compared with ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from incidents.domain.casualties import Count
from incidents.domain.events import Event, overall_status
from incidents.review.answer_keys import perpetrators_of
from incidents.review.event_matching import FIELDS, MatchedArticle, MatchedEvent
from incidents.review.statistics import Interval, Share, bootstrap, mcnemar

Document = dict[str, Any]
FOUND = "found"
UNKNOWN = "-"
# The key of an event's confidence and evidence for each field that is judged.
CONFIDENCE_OF = {"date": "event_date", "perpetrator": "actors"} | {
    field: field
    for field in ("country", "place", "event_type", "sub_event_type", "weapons", "killed", "injured", "claim")
}
_EVIDENCE_OF = {**CONFIDENCE_OF, "killed_in_range": "killed"}
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_Counts = tuple[int, int, int]  # of one article: matched, suggested, coded
_Pair = tuple[MatchedEvent, MatchedEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The measures of a coding. A missed event is wrong in every field.

    *main* and *every* are shares by field, of main events and of all. *left_alone* are irrelevant articles without a
    suggested event. *f1* is None without any event; *absent* counts articles that the coding does not have.
    """

    articles: int
    absent: int
    precision: Share
    recall: Share
    f1: float | None
    f1_interval: Interval | None
    main_recall: Share
    left_alone: Share
    main: Mapping[str, Share]
    every: Mapping[str, Share]

    @property
    def main_mean(self) -> float:
        """The mean of the main events' shares over all fields; a field that nothing compares counts as 0."""
        return round(sum(share.rate or 0.0 for share in self.main.values()) / len(FIELDS), 3)


def score(matched: Sequence[MatchedArticle]) -> Scores:
    """Return the measures."""
    events = [event for article in matched for event in article.events]
    main = [event for event in events if event.is_main]
    irrelevant = [article for article in matched if not article.events]
    counts = [(article.matched, article.suggested, len(article.events)) for article in matched]
    found, suggested, coded = _add_up(counts)
    has_events = suggested > 0 and coded > 0
    return Scores(
        articles=len(matched),
        absent=sum(article.is_absent for article in matched),
        precision=Share(found, suggested),
        recall=Share(found, coded),
        f1=_f1(counts) if has_events else None,
        f1_interval=bootstrap(counts, _f1) if has_events else None,
        main_recall=Share(sum(event.event is not None for event in main), len(main)),
        left_alone=Share(sum(not article.spurious for article in irrelevant), len(irrelevant)),
        main=_shares(main),
        every=_shares(events),
    )


def rates(scores: Scores) -> Mapping[str, float | None]:
    """Return every measure, keyed by the name under which a threshold may be set for it."""
    return {
        "precision": scores.precision.rate,
        "recall": scores.recall.rate,
        "f1": scores.f1,
        "main_recall": scores.main_recall.rate,
        "irrelevant": scores.left_alone.rate,
        "mean": scores.main_mean,
        **{field: share.rate for field, share in scores.main.items()},
    }


def _add_up(counts: Sequence[_Counts]) -> _Counts:
    return sum(each[0] for each in counts), sum(each[1] for each in counts), sum(each[2] for each in counts)


def _f1(counts: Sequence[_Counts]) -> float:
    """Return the harmonic mean of the rounded precision and recall."""
    found, suggested, coded = _add_up(counts)
    precision, recall = Share(found, suggested).rate, Share(found, coded).rate
    return round(2 * precision * recall / (precision + recall), 3) if precision and recall else 0.0


def _shares(events: Iterable[MatchedEvent]) -> Mapping[str, Share]:
    listed = [event.right for event in events]
    compared = {field: [right[field] for right in listed if right[field] is not None] for field in FIELDS}
    return {field: Share(sum(map(bool, values)), len(values)) for field, values in compared.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The values with a confidence from *low* to below *high* (or at 1): the mean *promised*, and what was *kept*."""

    low: float
    high: float
    promised: float
    kept: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The bins that hold any value, and the expected calibration *error*, 0 to 1; None without any value.

    The error is the mean gap between what the confidences of a bin promise and the share that is right, weighted by the
    number of values.
    """

    bins: tuple[Bin, ...]
    error: float | None


def calibrate(matched: Iterable[MatchedArticle], *, fields: Iterable[str] = tuple(CONFIDENCE_OF)) -> Calibration:
    """Compare the confidences in *fields* of the events that were found with the shares that are right."""
    values = list(_confidences(matched, tuple(fields)))
    bins = tuple(_bin(low, high, inside) for low, high in pairwise(_EDGES) if (inside := _inside(values, low, high)))
    gaps = sum(abs(each.promised * each.kept.of - each.kept.right) for each in bins)
    return Calibration(bins=bins, error=round(gaps / len(values), 3) if values else None)


def _confidences(matched: Iterable[MatchedArticle], fields: Sequence[str]) -> Iterator[tuple[float, bool]]:
    for each in (event for article in matched for event in article.events):
        for field in fields:
            right = each.right[field]
            confidence = None if each.event is None else each.event.confidence.get(CONFIDENCE_OF[field])
            if right is not None and confidence is not None:
                yield confidence, right


def _inside(values: Sequence[tuple[float, bool]], low: float, high: float) -> list[tuple[float, bool]]:
    last = _EDGES[-1]
    return [each for each in values if low <= each[0] < high or each[0] == high == last]


def _bin(low: float, high: float, inside: Sequence[tuple[float, bool]]) -> Bin:
    promised = sum(confidence for confidence, _ in inside) / len(inside)
    kept = Share(sum(is_right for _, is_right in inside), len(inside))
    return Bin(low=low, high=high, promised=round(promised, 3), kept=kept)


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
    describes the event; *words* are the evidence. *values* is empty for an event that was missed or is spurious.
    """

    article: str
    number: int | None
    is_main: bool
    is_found: bool
    what: str
    words: tuple[str, ...]
    values: tuple[WrongValue, ...] = ()


def find_misses(matched: Iterable[MatchedArticle]) -> Iterator[Miss]:
    """Yield the missed events, those with a wrong value, and the spurious ones, by article."""
    for article in matched:
        yield from (_miss(event) for event in article.events if event.wrong)
        for event in article.spurious:
            yield Miss(
                article=article.article,
                number=None,
                is_main=event.main,
                is_found=True,
                what=describe(event),
                words=_words(event, "event_type"),
            )


def describe(event: Event) -> str:
    """Return an event in a line: day, place, country, type."""
    named = (_day(event), event.place.name, event.place.country, event.sub_event_type or event.event_type)
    return ", ".join(part for part in named if part and part != UNKNOWN) or "an event"


def _miss(matched: MatchedEvent) -> Miss:
    expected, event = matched.answer.event, matched.event
    return Miss(
        article=matched.article,
        number=matched.number + 1,
        is_main=matched.is_main,
        is_found=event is not None,
        what=describe(expected),
        words=matched.answer.words,
        values=() if event is None else tuple(_wrong(field, expected, event) for field in matched.wrong),
    )


def _wrong(field: str, expected: Event, suggested: Event) -> WrongValue:
    show = _SHOWN[field]
    words = _words(suggested, _EVIDENCE_OF[field])
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


_SHOWN: Mapping[str, Callable[[Event], str]] = {
    "date": _day,
    "country": lambda event: event.place.country or UNKNOWN,
    "place": _place,
    "event_type": lambda event: event.event_type or UNKNOWN,
    "sub_event_type": lambda event: event.sub_event_type or UNKNOWN,
    "weapons": lambda event: ", ".join(weapon.weapon for weapon in event.weapons) or UNKNOWN,
    "killed": lambda event: _count(event.killed),
    "killed_in_range": lambda event: _count(event.killed),
    "injured": lambda event: _count(event.injured),
    "claim": lambda event: overall_status(event.claims),
    "perpetrator": lambda event: ", ".join(perpetrators_of(event)) or UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field, or ``found`` for the events themselves, over *of* coded events.

    *better* and *worse* name the events ("article event 1") that only the first, or only the other coding has right.
    *gain* is the difference of the two shares, with its 95 % *interval* by bootstrap over articles; *chance* is the
    exact McNemar probability of such a difference between two codings that are equally good. Pairing shows a small
    difference that two separate intervals would hide.
    """

    field: str
    of: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    gain: float
    interval: Interval
    chance: float


def compare_codings(matched: Sequence[MatchedArticle], others: Sequence[MatchedArticle]) -> tuple[Difference, ...]:
    """Compare two codings matched with the same key; a field that nothing compares is left out."""
    articles = [tuple(zip(one.events, other.events, strict=True)) for one, other in zip(matched, others, strict=True)]
    rows = (_compare(field, articles) for field in (FOUND, *FIELDS))
    return tuple(row for row in rows if row is not None)


def _compare(field: str, articles: Sequence[Sequence[_Pair]]) -> Difference | None:
    def is_right(event: MatchedEvent) -> bool | None:
        return event.event is not None if field == FOUND else event.right[field]

    compared = [kept for pairs in articles if (kept := [pair for pair in pairs if is_right(pair[0]) is not None])]
    pairs = [pair for article in compared for pair in article]
    if not pairs:
        return None
    verdicts = [(f"{one.article} event {one.number + 1}", is_right(one), is_right(other)) for one, other in pairs]
    better = tuple(name for name, first, second in verdicts if first is True and second is False)
    worse = tuple(name for name, first, second in verdicts if first is False and second is True)
    surplus = [
        (sum(bool(is_right(one)) - bool(is_right(other)) for one, other in article), len(article))
        for article in compared
    ]
    return Difference(
        field=field,
        of=len(pairs),
        better=better,
        worse=worse,
        gain=round((len(better) - len(worse)) / len(pairs), 3),
        interval=bootstrap(surplus, lambda counts: sum(each[0] for each in counts) / sum(each[1] for each in counts)),
        chance=mcnemar(len(better), len(worse)),
    )


def write_scores(scores: Scores, calibration: Calibration) -> Document:
    """Return the measures as JSON types: each share as its rate, its counts and the ends of its 95 % interval."""
    return {
        "articles": scores.articles,
        "absent": scores.absent,
        "events": {
            "precision": _write_share(scores.precision),
            "recall": _write_share(scores.recall),
            "f1": {"rate": scores.f1, **_write_interval(scores.f1_interval)},
        },
        "main_recall": _write_share(scores.main_recall),
        "irrelevant_left_alone": _write_share(scores.left_alone),
        "main_fields": {field: _write_share(share) for field, share in scores.main.items()},
        "main_mean": scores.main_mean,
        "all_fields": {field: _write_share(share) for field, share in scores.every.items()},
        "calibration": {
            "error": calibration.error,
            "bins": [
                {"from": each.low, "to": each.high, "promised": each.promised, **_write_share(each.kept)}
                for each in calibration.bins
            ],
        },
    }


def write_misses(misses: Sequence[Miss]) -> list[Document]:
    """Return the misses as JSON types, in order."""
    return [asdict(miss) for miss in misses]


def write_comparison(differences: Sequence[Difference]) -> list[Document]:
    """Return the differences as JSON types, by field."""
    return [asdict(each) | {"interval": _write_interval(each.interval)} for each in differences]


def _write_share(share: Share) -> Document:
    return {"rate": share.rate, "right": share.right, "of": share.of, **_write_interval(share.interval)}


def _write_interval(interval: Interval | None) -> Document:
    return {"low": None, "high": None} if interval is None else interval._asdict()
