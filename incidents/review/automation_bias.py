"""Automation bias: whether coders keep suggested values because they are shown, see wrong ones, and are quicker.

Compared are events coded with the suggestion in sight and without it: how often the stored value is the suggested one.
The difference is what the suggestions moved. Pure: takes trials and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from incidents.domain.suggestions import WITH, WITHOUT, Trial
from incidents.review.statistics import Interval, Share, percentile, resample


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomationBias:
    """How suggestions change codings.

    *kept_with* and *kept_without* are values equal to the suggested ones, of events coded with and without seeing them;
    *moved* is the difference of the two shares with its 95 % *interval*, bootstrapped over events. *caught* are the
    planted wrong values that were changed. *seconds_with* and *seconds_without* are medians for an event. Measures
    without any event are None.
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


def measure_automation_bias(trials: Iterable[Trial]) -> AutomationBias:
    """Measure the bias over *trials*. An event with a planted value counts only for *caught*."""
    listed = list(trials)
    shown = [each for each in listed if each.arm == WITH]
    hidden = [each for each in listed if each.arm == WITHOUT]
    planted = [each for each in listed if each.is_caught is not None]
    moved = _moved([*shown, *hidden])
    drawn = [] if moved is None else [each for each in resample([*shown, *hidden], _moved) if each is not None]
    return AutomationBias(
        events_with=len(shown),
        events_without=len(hidden),
        kept_with=_kept(shown),
        kept_without=_kept(hidden),
        moved=moved,
        interval=percentile(drawn) if drawn else None,
        caught=Share(sum(bool(each.is_caught) for each in planted), len(planted)),
        seconds_with=_median_seconds(shown),
        seconds_without=_median_seconds(hidden),
    )


def _kept(trials: Iterable[Trial]) -> Share:
    counts = [(len(each.kept), len(each.told)) for each in trials]
    return Share(sum(kept for kept, _ in counts), sum(told for _, told in counts))


def _moved(trials: Sequence[Trial]) -> float | None:
    """Return the difference of the two shares; None if there are no values with or no values without."""
    shown, hidden = (_kept(each for each in trials if each.arm == arm) for arm in (WITH, WITHOUT))
    return round(shown.right / shown.of - hidden.right / hidden.of, 3) if shown.of and hidden.of else None


def _median_seconds(trials: Sequence[Trial]) -> float | None:
    return round(median(each.seconds for each in trials), 1) if trials else None
