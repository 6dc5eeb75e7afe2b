"""Records as rows of short texts for a terminal."""

from __future__ import annotations

from incidents.codebook.loader import Codebook
from incidents.domain.casualties import NONE, Casualty, Count
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Record
from incidents.exchange.profiles import choose_columns
from incidents.services.exports import show_on_a_line
from tests.builders import make_event, make_record
from tests.exchange.stored import make_rows


def test_a_row_holds_what_tells_events_apart(codebook: Codebook) -> None:
    assert show(codebook, "brief", make_record()) == {
        "event_id": "IRQ1",
        "event_date": "2023-03-14",
        "country": "Iraq",
        "place": "Mosul",
        "sub_event_type": "Remote explosive/landmine/IED",
        "weapons": "vehicle_bomb",
        "killed": "4",
        "injured": "9",
        "perpetrators": "The Northern Front",
        "claim_status": "claimed",
        "status": "draft",
    }


def test_a_range_shows_both_ends_and_unknown_shows_nothing(codebook: Codebook) -> None:
    event = make_event(casualties=(Casualty(KILLED, Count(2, None, 5, "reported")),))
    row = show(codebook, "brief", make_record(event=event))
    assert (row["killed"], row["injured"]) == ("2-5", "")


def test_an_open_range_shows_a_question_mark_and_none_a_zero(codebook: Codebook) -> None:
    event = make_event(casualties=(Casualty(KILLED, Count(12, None, None, "estimated")), Casualty(INJURED, NONE)))
    row = show(codebook, "brief", make_record(event=event))
    assert (row["killed"], row["injured"]) == ("12-?", "0")


def test_a_text_from_an_article_cannot_steer_the_terminal(codebook: Codebook) -> None:
    event = make_event(summary="one\ntwo \x1b[31mred\u202eflipped")
    assert show(codebook, "native", make_record(event=event), "summary") == {"summary": "one two [31mredflipped"}


def show(codebook: Codebook, name: str, record: Record, *columns: str) -> dict[str, str]:
    profile = codebook.profile(name)
    chosen = choose_columns(profile, columns) if columns else profile
    (row,) = make_rows([record], chosen, codebook, show=show_on_a_line)
    return dict(zip((column.name for column in chosen.columns), row.cells, strict=True))
