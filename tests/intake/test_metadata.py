"""Header lines, title and date at the top of a text, and its language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import BadSource
from incidents.intake.metadata import detect_language, is_prose, read_byline, read_header

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


PROSE = "A bomb went off near a market in the north of the city on Tuesday and hurt nine people."
MORE = "Nobody has said that they were behind it, and the police are looking for two men."


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_a_pasted_page_gives_its_title_and_date_and_keeps_its_paragraphs() -> None:
    byline = read_byline(
        page(
            "News that you can trust since 1950",
            "Bomb near market hurts nine",
            "March 14, 2023 at 8:05 am",
            PROSE,
            MORE,
        )
    )

    assert byline.title == "Bomb near market hurts nine"
    assert byline.published_on == date(2023, 3, 14)
    assert byline.rest == page(PROSE, MORE)


def test_a_byline_beside_the_date_is_not_the_title() -> None:
    byline = read_byline(page("Bomb near market hurts nine", "By Jane Doe", "Published on 14 March 2023", PROSE))

    assert (byline.title, byline.published_on) == ("Bomb near market hurts nine", date(2023, 3, 14))
    assert byline.rest == PROSE


def test_a_date_is_found_in_a_line_that_it_shares_with_the_author() -> None:
    byline = read_byline(page("Bomb near market hurts nine", "Jane Doe | 14 March 2023 | Mosul", PROSE))

    assert byline.published_on == date(2023, 3, 14)


def test_a_title_below_the_date_is_taken_when_the_date_comes_first() -> None:
    byline = read_byline(page("14 March 2023", "Bomb near market hurts nine", PROSE))

    assert byline.title == "Bomb near market hurts nine"


def test_a_single_first_line_over_prose_is_the_title() -> None:
    byline = read_byline(page("Bomb near market hurts nine", PROSE))

    assert (byline.title, byline.published_on) == ("Bomb near market hurts nine", None)
    assert byline.rest == PROSE


def test_two_lines_that_could_be_the_title_leave_it_unknown() -> None:
    text = page("News that you can trust since 1950", "Bomb near market hurts nine", PROSE)

    assert read_byline(text) == read_byline(text).__class__(None, None, text)


def test_two_dates_leave_the_date_unknown() -> None:
    text = page("Attacks of the week", "14 March 2023", PROSE, "15 March 2023", MORE)

    byline = read_byline(text)

    assert byline.published_on is None
    assert "14 March 2023" in byline.rest


def test_a_date_inside_a_sentence_is_not_the_date_of_publication() -> None:
    assert (
        read_byline(
            page(PROSE, "It was the worst since the attack of 7 November 2021 in the same street.")
        ).published_on
        is None
    )


def test_an_update_is_not_the_publication() -> None:
    assert read_byline(page("Bomb near market hurts nine", "Updated 15 March 2023", PROSE)).published_on is None


def test_a_sentence_above_the_date_stays_text() -> None:
    byline = read_byline(page("Bomb near market hurts nine", PROSE, "14 March 2023", MORE))

    assert byline.title == "Bomb near market hurts nine"
    assert [line for line in byline.rest.split("\n") if line] == [PROSE, MORE]


def test_a_line_of_a_million_spaces_takes_no_time() -> None:
    text = f"a{' ' * 1_000_000}|{' ' * 1_000_000}b"

    assert read_byline(text).rest == text


@given(
    st.lists(
        st.sampled_from(
            [PROSE, MORE, "Short line", "14 March 2023", "15 March 2023", "By Jane Doe", "A longer line without a stop"]
        )
    )
)
def test_prose_is_never_cut(lines: list[str]) -> None:
    rest = read_byline(page(*lines)).rest

    assert [line for line in rest.split("\n") if is_prose(line)] == [line for line in lines if is_prose(line)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Gunmen killed five people in a village near the border, police said on Sunday.", "en"),
        ("The bomb, which was hidden in a cart, went off as they passed. Two have died, and nine were hurt.", "en"),
        ("A Samarran assailant stabs two Basran civilians in Tikrit, Salah al-Din Governorate.", "en"),
        ("An air force jet and two drones of Osmania struck the port of Latakia.", "en"),
        ("Politiet skjøt en mann etter at han angrep to personer for å komme til byen.", "no"),
        ("Des hommes armés ont tué cinq personnes dans un village près de la frontière.", "fr"),
        ("Hombres armados mataron a cinco personas en una aldea cerca de la frontera.", "es"),
        ("قتل خمسة أشخاص في هجوم مسلح على قرية قرب الحدود يوم الأحد", "ar"),
        ("مقتل شخصين في بغداد", "ar"),
        ("Взрыв в Мосуле", "ru"),
        ("Пять человек погибли в результате нападения на деревню возле границы", "ru"),
    ],
)
def test_a_sentence_tells_its_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Baghdad", "12345 67890 12345 67890 12345 67890 12345 67890", "Five dead"])
def test_too_few_words_leave_it_unknown(text: str) -> None:
    assert detect_language(text) is None
