"""Records as CSV under a profile."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Profile
from incidents.domain.casualties import NONE, Casualty
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event, Record
from incidents.domain.locations import Place
from incidents.errors import BadUsage, UnknownTerm
from incidents.exchange.guard import unguard
from incidents.exchange.profiles import choose_columns
from incidents.exchange.rows import Report
from incidents.exchange.writers.csv import show_cell, write_csv
from tests.builders import make_event, make_record
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

GOLDEN = Path(__file__).parent.parent / "golden"
ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"
)


@pytest.mark.parametrize("name", ["native", "acled", "brief"])
def test_the_file_is_the_golden_one_byte_for_byte(name: str, codebook: Codebook) -> None:
    written, _ = write(make_records(), codebook.profile(name), codebook)
    assert written == (GOLDEN / f"{name}.csv").read_bytes().decode()


def test_the_acled_layout_has_its_31_columns_in_order(codebook: Codebook) -> None:
    written, _ = write([], codebook.profile("acled"), codebook)
    assert written == ACLED_HEADER
    assert len(codebook.profile("acled").columns) == 31


def test_events_that_a_layout_cannot_say_are_left_out_with_the_reason(codebook: Codebook) -> None:
    records = (
        make_record("IRQ1", make_event(when=None)),
        make_record("IRQ2", make_event(place=Place(country="IRQ", precision="country"))),
        make_record("IRQ3", make_event(event_type=None, sub_event_type=None)),
        make_record("IRQ4"),
    )
    written, report = write(records, codebook.profile("acled"), codebook)
    assert [row["event_id_cnty"] for row in parse(written)] == ["IRQ4"]
    assert report.written == 1
    assert report.left_out == (
        ("it has no date", 1, ("IRQ1",)),
        ("it has no event type", 1, ("IRQ3",)),
        ("it is placed no closer than a country", 1, ("IRQ2",)),
    )


def test_of_many_events_that_are_left_out_the_first_are_named(codebook: Codebook) -> None:
    records = [make_record(f"IRQ{number}", make_event(when=None)) for number in range(1, 8)]
    _, report = write([*records, make_record("IRQ8", make_event(place=Place()))], codebook.profile("acled"), codebook)
    assert report.left_out[0] == ("it has no date", 7, ("IRQ1", "IRQ2", "IRQ3", "IRQ4", "IRQ5"))
    assert [each.events for each in report.left_out] == [7, 1]


def test_our_own_layout_leaves_nothing_out(codebook: Codebook) -> None:
    written, report = write([make_record("IRQ1", Event())], codebook.profile("native"), codebook)
    assert (len(parse(written)), report.left_out) == (1, ())


def test_unknown_is_blank_and_none_is_zero(codebook: Codebook) -> None:
    event = make_event(casualties=(Casualty(INJURED, NONE),))
    (row,) = parse(write([make_record("IRQ1", event)], codebook.profile("native"), codebook)[0])
    assert (row["killed_low"], row["killed_best"], row["killed_status"]) == ("", "", "not mentioned")
    assert (row["injured_low"], row["injured_best"], row["injured_status"]) == ("0", "0", "stated none")


@pytest.mark.parametrize("casualties", [(), (Casualty(KILLED, NONE),)])
def test_the_acled_layout_writes_zero_for_both(codebook: Codebook, casualties: tuple[Casualty, ...]) -> None:
    event = make_event(casualties=casualties)
    (row,) = parse(write([make_record("IRQ1", event)], codebook.profile("acled"), codebook)[0])
    assert row["fatalities"] == "0"


@pytest.mark.parametrize(
    "summary", ['a "quoted", text\nof two lines', "a lone\rCR", "=1+1", "'=1", "-5", "Kyïv \u2028 🚁"]
)
def test_any_text_comes_back_as_it_was(codebook: Codebook, summary: str) -> None:
    written, _ = write([make_record("IRQ1", make_event(summary=summary))], codebook.profile("native"), codebook)
    (row,) = parse(written)
    assert unguard(row["summary"]) == summary


def test_rows_end_in_a_line_feed(codebook: Codebook) -> None:
    written, _ = write([make_record()], codebook.profile("native"), codebook)
    assert "\r" not in written
    assert written.count("\n") == 2


def test_columns_are_chosen_by_name_and_written_in_that_order(codebook: Codebook) -> None:
    profile = choose_columns(codebook.profile("native"), ["place", "Event ID", "place"])
    assert write([make_record()], profile, codebook)[0] == "place,event_id\nMosul,IRQ1\n"


def test_a_column_that_does_not_exist_is_refused_with_the_nearest(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'killed_best'"):
        choose_columns(codebook.profile("native"), ["kiled_best"])


def test_a_column_that_is_like_no_other_is_refused_with_those_there_are(codebook: Codebook) -> None:
    with pytest.raises(UnknownTerm, match=r"its columns: event_id, event_date, .*killed_best"):
        choose_columns(codebook.profile("native"), ["zzzz"])


def test_all_columns_that_do_not_exist_are_told_at_once(codebook: Codebook) -> None:
    with pytest.raises(BadUsage, match=r"(?s)'kiled_best'.*'zzzz'"):
        choose_columns(codebook.profile("native"), ["kiled_best", "place", "zzzz"])


def write(records: Iterable[Record], profile: Profile, codebook: Codebook) -> tuple[str, Report]:
    out = io.StringIO(newline="")
    report = Report()
    write_csv(make_rows(records, profile, codebook, report=report, show=show_cell), profile, out)
    return out.getvalue(), report


def parse(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))
