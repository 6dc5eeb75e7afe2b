from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.review.rows import Row, join_rows, read_row, show_row, split_rows

# Heads are codes; names are whatever people and groups are called, never with blanks at their ends.
HEADS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
NAMES = st.text(st.sampled_from("ab ;\"()=,.'é"), min_size=1).filter(lambda name: name == name.strip())
ROWS = st.builds(
    Row, HEADS, st.one_of(st.none(), NAMES), st.dictionaries(st.sampled_from(["type", "country"]), NAMES, max_size=2)
)


def test_a_row_is_a_head_a_name_and_notes() -> None:
    row = read_row("target = Mosul police (type=police, country=Iraq)", keys=("type", "country"))

    assert row == Row("target", "Mosul police", {"type": "police", "country": "Iraq"})


def test_brackets_without_an_equals_sign_belong_to_the_name() -> None:
    assert read_row("target=Workers' Party (PKK)", keys=()) == Row("target", "Workers' Party (PKK)")


def test_a_head_alone_is_a_row() -> None:
    assert read_row("civilians (outcome=killed)", keys=("outcome",)) == Row("civilians", None, {"outcome": "killed"})


def test_a_semicolon_in_quotes_parts_nothing() -> None:
    assert split_rows('a="x; y"; b ;; ') == ('a="x; y"', "b")


def test_a_note_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ValueError, match="'kind' is not one of type, country"):
        read_row("target=Mosul police (kind=police)", keys=("type", "country"))


def test_a_quote_that_is_not_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        split_rows('a="x; y')


@given(ROWS)
def test_a_row_is_read_back_as_it_was_shown(row: Row) -> None:
    assert read_row(show_row(row), keys=("type", "country")) == row


@given(st.lists(ROWS))
def test_rows_are_parted_where_they_were_joined(rows: list[Row]) -> None:
    shown = [show_row(row) for row in rows]

    assert split_rows(join_rows(shown)) == tuple(shown)
