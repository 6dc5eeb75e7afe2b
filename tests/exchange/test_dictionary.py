"""The data dictionary says what the profiles say."""

from __future__ import annotations

from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Column, Profile
from incidents.exchange.dictionary import data_dictionary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


def test_the_page_is_what_the_profiles_say(codebook: Codebook) -> None:
    page = data_dictionary(codebook.profile(name) for name in ("native", "acled"))
    assert PAGE.read_text(encoding="utf-8") == page, "write the new page with: python -m tests.exchange.renew"


def test_each_column_says_its_meaning_and_when_an_event_is_left_out() -> None:
    column = Column(name="day", description="The day | date.", source="event_date", needed="it has no date")
    profile = Profile(name="small", label="Small", definition="One column.", columns=(column,))
    page = data_dictionary([profile])
    assert "## Small (`small`)\n\nOne column.\n" in page
    assert r"| 1 | `day` | The day \| date. An event is left out when it has no date. | `event_date` |  |" in page
