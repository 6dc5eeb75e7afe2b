"""The registry knows actors by every name of the press, and refuses a damaged file by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from incidents.codebook.actors import COLUMNS, KnownActor, Registry, load_actors
from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.errors import BadCodebook, UnknownTerm

HEADER = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_actors()


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("al-Shabab", "al-Shabaab"),
        ("ISIS", "Islamic State"),
        ("daesh", "Islamic State"),
        ("TTP", "Tehrik-i-Taliban Pakistan"),
        ("Pakistani Taliban", "Tehrik-i-Taliban Pakistan"),
        ("YPG", "People's Protection Units"),
        ("Kurdistan Workers' Party (PKK)", "Kurdistan Workers' Party"),
        ("ANSAR ALLAH", "Houthi movement"),
        ("Tatmadaw", "Myanmar military"),
    ],
)
def test_an_actor_is_found_by_the_names_of_the_press(registry: Registry, word: str, name: str) -> None:
    assert registry.find(word).name == name


def test_the_country_tells_two_actors_of_one_name_apart(registry: Registry) -> None:
    assert registry.find("SNA", country="SYR").name == "Syrian National Army"
    assert registry.find("SNA", country="SOM").name == "Somali National Army"
    assert len(registry.called("SNA")) == 2


def test_a_near_miss_is_told_who_comes_near(registry: Registry) -> None:
    with pytest.raises(UnknownTerm, match="did you mean 'Boko Haram'"):
        registry.find("Boko Harram")


def test_nobody_is_called_a_word_that_is_no_name(registry: Registry) -> None:
    assert registry.called("the postman") == ()


def test_every_name_leads_to_its_actor(registry: Registry) -> None:
    assert [name for name, actor in registry.pairs() if actor not in registry.called(name)] == []


def test_types_and_countries_are_codes(registry: Registry, codebook: Codebook) -> None:
    types = codebook.vocabulary("actor_types")
    assert [actor.name for actor in registry if types.get(actor.type) is None] == []
    countries = {code for actor in registry for code in actor.countries}
    assert {code for code in countries if codebook.countries.get(code) is None} == set()


def test_rows_are_sorted_and_names_are_unique(registry: Registry) -> None:
    names = [fold(actor.name) for actor in registry]
    assert names == sorted(set(names))


def test_no_actor_ends_before_it_begins(registry: Registry) -> None:
    years = [(actor.since, actor.until) for actor in registry if actor.since is not None and actor.until is not None]
    assert [pair for pair in years if pair[1] < pair[0]] == []


def test_an_actor_is_labelled_with_its_acronym() -> None:
    plain = KnownActor(name="Northern Front", type="rebel", countries=("IRQ",))
    short = KnownActor(name="Northern Front", acronym="NF", type="rebel", countries=("IRQ",))
    assert (plain.label, short.label) == ("Northern Front", "Northern Front (NF)")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,type\nA,rebel\n", "line 1: the columns must be name, acronym"),
        (f"{HEADER}\nA,,,,IRQ,,,\n", "line 2: type: is empty"),
        (f"{HEADER}\nA,,,rebel,IRQ,,,\nB,,,rebel,IRQ,soon,,\n", r"line 3: since: must be a year \(got 'soon'\)"),
    ],
)
def test_a_damaged_file_is_refused_by_line(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCodebook, match=f"actors\\.csv: {told}"):
        load_actors(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCodebook, match=r"actors\.csv: cannot be read"):
        load_actors(tmp_path / "actors.csv")
