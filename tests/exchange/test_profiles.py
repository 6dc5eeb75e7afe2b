"""The profiles, the computed fields and the conversions fit each other."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Column, Profile
from incidents.errors import BadCodebook
from incidents.exchange.derived import FROM, find
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows
from tests.builders import make_record


def test_every_computed_field_of_the_codebook_is_computed(codebook: Codebook) -> None:
    assert set(FROM) == {field.name for field in codebook.fields if field.kind == "derived"}
    assert all(callable(find(name)) for name in FROM)


def test_every_column_takes_its_value_from_a_field(codebook: Codebook) -> None:
    fields = {field.name for field in codebook.fields}
    profiles = [codebook.profile(name) for name in codebook.profile_names]
    assert [column.source for each in profiles for column in each.columns if column.source not in {None, *fields}] == []


@pytest.mark.parametrize(
    ("conversion", "fault"),
    [
        ("shout", "there is no conversion 'shout'"),
        ("decimals", "'decimals' has the wrong arguments"),
        ("decimals four", "'decimals four' has the wrong arguments"),
        ("keep it", "'keep it' has the wrong arguments"),
    ],
)
def test_a_conversion_that_makes_no_sense_is_refused_by_file_and_column(
    codebook: Codebook, conversion: str, fault: str
) -> None:
    column = Column(name="day", description="The day.", source="event_date", conversion=conversion)
    profile = Profile(name="small", label="Small", definition="One column.", columns=(column,))
    with pytest.raises(BadCodebook, match=rf"schema/profiles/small.toml: columns\[day\]: .*{fault}"):
        list(make_rows([make_record()], profile, codebook=codebook, report=Report()))


def test_a_constant_is_the_same_in_every_row(codebook: Codebook) -> None:
    column = Column(name="licence", description="The licence.", constant="CC-BY-4.0")
    profile = Profile(name="small", label="Small", definition="One column.", columns=(column,))
    rows = make_rows([make_record("IRQ1"), make_record("IRQ2")], profile, codebook=codebook, report=Report())
    assert [row for _, row in rows] == [("CC-BY-4.0",), ("CC-BY-4.0",)]
