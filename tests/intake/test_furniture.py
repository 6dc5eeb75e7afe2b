from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.codebook.validation import check_cues
from incidents.intake.furniture import is_furniture, without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "READ: Parliament meets on Sunday",
        "Read more: Parliament meets on Sunday",
        "ALSO READ : Parliament meets",
        "» See also: Parliament meets on Sunday",
        "ADVERTISEMENT",
        "- Advertisement -",
        "Share this article",
        "Follow us on Facebook and Telegram",
        "VIDEO: Smoke over the harbour",
        "Photo: Jane Doe",
        "FILE — A guard stands in front of the ministry, 3 May 2019",
        "© 2021 The Example Courier",
        "Copyright 2021 The Example Courier",
        "The minister on his way to the session [Ministry of Health \u2013 Example Agency]",
        "Smoke rises over the harbour [Jane Doe/Reuters]",
        "Smoke rises over the harbour [Jane Doe/Example Courier of the North]",
        "Smoke rises over the harbour [Jane Doe - Courier]",
    ],
)
def test_lines_that_a_site_puts_around_an_article_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Read the statement in full, the minister said.",
        "Share prices fell after the attack.",
        "Home: that is what the soldiers called the camp.",
        "Copyright law brought two thousand protesters to the streets.",
        "Five people were killed in the market on Sunday. [Reuters]",
        "Gunmen killed three people on the road to the airport [Reuters]",
        "The commander [of the northern army] was killed",
        "More than five people were hurt: two guards, a driver and two passers-by.",
        "He told the agency [Example Agency - Office] that nobody was hurt.",
        f"Read: {'a line that is far too long to point elsewhere ' * 4}",
    ],
)
def test_text_is_kept_when_in_doubt(line: str) -> None:
    assert not is_furniture(line)


def test_a_hole_that_furniture_leaves_is_one_blank_line() -> None:
    assert without_furniture("One.\n\nREAD: Other news\n\nTwo.\n\nREAD: More news") == "One.\n\nTwo."


@given(st.text(st.sampled_from("aRE:AD \n[-]©."), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = without_furniture(text)

    assert without_furniture(once) == once


def test_the_list_is_written_in_the_language_of_cues() -> None:
    check_cues("furniture", load().cues("furniture"))
