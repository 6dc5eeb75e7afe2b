from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import BadSource
from incidents.intake.header import read_header

VALUES = st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1)


def test_lines_are_taken_in_any_order_and_case() -> None:
    header = read_header("DATE: 2021-11-07\ntitle:  Two  hurt \nPublisher:Courier\n\nThe text.", source="a.txt")

    assert (header.get("title"), header.get("publisher"), header.get("date")) == ("Two hurt", "Courier", "2021-11-07")
    assert header.rest == "The text."


@pytest.mark.parametrize("line", ["Published: 2021-11-07", "Publication date: 2021-11-07", "Date: 2021-11-07"])
def test_the_date_goes_by_several_names(line: str) -> None:
    assert read_header(f"{line}\n\nThe text.", source="a.txt").get("date") == "2021-11-07"


def test_blank_lines_between_header_lines_do_not_end_it() -> None:
    assert read_header("\nTitle: A\n\nDate: 2021-11-07\n\nText.", source="a.txt").get("date") == "2021-11-07"


def test_a_line_in_the_middle_of_the_text_is_text() -> None:
    text = "The first line.\nDate: 2021-11-07"

    header = read_header(text, source="a.txt")

    assert header.lines == {}
    assert header.rest == text


def test_an_empty_value_is_unknown_and_not_text() -> None:
    header = read_header("Title:\nDate: 2021-11-07\n\nText.", source="a.txt")

    assert header.get("title") is None
    assert header.rest == "Text."


def test_two_lines_for_the_same_thing_are_refused_by_line() -> None:
    with pytest.raises(BadSource, match=r"a\.txt, line 2: a second date \(the first is in line 1\)"):
        read_header("Date: 2021-11-07\nPublished: 2021-11-08\n\nText.", source="a.txt")


@given(st.permutations(["Title", "Publisher", "Date", "URL", "Language"]), st.lists(VALUES, min_size=5, max_size=5))
def test_what_was_written_is_read_whatever_the_order(names: list[str], values: list[str]) -> None:
    lines = [f"{name}: {value}" for name, value in zip(names, values, strict=True)]

    header = read_header("\n".join([*lines, "", "Text."]), source="a.txt")

    assert {name: header.get(name.lower()) for name in names} == dict(zip(names, values, strict=True))
    assert header.rest == "Text."


@given(st.text())
def test_nothing_is_lost_of_a_text_without_a_header(text: str) -> None:
    unheaded = f"Plain words\n{text}"

    assert read_header(unheaded, source="a.txt").rest == unheaded.strip("\n")
