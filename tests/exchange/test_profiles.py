"""The profiles, the computed fields and the conversions fit each other."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import Codebook
from incidents.codebook.profiles import Column, Profile
from incidents.errors import BadCodebook
from incidents.exchange.derived import FIELDS, find
from incidents.store.bare import COLUMNS, PARTS
from tests.builders import make_record
from tests.exchange.stored import make_rows


def test_every_computed_field_of_the_codebook_is_computed(codebook: Codebook) -> None:
    assert set(FIELDS) == {field.name for field in codebook.fields if field.kind == "derived"}
    assert all(callable(find(name)) for name in FIELDS)
    assert {name for each in FIELDS.values() for name in each.inputs} <= {*COLUMNS, *PARTS}


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
        list(make_rows([make_record()], profile, codebook))


def test_a_constant_is_the_same_in_every_row(codebook: Codebook) -> None:
    column = Column(name="licence", description="The licence.", constant="CC-BY-4.0")
    profile = Profile(name="small", label="Small", definition="One column.", columns=(column,))
    rows = make_rows([make_record("IRQ1"), make_record("IRQ2")], profile, codebook)
    assert [row.cells for row in rows] == [("CC-BY-4.0",), ("CC-BY-4.0",)]
