"""What trials tell of how suggestions are taken."""

from __future__ import annotations

from incidents.domain.suggestions import Trial
from incidents.review.automation_bias import measure_automation_bias

ALL = ("killed", "injured", "place", "event_date")


def trial(arm: str, kept: int, seconds: float = 30, *, is_caught: bool | None = None) -> Trial:
    return Trial(article="a", arm=arm, told=ALL, kept=ALL[:kept], seconds=seconds, is_caught=is_caught)


def test_suggestions_move_what_is_kept_more_often_when_they_are_seen() -> None:
    taking = measure_automation_bias([trial("with", 4)] * 9 + [trial("with", 3)] + [trial("without", 3, 50)] * 10)
    assert (taking.kept_with.right, taking.kept_with.of, taking.kept_without.rate) == (39, 40, 0.75)
    assert taking.moved == 0.225
    assert taking.interval is not None
    assert taking.interval.low <= 0.225 <= taking.interval.high
    assert (taking.seconds_with, taking.seconds_without) == (30, 50)


def test_planted_values_count_for_catching_alone() -> None:
    taking = measure_automation_bias(
        [trial("planted", 4, is_caught=True), trial("planted", 4, is_caught=False), trial("with", 4)]
    )
    assert (taking.caught, taking.events_with) == ((1, 2), 1)


def test_without_both_kinds_nothing_is_said_of_moving() -> None:
    assert measure_automation_bias([trial("with", 4)]).moved is None
    assert measure_automation_bias([]).seconds_with is None
