"""What is read of many rows at once is what is read of each by itself, and what is wrong is not read at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.columns import FIELDS, Table, make_event
from incidents.domain.events import Event
from incidents.exchange.reading import parts
from incidents.exchange.reading.at_once import join
from incidents.exchange.reading.batch import Line, batch_up
from incidents.exchange.reading.blocks import Translator
from incidents.exchange.reading.reader import Reader
from tests.desk.importing.rows import ACLED, GED
from tests.exchange.reading.strategies import CODEBOOK

# Made up, in our own wide layout.
OWN = {column.name: "" for column in CODEBOOK.profile("native").columns} | {
    "event_id": "IRQ1", "event_date": "2021-11-07", "end_date": "2021-11-08", "date_precision": "day",
    "country": "Iraq", "country_iso3": "IRQ", "admin1": "Nineveh", "place": "Mosul", "latitude": "36.335",
    "longitude": "43.11889", "place_precision": "exact", "event_type": "Battles", "sub_event_type": "Armed clash",
    "stage": "accomplished", "weapons": "drone; knife", "weapons_launched": "2; ", "perpetrators": "Northern Front",
    "perpetrator_types": "rebel", "target_actors": "Army; Police", "target_types": "police", "killed_best": "2",
    "killed_status": "reported", "summary": "A clash in Mosul.", "status": "published", "version": "2",
    "updated_at": "2026-11-24T03:00:00Z",
}  # fmt: skip
# The same, which says otherwise all that is read at once.
OTHER = OWN | {
    "event_id": "SYR2", "event_date": "2021-11-08", "country": "Syria", "country_iso3": "SYR", "place": "Aleppo",
    "latitude": "36.2", "longitude": "37.16", "weapons": "knife", "weapons_launched": "", "perpetrators": "Army",
    "perpetrator_types": "military", "target_actors": "", "target_types": "civilians", "summary": "Another clash.",
    "status": "draft", "version": "3",
}  # fmt: skip
ROWS = {"native": OWN, "ged": dict(GED), "acled": dict(ACLED)}
ODD = st.sampled_from([
    "", " ", " x ", "-0.0", "91", "nan", "inf", "1e400", "1_0", "36,5", "12", "-1", "#N/A", "2021-11-06", "2021-02-30",
    "7 Nov 2021", "drone", "drone; drone", "a; b; c", "'quoted\"", "back\\slash\n", "rebel", "day", "month", "exact",
])  # fmt: skip


def readers(monkeypatch: pytest.MonkeyPatch, profile: str) -> tuple[Reader, Reader]:
    """One that reads what it can at once, and one that never does."""
    header = tuple(ROWS[profile])
    quick = Reader(CODEBOOK.profile(profile), header, CODEBOOK)
    with monkeypatch.context() as patched:
        patched.setattr(parts, "can_join", lambda *_: False)
        return quick, Reader(CODEBOOK.profile(profile), header, CODEBOOK)


def read_at_once(reader: Reader, lines: list[Line], size: int) -> tuple[list[Event], list[dict[str, str]]]:
    """The events of good rows, and what the rows say of their places in a database."""
    table, events = Table(), list[Event]()
    known, records = list[dict[str, str]](), list[dict[str, str]]()
    for block in Translator(reader).read(batch_up(lines, size).batches(1)):
        table.take(block.events)
        columns = [[table.value(field, code) for code in block.events[field].codes] for field in FIELDS]
        events += [make_event(dict(zip(FIELDS, values, strict=True))) for values in zip(*columns, strict=True)]
        known[block.records.start :] = block.records.new
        records += [known[code] for code in block.records.codes]
    return events, records


@pytest.mark.parametrize("profile", sorted(ROWS))
def test_rows_say_the_same_at_once_and_one_by_one(monkeypatch: pytest.MonkeyPatch, profile: str) -> None:
    row = ROWS[profile]
    quick, slow = readers(monkeypatch, profile)
    changes = st.lists(st.dictionaries(st.sampled_from(sorted(row)), ODD, max_size=3), min_size=1, max_size=4)

    @given(changes, st.sampled_from([1, 2, 1000]))
    def compare(changed: list[dict[str, str]], size: int) -> None:
        lines = [Line(number, tuple({**row, **change}.values())) for number, change in enumerate(changed, start=2)]
        rows = list(map(slow.read, lines))
        good = [each for each in rows if not each.problems]
        assert read_at_once(quick, lines, size) == ([each.event for each in good], [each.record for each in good])
        assert list(map(quick.read, lines)) == rows

    compare()


def test_what_is_read_at_once_is_most_of_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above compares what is the same."""
    joined: list[str] = []

    def note(field: str, *others: Any) -> Sequence[Any] | None:  # noqa: ANN401 - as ``join`` has it
        joined.append(field)
        return join(field, *others)

    monkeypatch.setattr(parts, "join", note)
    quick, slow = readers(monkeypatch, "native")
    lines = [Line(number, tuple(row.values())) for number, row in enumerate((OWN, OTHER), start=2)]
    read_at_once(slow, lines, 1000)
    assert joined == []
    read_at_once(quick, lines, 1000)
    assert {"when", "point", "country", "place", "actors", "weapons", "targets", "summary", "record"} <= set(joined)
