"""A table of one's own comes in through a mapping that is proposed from its header and checked by a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.errors import BadUsage
from incidents.exchange.readers.mappings import write_proposal
from incidents.services.import_layouts import UnknownLayout
from incidents.services.imports import BadImport
from incidents.services.project import Project
from tests.services.imports.conftest import Load
from tests.services.imports.rows import GED, write_csv

ROW = {
    "Case no": "17",
    "Date of incident": "7 Nov 2021",
    "Country": "Iraq",
    "Town": "Baghdad",
    "Weapon used": "UAV attack",
    "Fatalites": "2",
    "Coder's mood": "fine",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "old.csv", [ROW, {**ROW, "Case no": "18", "Weapon used": "n.k.", "Fatalites": "?"}])


@pytest.fixture
def mapping(table: Path, desk: Project) -> Path:
    """The mapping that is proposed for the table, with a person's codes."""
    path = write_proposal(table, table.with_name("old.map.toml"), desk.codebook).target
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('# "UAV attack" = ""', '"UAV attack" = "drone"'), encoding="utf-8")
    return path


def test_a_header_of_no_layout_is_refused_and_nothing_is_written(table: Path, load: Load) -> None:
    with pytest.raises(
        UnknownLayout, match=r"; 6 of its 7 have names that come near ours\n.*--propose .*old\.map\.toml"
    ):
        load(table)
    assert not table.with_name("old.map.toml").exists()


def test_a_mapping_is_proposed_when_it_is_asked_for(table: Path, desk: Project) -> None:
    proposal = write_proposal(table, table.with_name("mine.toml"), desk.codebook)
    assert (proposal.found, proposal.columns, proposal.words) == (6, 7, 1)
    proposed = proposal.target.read_text(encoding="utf-8")
    for line in ('"Case no" = "event_id"', '"Town" = "place"', '"Fatalites" = "killed_best"', '"Coder\'s mood" = ""'):
        assert line in proposed


def test_a_proposal_never_overwrites_a_mapping(table: Path, mapping: Path, desk: Project, load: Load) -> None:
    before = mapping.read_text(encoding="utf-8")
    with pytest.raises(BadUsage, match="is there already"):
        write_proposal(table, mapping, desk.codebook)
    with pytest.raises(UnknownLayout, match="use the mapping beside it"):
        load(table)
    assert mapping.read_text(encoding="utf-8") == before


def test_a_mapped_table_is_imported(table: Path, mapping: Path, desk: Project, load: Load) -> None:
    outcome = load(table, mapping=mapping)
    assert (outcome.added, outcome.unread) == (2, ("Coder's mood",))
    first, second = desk.records()
    assert (first.event.place.name, first.event.killed.best) == ("Baghdad", 2)
    assert [weapon.weapon for weapon in first.event.weapons] == ["drone"]
    assert (second.event.weapons, second.event.killed.is_known) == ((), False)
    assert first.origins[0].licence == "not stated"
    assert load(table, mapping=mapping).unchanged == 2


def test_a_code_that_is_not_mapped_is_refused(table: Path, mapping: Path, load: Load) -> None:
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('"UAV attack"', '"UAV"'), encoding="utf-8")
    with pytest.raises(BadImport, match=r"line 2, Weapon used: unknown weapon: 'UAV attack'"):
        load(table, mapping=mapping)


def test_the_words_that_the_codebook_does_not_have_are_listed_for_a_person(table: Path, desk: Project) -> None:
    proposed = write_proposal(table, table.with_name("mine.toml"), desk.codebook).target.read_text(encoding="utf-8")
    assert '[codes."Weapon used"]\n# "UAV attack" = ""  # 1 x\n' in proposed
    assert '[codes."Country"]' not in proposed


def test_a_code_of_no_vocabulary_is_refused_with_the_mapping(table: Path, mapping: Path, load: Load) -> None:
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('= "drone"', '= "dorne"'), encoding="utf-8")
    with pytest.raises(BadUsage, match=r"the mapping's codes of 'weapons': 'dorne' is no code"):
        load(table, mapping=mapping)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[columns]\n"Town" = "palce"\n', "has no column 'palce'"),
        ('[columns]\n"Village" = "place"\n', "the mapping names columns that the file lacks: Village"),
        ('[columns]\n"Town" = "place"\n"Country" = "place"\n', "two columns are 'place'"),
        ("columns\n", "is not TOML"),
        ('profile = "brief"\n', "is only written"),
        ('dates = "American"\n', r"dates: is one of 'day first', 'month first' \(got 'American'\)"),
    ],
)
def test_a_mapping_that_cannot_be_says_why(table: Path, load: Load, text: str, sentence: str) -> None:
    path = table.with_name("bad.toml")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadUsage, match=sentence):
        load(table, mapping=path)


def test_codes_of_a_known_layout_are_mapped_by_hand(tmp_path: Path, desk: Project, load: Load) -> None:
    (tmp_path / "map.toml").write_text('profile = "ged"\n[codes.type_of_violence]\n1 = "Battles"\n', encoding="utf-8")
    load(write_csv(tmp_path / "ged.csv", [GED]), mapping=tmp_path / "map.toml")
    record = desk.events.get("IRQ1")
    assert (record.event.event_type, record.origins[0].dataset) == ("Battles", "ucdp_ged")


def test_rows_without_an_identifier_are_known_by_their_cells(tmp_path: Path, load: Load) -> None:
    rows = [{key: value for key, value in ROW.items() if key != "Case no"}]
    path = write_csv(tmp_path / "old.csv", rows)
    (tmp_path / "map.toml").write_text('[columns]\n"Town" = "place"\n"Weapon used" = ""\n', encoding="utf-8")
    assert load(path, mapping=tmp_path / "map.toml").added == 1
    assert load(path, mapping=tmp_path / "map.toml").unchanged == 1


def test_a_mapping_that_is_not_there_is_told_with_how_one_is_written(tmp_path: Path, load: Load) -> None:
    path = write_csv(tmp_path / "old.csv", [{"Town": "Mosul"}])
    with pytest.raises(BadUsage, match=r"there is no mapping .*old\.map\.toml\n  let one be written: --propose"):
        load(path, mapping=tmp_path / "old.map.toml")
