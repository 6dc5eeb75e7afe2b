"""How the figures of an evaluation are shown: a table a person can hold beside another. Yields lines, prints none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.cli.cards import Line, fold_line
from incidents.cli.terminal import BOLD, FAINT, flat
from incidents.domain.text import count_of
from incidents.review.evaluation import Calibration, Difference, Miss, Scores, WrongValue
from incidents.review.statistics import Interval, Share
from incidents.services.evaluation import Evaluation

_NONE = "-"
_CERTAIN = 0.05  # the chance below which a difference is called one
_NAMED = 5  # events, of those that got better or worse


def show_evaluation(evaluation: Evaluation) -> Iterator[Line]:
    """The measures, the calibration, and the comparison if there is one."""
    yield from _show_events(evaluation.scores)
    yield from _show_fields(evaluation.scores)
    yield from _show_calibration(evaluation.calibration)
    if evaluation.differences is not None:
        yield from _show_differences(evaluation.differences)


def show_misses(misses: Iterable[Miss]) -> Iterator[Line]:
    """Each event that went wrong."""
    yield Line("")
    yield Line("what went wrong", BOLD)
    for miss in misses:
        kind = "main" if miss.is_main else "background"
        if miss.number is None:
            yield from fold_line(flat(f"{miss.article}: suggested, and nobody coded it: {miss.what}"), 0)
        else:
            missed = "" if miss.is_found else " WAS NOT FOUND"
            yield from fold_line(flat(f"{miss.article} event {miss.number} ({kind}){missed}: {miss.what}"), 0)
        yield from _show_words(miss.words, indent=4)
        for value in miss.values:
            yield from _show_value(value)


def _show_events(scores: Scores) -> Iterator[Line]:
    absent = f", {scores.absent} of them absent" if scores.absent else ""
    coded = f"{count_of(scores.recall.of, 'event')} coded, {scores.precision.of} suggested"
    yield Line(f"{count_of(scores.articles, 'article')}{absent}; {coded}")
    yield Line(f"precision          {_share(scores.precision)}")
    yield Line(f"recall             {_share(scores.recall)}")
    yield Line(f"F1                 {_rate(scores.f1)}  {_ends(scores.f1_interval)}")
    yield Line(f"main events found  {_share(scores.main_recall)}")
    yield Line(f"irrelevant alone   {_share(scores.left_alone)}")


def _show_fields(scores: Scores) -> Iterator[Line]:
    yield Line("")
    yield Line(f"{'right values':<18} {'main events':<30} all events", BOLD)
    for field, share in scores.main.items():
        yield Line(f"{field:<18} {_share(share):<30} {_share(scores.every[field])}")
    yield Line(f"{'mean':<18} {scores.main_mean:.3f}")


def _show_calibration(calibration: Calibration) -> Iterator[Line]:
    if calibration.error is None:
        return
    yield Line("")
    yield Line(f"{'confidence':<18} {'mean':<6} right", BOLD)
    for each in calibration.bins:
        yield Line(f"{each.low:.1f} to {each.high:.1f}         {each.promised:.3f}  {_share(each.kept)}")
    yield Line(f"mean gap between confidence and share: {calibration.error:.3f}")


def _show_differences(differences: Sequence[Difference]) -> Iterator[Line]:
    yield Line("")
    yield Line(f"{'against the other':<18} {'better':>6} {'worse':>6}  {'gain':<7} {'95 %':<18} chance", BOLD)
    for each in differences:
        ends = f"{each.interval.low:+.3f} to {each.interval.high:+.3f}"
        mark = " *" if each.chance < _CERTAIN else ""
        counts = f"{len(each.better):>6} {len(each.worse):>6}"
        yield Line(f"{each.field:<18} {counts}  {each.gain:+.3f}  {ends:<18} {each.chance:.3f}{mark}")
    for each in differences:
        yield from _show_names(each.field, "better", each.better)
        yield from _show_names(each.field, "worse", each.worse)


def _show_names(field: str, way: str, names: Sequence[str]) -> Iterator[Line]:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    if names:
        yield from fold_line(flat(f"{field} {way}: {'; '.join(names[:_NAMED])}{more}"), FAINT)


def _show_value(value: WrongValue) -> Iterator[Line]:
    yield from fold_line(flat(f"{value.field}: {value.suggested} where {value.expected} is right"), 0, indent=2)
    yield from _show_words(value.words, indent=4)


def _show_words(words: Iterable[str], *, indent: int) -> Iterator[Line]:
    for quote in words:
        yield from fold_line(f'"{flat(quote)}"', FAINT, indent=indent)


def _share(share: Share) -> str:
    counts = f"{share.right}/{share.of}"
    return f"{_rate(share.rate)}  {_ends(share.interval):<14} {counts}"


def _rate(rate: float | None) -> str:
    return _NONE if rate is None else f"{rate:.3f}"


def _ends(interval: Interval | None) -> str:
    return _NONE if interval is None else f"{interval.low:.2f} to {interval.high:.2f}"
