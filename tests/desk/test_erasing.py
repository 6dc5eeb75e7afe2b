"""What the law wants gone is gone everywhere, and everything else stays right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from incidents.domain.events import PERPETRATOR, Actor
from incidents.domain.text import BLOCK
from incidents.errors import BadUsage, NotFound
from incidents.services.filters import EventFilters
from incidents.services.import_layouts import ImportRequest
from incidents.services.project import Project
from incidents.services.releases import Order, Releases
from incidents.store.reading import Reader
from tests.builders import TEXT, make_article, make_event
from tests.services.imports.rows import GED, write_csv

NAME = "The Northern Front"


def dump(desk: Project) -> str:
    """Everything that the file holds, as SQL."""
    assert desk.database.path is not None
    with closing(sqlite3.connect(desk.database.path)) as connection:
        return "\n".join(
            str(row) for table in tables(connection) for row in connection.execute(f'SELECT * FROM "{table}"')
        )


def tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'event_spot%'")
    return sorted(name for (name,) in names)


@pytest.fixture
def coded(desk: Project) -> Project:
    """IRQ1, edited once so that there is a past to be erased, too."""
    desk.coding.accept(make_article(), [make_event()])
    desk.events.edit("IRQ1", {"summary": "The Northern Front struck again."}, reason="said by The Northern Front")
    return desk


def test_the_text_of_an_article_goes_from_everywhere(coded: Project) -> None:
    coded.maintenance.erase_article("1", reason="court order")
    assert "killing four officers" not in dump(coded)
    assert "wounding nine" not in dump(coded)


def test_hash_offsets_and_numbers_stay(coded: Project) -> None:
    before = coded.events.get("IRQ1").event
    coded.maintenance.erase_article("1", reason="court order")
    after = coded.events.get("IRQ1").event
    assert (after.killed, after.injured, len(after.evidence)) == (before.killed, before.injured, len(before.evidence))
    assert [(each.start, each.end) for each in after.evidence] == [(each.start, each.end) for each in before.evidence]
    with Reader.open(coded.database) as reader:
        assert reader.find_article(make_article().sha256) is not None
        assert reader.article("1").text == BLOCK * len(TEXT)


def test_what_is_erased_is_told_to_be(coded: Project) -> None:
    coded.maintenance.erase_article("1", reason="court order")
    assert {each.evidence.quote for each in coded.events.explain("IRQ1", "killed").citations} == {"[erased]"}


def test_a_name_goes_from_everywhere_even_from_the_log(coded: Project) -> None:
    coded.maintenance.erase_name("the northern  front", reason="a request")
    assert "orthern" not in dump(coded)


def test_one_party_stays_one_party(coded: Project) -> None:
    coded.maintenance.erase_name(NAME, reason="a request")
    event = coded.events.get("IRQ1").event
    (perpetrator,) = (actor for actor in event.actors if actor.role == PERPETRATOR)
    assert perpetrator == Actor("[erased 3]", PERPETRATOR, "rebel", "IRQ", "claimed")
    assert event.claims[0].by == perpetrator.name


def test_an_event_still_follows_its_reports_after_a_name_is_gone(coded: Project) -> None:
    coded.events.edit("IRQ1", {"summary": ""}, reason="as reported")
    coded.maintenance.erase_name(NAME, reason="a request")
    coded.coding.accept_into(make_article(title="Again"), make_event(claims=(), actors=()), "IRQ1")
    assert {each.rule for each in coded.events.get("IRQ1").judgements if each.aspect == "perpetrator"} == {"majority"}


def test_two_spellings_of_one_name_both_go(coded: Project) -> None:
    shouted = (Actor("THE NORTHERN FRONT", PERPETRATOR, "rebel", "IRQ"),)
    coded.coding.accept(make_article(title="Again"), [make_event(actors=shouted)])
    coded.maintenance.erase_name(NAME, reason="a request")
    assert "ORTHERN" not in dump(coded).upper()
    assert coded.history.verify().faults == ()


def test_an_outlet_of_that_name_is_erased(coded: Project) -> None:
    counts = coded.maintenance.erase_name("The Example Courier", reason="a request")
    assert (counts["outlet"], counts["article"]) == (1, 1)
    assert "Courier" not in dump(coded)
    assert coded.history.verify().faults == ()


def test_a_name_goes_from_imported_rows(desk: Project, tmp_path: Path) -> None:
    write_csv(tmp_path / "ged.csv", [{**GED, "side_a": "Front of Jane Doe"}])
    desk.imports.load(ImportRequest(path=tmp_path / "ged.csv"))
    assert "Jane Doe" in dump(desk)
    desk.maintenance.erase_name("Jane Doe", reason="a request")
    assert "Jane Doe" not in dump(desk)
    assert desk.history.verify().faults == ()


def test_a_release_that_names_it_is_known_no_more(coded: Project, tmp_path: Path) -> None:
    Releases(coded).make(Order(name="first", question=EventFilters(), authors=("Jane Doe",)), tmp_path / "first")
    coded.maintenance.erase_name("Jane Doe", reason="a request")
    assert "Jane Doe" not in dump(coded)
    with pytest.raises(NotFound, match="no release"):
        Releases(coded).cite(None)
    assert coded.history.verify().faults == ()


def test_part_of_a_word_is_not_the_name(coded: Project) -> None:
    with pytest.raises(NotFound):
        coded.maintenance.erase_name("Mosu", reason="a request")


def test_a_trial_erases_nothing_and_tells_how_much_it_would(coded: Project) -> None:
    before = dump(coded)
    counts = coded.maintenance.erase_name(NAME, reason="a request", is_trial=True)
    assert (counts["article"], counts["event"], counts["actor"]) == (1, 1, 1)
    assert dump(coded) == before


def test_the_reason_must_not_hold_the_name(coded: Project) -> None:
    with pytest.raises(BadUsage, match="the reason holds the name"):
        coded.maintenance.erase_name(NAME, reason="asked for by the northern front")


def test_that_it_was_done_stays_in_the_log(coded: Project) -> None:
    coded.maintenance.erase_article("1", reason="court order")
    assert "court order" in dump(coded)
    assert "'article 1', 'words'" in dump(coded)
