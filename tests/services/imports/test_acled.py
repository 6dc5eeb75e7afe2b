"""The ACLED layout in every vintage that is known; the rows are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.domain.casualties import UNKNOWN
from incidents.services.imports import BadImport
from incidents.services.project import Project
from tests.services.imports.conftest import Load
from tests.services.imports.rows import ACLED, write_csv


def acled(tmp_path: Path, *changes: dict[str, str]) -> Path:
    return write_csv(tmp_path / "acled.csv", [{**ACLED, **change} for change in changes])


@pytest.mark.parametrize("day", ["2021-11-07", "7 November 2021", "07 November 2021", "7-Nov-21", "18938"])
def test_every_way_to_write_a_date_is_read(tmp_path: Path, desk: Project, load: Load, day: str) -> None:
    assert not load(acled(tmp_path, {"event_date": day})).different
    when = desk.events.get("IRQ1").event.when
    assert when is not None
    assert (when.start.isoformat(), when.precision) == ("2021-11-07", "day")


@pytest.mark.parametrize(("inter", "interaction"), [("State Forces", "State forces-Rebel group"), ("1", "12")])
def test_kinds_of_actors_are_read_as_text_and_as_numbers(
    tmp_path: Path, desk: Project, load: Load, inter: str, interaction: str
) -> None:
    other = "2" if inter == "1" else "Rebel Groups"
    outcome = load(acled(tmp_path, {"inter1": inter, "inter2": other, "interaction": interaction}))
    assert [actor.type for actor in desk.events.get("IRQ1").event.actors] == ["military", "rebel"]
    assert not outcome.different


def test_blanks_are_read_as_nothing_however_they_are_written(tmp_path: Path, desk: Project, load: Load) -> None:
    load(acled(tmp_path, {"actor2": " ", "inter2": "0", "assoc_actor_1": "NA", "interaction": "10"}))
    assert [actor.name for actor in desk.events.get("IRQ1").event.actors] == ["Military Forces of Iraq (2020-)"]


def test_zero_deaths_are_unknown_for_the_layout_cannot_tell(tmp_path: Path, desk: Project, load: Load) -> None:
    load(acled(tmp_path, {"fatalities": "0"}))
    assert desk.events.get("IRQ1").event.killed == UNKNOWN


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path, desk: Project, load: Load) -> None:
    path = acled(tmp_path, {})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(path).added == 1
    assert desk.events.get("IRQ1").origins[0].may_be_shared is False


def test_the_columns_of_before_2023_are_read(tmp_path: Path, load: Load) -> None:
    dropped = {"disorder_type", "civilian_targeting", "tags"}
    row = {key: value for key, value in ACLED.items() if key not in dropped}
    assert load(write_csv(tmp_path / "old.csv", [{"data_id": "7", **row, "iso3": "IRQ"}])).added == 1


def test_the_rows_of_a_monadic_file_make_one_event(tmp_path: Path, desk: Project, load: Load) -> None:
    first = {"actor2": "", "inter2": "", "interaction": ""}
    second = first | {"actor1": "Northern Front", "inter1": "Rebel group"}
    outcome = load(acled(tmp_path, first, second))
    assert (outcome.added, outcome.joined, outcome.rows) == (1, 1, 2)
    actors = desk.events.get("IRQ1").event.actors
    assert [(actor.name, actor.role) for actor in actors] == [
        ("Military Forces of Iraq (2020-)", "perpetrator"),
        ("Northern Front", "target"),
    ]


def test_the_rows_of_one_event_may_stand_apart(tmp_path: Path, desk: Project, load: Load) -> None:
    first = {"actor2": "", "inter2": "", "interaction": ""}
    second = first | {"actor1": "Northern Front", "inter1": "Rebel group"}
    other = {"event_id_cnty": "IRQ900002"}
    outcome = load(acled(tmp_path, first, first | other, second, second | other))
    assert (outcome.added, outcome.joined, outcome.rows) == (2, 2, 4)
    assert [len(record.event.actors) for record in desk.records()] == [2, 2]


def test_an_event_at_sea_is_in_no_country(tmp_path: Path, desk: Project, load: Load) -> None:
    load(acled(tmp_path, {"country": "Red Sea", "iso": "0", "location": "Red Sea"}))
    (record,) = desk.records()
    assert (record.event.place.country, record.event.place.name) == (None, "Red Sea")


def test_numbers_that_were_saved_with_a_point_are_no_differences(tmp_path: Path, load: Load) -> None:
    numbers = {"inter1": "1.0", "inter2": "2.0", "interaction": "12.0", "iso": "368.0", "year": "2021.0"}
    assert not load(acled(tmp_path, numbers)).different


def test_an_identifier_with_two_stories_is_refused(tmp_path: Path, load: Load) -> None:
    with pytest.raises(BadImport, match="line 3, identifier: stands in line 2 already, with other values"):
        load(acled(tmp_path, {}, {"fatalities": "7"}))


def test_an_unknown_code_is_refused_with_what_comes_near(tmp_path: Path, load: Load) -> None:
    with pytest.raises(BadImport, match=r"sub_event_type: unknown sub-event type: 'Armed clsh' - did you mean 'Armed"):
        load(acled(tmp_path, {"sub_event_type": "Armed clsh"}))


def test_a_known_misspelling_of_the_dataset_is_no_difference(tmp_path: Path, load: Load) -> None:
    protest = {"event_type": "Protests", "sub_event_type": "Peaceful protest", "disorder_type": "Demostrations"}
    protest |= {"actor1": "Protesters (Iraq)", "inter1": "Protesters", "actor2": "", "inter2": ""}
    assert not load(acled(tmp_path, protest | {"interaction": "Protesters only"})).different
