"""How people took suggestions, in lines and as JSON types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from incidents.domain.text import count_of
from incidents.review.automation_bias import AutomationBias
from incidents.review.statistics import Interval, Share


def show_taking(taking: AutomationBias) -> Iterator[str]:
    """The measures in sentences."""
    seen, unseen = count_of(taking.events_with, "event"), count_of(taking.events_without, "event")
    yield f"values as suggested, seeing the suggestion: {_share(taking.kept_with)}, {seen}"
    yield f"values as suggested, without seeing it:     {_share(taking.kept_without)}, {unseen}"
    if taking.moved is None:
        yield "how much suggestions move values cannot be said before events are coded with and without"
    else:
        yield f"suggestions move {taking.moved:+.0%} of the values {_interval(taking.interval)}"
    yield f"planted values caught: {_share(taking.caught)}"
    if taking.seconds_with is not None and taking.seconds_without is not None:
        saved = taking.seconds_without - taking.seconds_with
        told = f"{taking.seconds_with:g} with, {taking.seconds_without:g} without"
        yield f"seconds for an event, median: {told}; saved {saved:g}"


def write_taking(taking: AutomationBias) -> dict[str, Any]:
    """The measures as JSON types."""
    return {
        "with": {"events": taking.events_with, "seconds": taking.seconds_with, **_write(taking.kept_with)},
        "without": {"events": taking.events_without, "seconds": taking.seconds_without, **_write(taking.kept_without)},
        "moved": taking.moved,
        "moved_interval": None if taking.interval is None else list(taking.interval),
        "caught": _write(taking.caught),
    }


def _share(share: Share) -> str:
    return (
        "none yet"
        if share.rate is None
        else f"{share.right} of {share.of} ({share.rate:.0%} {_interval(share.interval)})"
    )


def _interval(interval: Interval | None) -> str:
    return "" if interval is None else f"[{interval.low:.2f} {interval.high:.2f}]"


def _write(share: Share) -> dict[str, Any]:
    low, high = (None, None) if share.interval is None else share.interval
    return {"right": share.right, "of": share.of, "rate": share.rate, "low": low, "high": high}
