"""Rows are parted as the module csv parts them, faults included, and the line of each is known."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidents.exchange.reading import parting
from incidents.exchange.reading.parting import Parting

TEXTS = st.text(st.sampled_from("a\",;\n\r \u2028'"), max_size=40)
Rows = list[list[str]]


def part(text: str, size: int = 1000) -> tuple[Rows, list[int], str]:
    """Rows, the lines on which they begin, and the fault that ends them; the text comes so many letters at a time."""
    parted = Parting((text[start : start + size] for start in range(0, len(text), size)), ",")
    rows, begins = Rows(), list[int]()
    try:
        for batch, _ in parted:
            rows += map(list, batch.rows)
            begins += batch.numbers
    except csv.Error as error:
        return rows, [*begins, parted.begins], str(error)
    return rows, begins, ""


def part_slowly(text: str) -> tuple[Rows, list[int], str]:
    table = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, begins, next_begins = Rows(), list[int](), 1
    try:
        for cells in table:
            rows.append(cells or [""])  # a blank line has one cell, of which nothing is said
            begins.append(next_begins)
            next_begins = table.line_num + 1
    except csv.Error as error:
        return rows, [*begins, next_begins], str(error)
    return rows, begins, ""


@given(TEXTS, st.sampled_from([1, 2, 5, 1000]), st.sampled_from([1, 1000]))
@example('a,"b\n\nc",d\ne,f\n', 1, 1)
@example('a,b"c\n"never closed\n,', 2, 1)
@example("a,b\r\nc,d\r,e", 1000, 1)
@example('a,"\n"\n"\n",\n', 1000, 1)
@example('a,"b"\nc,d\n"e"f\n', 1000, 1)
@example('a,b\n"x",y\n\nc,d\n', 5, 1)
def test_rows_are_those_of_the_csv_module(text: str, size: int, far: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parting, "_FAR", far)
        assert part(text, size) == part_slowly(text)


def test_a_cell_that_is_too_long_is_refused_without_quotes_too() -> None:
    longest = csv.field_size_limit(10)
    try:
        assert part("a,b\nlonger than ten,b\n") == ([["a", "b"]], [1, 2], "field larger than field limit (10)")
        assert part("a,b\nten,or,less,but,many\n")[2] == ""
    finally:
        csv.field_size_limit(longest)
