"""The data dictionary says what the profiles say."""

from __future__ import annotations

from incidents.codebook.profiles import Column, Profile
from incidents.exchange.profiles import data_dictionary


def test_each_column_says_its_meaning_and_when_an_event_is_left_out() -> None:
    column = Column(name="day", description="The day | date.", source="event_date", needed="it has no date")
    profile = Profile(name="small", label="Small", definition="One column.", columns=(column,))
    page = data_dictionary([profile])
    assert "## Small (`small`)\n\nOne column.\n" in page
    assert r"| 1 | `day` | The day \| date. An event is left out when it has no date. | `event_date` |  |" in page
