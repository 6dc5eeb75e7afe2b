from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from incidents.intake.masthead import is_prose, read_masthead

PROSE = "A bomb went off near a market in the north of the city on Tuesday and hurt nine people."
MORE = "Nobody has said that they were behind it, and the police are looking for two men."


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_a_pasted_page_gives_its_title_and_date_and_keeps_its_paragraphs() -> None:
    masthead = read_masthead(
        page(
            "News that you can trust since 1950",
            "Bomb near market hurts nine",
            "March 14, 2023 at 8:05 am",
            PROSE,
            MORE,
        )
    )

    assert masthead.title == "Bomb near market hurts nine"
    assert masthead.published_on == date(2023, 3, 14)
    assert masthead.rest == page(PROSE, MORE)


def test_a_byline_beside_the_date_is_not_the_title() -> None:
    masthead = read_masthead(page("Bomb near market hurts nine", "By Jane Doe", "Published on 14 March 2023", PROSE))

    assert (masthead.title, masthead.published_on) == ("Bomb near market hurts nine", date(2023, 3, 14))
    assert masthead.rest == PROSE


def test_a_date_is_found_in_a_line_that_it_shares_with_the_author() -> None:
    masthead = read_masthead(page("Bomb near market hurts nine", "Jane Doe | 14 March 2023 | Mosul", PROSE))

    assert masthead.published_on == date(2023, 3, 14)


def test_a_title_below_the_date_is_taken_when_the_date_comes_first() -> None:
    masthead = read_masthead(page("14 March 2023", "Bomb near market hurts nine", PROSE))

    assert masthead.title == "Bomb near market hurts nine"


def test_a_single_first_line_over_prose_is_the_title() -> None:
    masthead = read_masthead(page("Bomb near market hurts nine", PROSE))

    assert (masthead.title, masthead.published_on) == ("Bomb near market hurts nine", None)
    assert masthead.rest == PROSE


def test_two_lines_that_could_be_the_title_leave_it_unknown() -> None:
    text = page("News that you can trust since 1950", "Bomb near market hurts nine", PROSE)

    assert read_masthead(text) == read_masthead(text).__class__(None, None, text)


def test_two_dates_leave_the_date_unknown() -> None:
    text = page("Attacks of the week", "14 March 2023", PROSE, "15 March 2023", MORE)

    masthead = read_masthead(text)

    assert masthead.published_on is None
    assert "14 March 2023" in masthead.rest


def test_a_date_inside_a_sentence_is_not_the_date_of_publication() -> None:
    assert (
        read_masthead(
            page(PROSE, "It was the worst since the attack of 7 November 2021 in the same street.")
        ).published_on
        is None
    )


def test_an_update_is_not_the_publication() -> None:
    assert read_masthead(page("Bomb near market hurts nine", "Updated 15 March 2023", PROSE)).published_on is None


def test_a_sentence_above_the_date_stays_text() -> None:
    masthead = read_masthead(page("Bomb near market hurts nine", PROSE, "14 March 2023", MORE))

    assert masthead.title == "Bomb near market hurts nine"
    assert [line for line in masthead.rest.split("\n") if line] == [PROSE, MORE]


def test_a_line_of_a_million_spaces_takes_no_time() -> None:
    text = f"a{' ' * 1_000_000}|{' ' * 1_000_000}b"

    assert read_masthead(text).rest == text


@given(
    st.lists(
        st.sampled_from(
            [PROSE, MORE, "Short line", "14 March 2023", "15 March 2023", "By Jane Doe", "A longer line without a stop"]
        )
    )
)
def test_prose_is_never_cut(lines: list[str]) -> None:
    rest = read_masthead(page(*lines)).rest

    assert [line for line in rest.split("\n") if is_prose(line)] == [line for line in lines if is_prose(line)]
