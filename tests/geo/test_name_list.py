from __future__ import annotations

import pytest

from incidents.errors import BadSource
from incidents.geo.name_list import Wanted, read_names


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_gives_name_country_and_units(separator: str) -> None:
    rows = [["id", "Place", "Country", "ADM1"], ["7", "Mosul", "Iraq", "Nineveh"], ["8", "Gao", "Mali", ""]]
    text = "\n".join(separator.join(row) for row in rows)
    assert read_names(text, source="list.csv") == (
        Wanted(line=2, name="Mosul", country="Iraq", admin1="Nineveh"),
        Wanted(line=3, name="Gao", country="Mali"),
    )


def test_lines_without_a_head_line_are_names_as_they_stand() -> None:
    found = read_names("\ufeffTripoli, Lebanon\r\n\r\nMosul\r\n", source="list.txt")
    assert [(each.line, each.name) for each in found] == [(1, "Tripoli, Lebanon"), (3, "Mosul")]


@pytest.mark.parametrize("text", ["", "\n \n", "name,country\n,Iraq\n"])
def test_a_list_without_names_is_refused(text: str) -> None:
    with pytest.raises(BadSource, match="holds no names"):
        read_names(text, source="list.csv")


def test_a_table_without_names_is_refused_and_says_what_it_has() -> None:
    with pytest.raises(BadSource, match="no column of names") as refused:
        read_names("Date,Country,Victims\n2021-01-01,Iraq,7\n", source="list.csv")
    assert "Date,Country,Victims" in str(refused.value)


def test_an_open_quote_is_told() -> None:
    with pytest.raises(BadSource, match="no table"):
        read_names('name,country\n"Mosul,Iraq\n', source="list.csv")
