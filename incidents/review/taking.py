"""How people took suggestions: whether values stay because they are shown, wrong ones are seen, and it is quicker.

Compared are events that were coded with the suggestion before the coder, and without: how often the stored value is the
suggested one. What the first exceeds the second by, the suggestions moved. Pure: takes trials and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from incidents.domain.trial import WITH, WITHOUT, Trial
from incidents.review.evaluation.intervals import Interval, Share, percentile, redraw


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """*kept_with* and *kept_without*: values equal to the suggested ones, of events coded with and without seeing them.

    *moved* is the difference of the two shares with its 95 % *interval*, bootstrapped over events; *caught* the planted
    values that were changed. *seconds_with* and *seconds_without* are medians for an event; all None without any.
    """

    events_with: int
    events_without: int
    kept_with: Share
    kept_without: Share
    moved: float | None
    interval: Interval | None
    caught: Share
    seconds_with: float | None
    seconds_without: float | None


def measure(trials: Iterable[Trial]) -> Taking:
    """What *trials* tell. A planted value is no suggestion: its event counts for catching alone."""
    everything = list(trials)
    shown = [each for each in everything if each.arm == WITH]
    hidden = [each for each in everything if each.arm == WITHOUT]
    planted = [each for each in everything if each.is_caught is not None]
    kept_with, kept_without = _kept(shown), _kept(hidden)
    has_both = kept_with.of > 0 and kept_without.of > 0
    return Taking(
        events_with=len(shown),
        events_without=len(hidden),
        kept_with=kept_with,
        kept_without=kept_without,
        moved=_moved([*shown, *hidden]) if has_both else None,
        interval=_interval([*shown, *hidden]) if has_both else None,
        caught=Share(sum(bool(each.is_caught) for each in planted), len(planted)),
        seconds_with=_middle(shown),
        seconds_without=_middle(hidden),
    )


def _kept(trials: Iterable[Trial]) -> Share:
    counts = [(len(each.kept), len(each.told)) for each in trials]
    return Share(sum(kept for kept, _ in counts), sum(told for _, told in counts))


def _moved(trials: Sequence[Trial]) -> float | None:
    shown, hidden = (_kept(each for each in trials if each.arm == arm) for arm in (WITH, WITHOUT))
    return round(shown.right / shown.of - hidden.right / hidden.of, 3) if shown.of and hidden.of else None


def _interval(trials: Sequence[Trial]) -> Interval | None:
    drawn = [each for each in redraw(trials, _moved) if each is not None]
    return percentile(drawn) if drawn else None


def _middle(trials: Sequence[Trial]) -> float | None:
    return round(median(each.seconds for each in trials), 1) if trials else None
