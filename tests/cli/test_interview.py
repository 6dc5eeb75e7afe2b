"""``incidents code`` and ``incidents add`` with a person at a pseudo-terminal, who reads the screen and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.review.card import ROWS
from incidents.services.project import Project
from tests.builders import TEXT, make_article
from tests.cli.conftest import Sit
from tests.cli.person import CTRL_C, CTRL_D, Person

DECIDE = "q quits: "
NUMBERS = {row.label: str(number) for number, row in enumerate(ROWS, start=1)}


@pytest.fixture
def person(sit_down: Sit, article: str) -> Person:
    """Somebody who looks at the first card of the article."""
    return sit_down("code", article).waits_for("event 1 of 1").waits_for(DECIDE)


def test_the_card_shows_title_values_and_words(person: Person) -> None:
    person.types("q").leaves()
    assert "Car bomb hits police in Mosul" in person.seen
    assert "2023-03-14 (day)" in person.seen
    assert '"killing four officers"' in person.seen


@pytest.mark.parametrize("answer", ["", "a", "accept"])
def test_accepting_stores_a_draft(person: Person, folder: Path, answer: str) -> None:
    assert person.types(answer).waits_for("IRQ1 draft").leaves() == 0
    assert killed(folder) == {"IRQ1": 4}


def test_skipping_stores_nothing(person: Person, folder: Path) -> None:
    assert person.types("s").leaves() == 0
    assert killed(folder) == {}


def test_quitting_leaves_the_remaining_articles(sit_down: Sit, article: str, folder: Path) -> None:
    (folder / "other.txt").write_text((folder / article).read_text("utf-8").replace("Mosul", "Kirkuk"), "utf-8")
    person = sit_down("code", article, "other.txt").waits_for(DECIDE).types("q")
    assert person.leaves() == 0
    assert "Kirkuk" not in person.seen
    assert "what was accepted is stored" in person.seen


def test_a_row_is_edited_by_its_number(person: Person, folder: Path) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("5-9")
    person.waits_for("? (5 to 9)").waits_for(DECIDE).types("a").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert (record.event.killed.low, record.event.killed.best, record.event.killed.high) == (5, None, 9)


def test_another_value_is_taken_by_its_number(person: Person, folder: Path) -> None:
    (suggested,) = Project.open(str(folder / "none.db")).coding.suggest(make_article()).events
    other = next(each.changes for each in suggested.alternatives if each.field == "sub_event_type")
    event_type, sub_event_type = str(other["event_type"]), str(other["sub_event_type"])
    assert sub_event_type != suggested.sub_event_type
    person.types(f"{NUMBERS['type']}.1").waits_for(f"{event_type} > {sub_event_type}").waits_for(DECIDE)
    person.types("a").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert (record.event.event_type, record.event.sub_event_type) == (event_type, sub_event_type)
    assert str(record.event.summary).startswith(f"On 14 March 2023, {sub_event_type.lower()}")


def test_a_number_that_shows_no_other_value_gets_help(person: Person) -> None:
    person.types("1.9").waits_for("take the other value").waits_for(DECIDE)
    assert person.types("q").leaves() == 0


def test_an_edited_value_loses_the_words_that_said_otherwise(person: Person, folder: Path) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("5").waits_for(DECIDE).types("a").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert "killed" not in {evidence.field for evidence in record.event.evidence}
    assert "injured" in {evidence.field for evidence in record.event.evidence}


def test_the_machines_summary_follows_an_edit(person: Person, folder: Path) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("5").waits_for(DECIDE).types("a").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert "5 killed" in (record.event.summary or "")
    assert "4 killed" not in (record.event.summary or "")


def test_a_value_that_cannot_be_read_is_asked_again(person: Person, folder: Path) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("few")
    person.waits_for("error: killed: write a number").waits_for("killed [4]: ").types("")
    person.waits_for(DECIDE).types("a").leaves()
    assert killed(folder) == {"IRQ1": 4}


def test_a_dash_empties_a_value(person: Person, folder: Path) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("-").waits_for("not mentioned")
    person.waits_for(DECIDE).types("a").leaves()
    assert killed(folder) == {"IRQ1": None}


def test_an_answer_that_is_none_is_answered_with_help(person: Person) -> None:
    assert person.types("what?").waits_for("store the event as a draft").waits_for(DECIDE).types("q").leaves() == 0


def test_ctrl_c_loses_nothing_that_was_accepted(sit_down: Sit, article: str, folder: Path) -> None:
    (folder / "other.txt").write_text((folder / article).read_text("utf-8").replace("Mosul", "Kirkuk"), "utf-8")
    person = sit_down("code", article, "other.txt").waits_for(DECIDE).types("a").waits_for("IRQ1 draft")
    assert person.waits_for(DECIDE).presses(CTRL_C).leaves() == 130
    assert killed(folder) == {"IRQ1": 4}
    assert person.seen.endswith("incidents: interrupted\n")


def test_ctrl_d_leaves(person: Person, folder: Path) -> None:
    assert person.presses(CTRL_D).leaves() == 0
    assert killed(folder) == {}


def test_a_coding_that_was_broken_off_is_taken_up_again(
    sit_down: Sit, person: Person, article: str, folder: Path
) -> None:
    person.presses(CTRL_C).leaves()
    again = sit_down("code", article).waits_for(DECIDE).types("a")
    assert again.leaves() == 0
    assert killed(folder) == {"IRQ1": 4}


def test_an_article_that_was_coded_is_not_shown_again(sit_down: Sit, person: Person, article: str) -> None:
    person.types("a").leaves()
    again = sit_down("code", article)
    assert again.leaves() == 0
    assert again.seen == "mosul is coded already (IRQ1); nothing was changed\n"


def test_an_edited_event_counts_as_coded(sit_down: Sit, person: Person, article: str) -> None:
    person.types(NUMBERS["killed"]).waits_for("killed [4]: ").types("5").waits_for(DECIDE).types("a").leaves()
    again = sit_down("code", article)
    assert again.leaves() == 0
    assert "coded already" in again.seen


def test_a_new_event_is_asked_for_field_by_field(person: Person, folder: Path) -> None:
    person.types("n")
    write_new_event(person)
    person.waits_for("a new event").waits_for(DECIDE).types("a").waits_for("SYR1 draft")
    person.waits_for(DECIDE).types("s").leaves()
    assert killed(folder) == {"SYR1": 2}


def test_the_proposer_of_a_new_event_is_the_person(person: Person, folder: Path) -> None:
    person.types("n")
    write_new_event(person)
    person.waits_for(DECIDE).types("a").waits_for(DECIDE).types("a").leaves()
    desk = Project.open(str(folder / "incidents.db"))
    assert desk.events.explain("SYR1", "killed").reports[0].proposed_by == "amal"
    assert desk.events.explain("IRQ1", "killed").reports[0].proposed_by.startswith("incidents ")


def test_the_day_of_publication_is_asked_for(sit_down: Sit, folder: Path) -> None:
    (folder / "undated.txt").write_text(TEXT, encoding="utf-8")
    person = sit_down("code", "undated.txt").waits_for("When was it published (YYYY-MM-DD)? ")
    person.types("2023-03-15").waits_for("2023-03-14 (day)").waits_for(DECIDE).types("a").leaves()
    assert killed(folder) == {"IRQ1": 4}


def test_no_day_of_publication_is_an_error(sit_down: Sit, folder: Path) -> None:
    (folder / "undated.txt").write_text(TEXT, encoding="utf-8")
    person = sit_down("code", "undated.txt").waits_for("When was it published (YYYY-MM-DD)? ")
    assert person.types("").waits_for("--published-on YYYY-MM-DD").leaves() == 1


def test_adding_without_flags_asks(sit_down: Sit, folder: Path) -> None:
    person = sit_down("add")
    write_new_event(person)
    assert person.waits_for(DECIDE).types("a").waits_for("SYR1 draft").leaves() == 0
    assert killed(folder) == {"SYR1": 2}


def test_leaving_an_added_event_stores_nothing(sit_down: Sit, folder: Path) -> None:
    assert sit_down("add").waits_for("event_date [-]: ").presses(CTRL_D).leaves() == 0
    assert killed(folder) == {}


@pytest.mark.usefixtures("built_gazetteer")
def test_an_ambiguous_place_is_chosen_by_number(sit_down: Sit, folder: Path) -> None:
    person = sit_down("add")
    write_new_event(person, country="", place="Tripoli", until="place_precision")
    person.waits_for("Tripoli may be:").waits_for("  1  Tripoli").waits_for("by its name").waits_for("which one")
    number, line = next(offer for offer in offers(person) if "LBN" in offer[1])
    person.types("0").waits_for("type a number from 1 to").waits_for("which one").types(number)
    finish_new_event(person, after="place_precision")
    person.waits_for(DECIDE).types("a").waits_for(" draft").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    place = record.event.place
    assert (place.name, place.country, place.match) == ("Tripoli", "LBN", "exact")
    assert f"({place.latitude:.4f},{place.longitude:.4f})" in line


@pytest.mark.usefixtures("built_gazetteer")
def test_a_unit_may_be_chosen_and_is_coded_as_one(sit_down: Sit, folder: Path) -> None:
    person = sit_down("add")
    write_new_event(person, country="", place="Tripoli", until="place_precision")
    person.waits_for("Tripoli may be:").waits_for("which one")
    person.types(next(number for number, line in offers(person) if "first-order unit" in line))
    finish_new_event(person, after="place_precision")
    person.waits_for(DECIDE).types("a").waits_for(" draft").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert (record.event.place.country, record.event.place.precision) == ("LBY", "adm1")


@pytest.mark.usefixtures("built_gazetteer")
def test_the_point_of_an_ambiguous_place_may_be_left_empty(sit_down: Sit, folder: Path) -> None:
    person = sit_down("add")
    write_new_event(person, country="", place="Tripoli", until="place_precision")
    person.waits_for("which one").types("")
    finish_new_event(person, after="place_precision")
    person.waits_for(DECIDE).types("a").waits_for(" draft").leaves()
    (record,) = Project.open(str(folder / "incidents.db")).records()
    assert (record.event.place.name, record.event.place.point) == ("Tripoli", None)


def test_a_country_that_there_is_not_is_told_before_anything_else_is_asked(sit_down: Sit) -> None:
    person = sit_down("add").waits_for("event_date [-]: ").types("").waits_for("country [-]: ").types("Irak republic x")
    person.waits_for("error: country: ").waits_for("country [-]: ").types("Iraq").waits_for("admin1 [-]: ")
    assert "place [-]: " not in person.seen
    assert person.presses(CTRL_D).leaves() == 0


@pytest.fixture
def built_gazetteer() -> None:
    """The gazetteer, built before anybody waits for it: on a machine that never built it that takes half a minute."""
    assert Project.open().forms.open_gazetteer().search("Tripoli")


def offers(person: Person) -> list[tuple[str, str]]:
    """The numbers on the list of places, each with its line."""
    listed = person.seen.rpartition(" may be:")[2].splitlines()
    return [(line.split()[0], line) for line in listed if line.strip()[:1].isdigit()]


FIELDS = [field for row in ROWS for field in row.fields]


def write_new_event(person: Person, *, country: str = "Syria", place: str = "", until: str | None = None) -> None:
    """Type a day, a country, a type and a number of dead, and leave everything else unknown; as far as *until*."""
    fields = FIELDS if until is None else FIELDS[: FIELDS.index(until) + 1]
    answer(person, fields, {"country": country, "place": place})


def finish_new_event(person: Person, *, after: str) -> None:
    """Type the rest, after the field *after*."""
    answer(person, FIELDS[FIELDS.index(after) + 1 :], {})


def answer(person: Person, fields: list[str], answers: dict[str, str]) -> None:
    known = {"event_date": "2023-02-01", "sub_event_type": "Armed clash", "killed": "2"}
    for field in fields:
        person.waits_for(f"  {field} [").waits_for("]: ").types((known | answers).get(field, ""))


def killed(folder: Path) -> dict[str, int | None]:
    """The best figure of the dead of each stored event."""
    records = Project.open(str(folder / "incidents.db")).records()
    return {record.event_id: record.event.killed.best for record in records}
