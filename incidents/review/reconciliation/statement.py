"""What one report states on one aspect, with all that a rule may ask about the report. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from incidents.domain.report import Report

Value = TypeVar("Value")
_LAST = 1_000  # the trust of an outlet whose scale nobody knows: after all others


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[Value]):
    """*value* as *report* has it. *time* orders statements, the latest being the greatest; *trust* is 1 for the best.

    No two statements of one event have the same *time*, so that no rule depends on the order in which they come.
    """

    report: Report
    value: Value
    time: tuple[str, str, int, str]
    trust: int


def state(report: Report, value: Value, *, trust: Mapping[str, int]) -> Statement[Value]:
    """The statement of *report*, by the day of its article, then by when it was coded."""
    published = report.source.published_on
    day = "" if published is None else published.isoformat()
    rank = _LAST if report.source.scale is None else trust.get(report.source.scale, _LAST)
    return Statement(report=report, value=value, time=(day, report.created_at, len(report.id), report.id), trust=rank)


def newest_first(statements: Iterable[Statement[Value]]) -> list[Statement[Value]]:
    """*statements* from the latest to the earliest."""
    return sorted(statements, key=lambda each: each.time, reverse=True)
