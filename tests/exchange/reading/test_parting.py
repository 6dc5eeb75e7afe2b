"""Rows are parted as the module csv parts them, faults included, and the line of each is known."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from incidents.exchange.reading.parting import Parting

TEXTS = st.text(st.sampled_from("a\",;\n\r \u2028'"), max_size=40)
Rows = list[list[str]]


def part(text: str, size: int = 1000) -> tuple[Rows, list[int], str]:
    """Rows, the lines on which they begin, and the fault that ends them; *size* lines are taken at a time."""
    parting = Parting(io.StringIO(text, newline=""), ",", size=size)
    rows, begins = Rows(), list[int]()
    try:
        for batch, _ in parting:
            rows += map(list, batch.rows)
            begins += batch.numbers
    except csv.Error as error:
        return rows, [*begins, parting.begins], str(error)
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


@given(TEXTS, st.sampled_from([1, 2, 1000]))
@example('a,"b\n\nc",d\ne,f\n', 1)
@example('a,b"c\n"never closed\n,', 2)
@example("a,b\r\nc,d\r,e", 1000)
def test_rows_are_those_of_the_csv_module(text: str, size: int) -> None:
    assert part(text, size) == part_slowly(text)


def test_a_cell_that_is_too_long_is_refused_without_quotes_too() -> None:
    longest = csv.field_size_limit(10)
    try:
        assert part("a,b\nlonger than ten,b\n") == ([["a", "b"]], [1, 2], "field larger than field limit (10)")
        assert part("a,b\nten,or,less,but,many\n")[2] == ""
    finally:
        csv.field_size_limit(longest)
