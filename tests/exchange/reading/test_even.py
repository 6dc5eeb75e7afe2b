"""Rows that are equally wide are the rows that they are, though nobody keeps them as such."""

from __future__ import annotations

import pytest

from incidents.exchange.reading.even import EvenRows, join_rows, part_lines

ROWS = EvenRows(["a", "b", "c", "d", "e", "f"], 2)


def test_rows_are_cut_from_their_cells() -> None:
    assert list(ROWS) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert (len(ROWS), ROWS[1], ROWS[-1], ROWS[1:]) == (3, ["c", "d"], ["e", "f"], [["c", "d"], ["e", "f"]])
    assert ROWS.columns() == [["a", "c", "e"], ["b", "d", "f"]]


def test_there_is_no_row_behind_the_last() -> None:
    with pytest.raises(IndexError):
        ROWS[3]


@pytest.mark.parametrize(
    "other", [EvenRows(["x", "y"], 2), EvenRows(["x", "y"], 1), [["x"], []]], ids=["as wide", "narrower", "uneven"]
)
def test_rows_are_joined_whatever_their_width(other: EvenRows | list[list[str]]) -> None:
    joined = join_rows([ROWS, other])
    assert list(joined) == [*ROWS, *other]
    assert isinstance(joined, EvenRows) == (list(map(len, other)) == [2])


@pytest.mark.parametrize("text", ["a,b\n,\n", "\n\n", "a,b\nc\n", "a\nb,c\nd,e,f\n"])
def test_lines_are_parted_whatever_their_width(text: str) -> None:
    rows = [line.split(",") for line in text.splitlines()]
    parted = part_lines(text, ",")
    assert list(parted) == rows
    assert isinstance(parted, EvenRows) == (len(set(map(len, rows))) == 1)
