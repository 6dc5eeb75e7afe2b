"""Lines taken many at a time are those that would be taken one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from incidents.exchange.reading.batch import Batch, Line, batch, batch_up

LINES = [Line(number, (str(number), "x")) for number in range(1, 6)]


@pytest.mark.parametrize("taken", [0, 1, 2, 3, 5])
def test_what_was_taken_one_by_one_is_in_no_batch(taken: int) -> None:
    lines = batch_up(LINES, 2)
    assert list(islice(lines, taken)) == LINES[:taken]
    batches = list(lines.batches())
    assert [line for each in batches for line in each.lines()] == LINES[taken:]
    assert all(batches)


def test_lines_that_are_put_back_come_first() -> None:
    lines = batch_up(LINES, 3)
    first = list(islice(lines, 2))
    assert list(lines.behind(first[1:])) == LINES[1:]


@pytest.mark.parametrize(
    ("least", "numbers"), [(1, [[2], [3, 4], [5]]), (2, [[2, 3, 4], [5]]), (4, [[2, 3, 4, 5]]), (5, [[2, 3, 4, 5]])]
)
def test_batches_are_at_least_as_large_as_they_are_asked_for(least: int, numbers: list[list[int]]) -> None:
    lines = batch_up(LINES, 2)
    next(iter(lines))
    assert [list(each.numbers) for each in lines.batches(least)] == numbers


def test_batches_of_which_nothing_is_left_do_not_come() -> None:
    changed = batch_up(LINES, 2).change(
        lambda each: each.pick([place for place in range(len(each)) if each.numbers[place] > 3])
    )
    assert [list(each.numbers) for each in changed.batches(1)] == [[4], [5]]


def test_what_comes_before_a_fault_is_taken() -> None:
    def break_off() -> Iterator[Line]:
        yield from LINES[:3]
        raise OSError("gone")

    lines = iter(batch_up(break_off(), 2))
    assert list(islice(lines, 3)) == LINES[:3]
    with pytest.raises(OSError, match="gone"):
        next(lines)


def test_lines_of_different_width_have_no_columns() -> None:
    even = batch(LINES[:2])
    assert even.columns == [("1", "2"), ("x", "x")]
    assert replace(even, rows=[("1",), ("2", "x")]).columns is None


def test_a_column_that_all_lines_have_is_there_though_some_are_wider() -> None:
    assert Batch([1, 2], [("a",), ("b", "c")]).column(0) == ["a", "b"]
