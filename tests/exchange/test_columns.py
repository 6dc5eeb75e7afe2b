"""What kind of value each column holds, told by the profile alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from incidents.codebook.loader import Codebook
from incidents.exchange.profiles import kinds_of
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows

READS: dict[str, Callable[[Any], object]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


@pytest.mark.parametrize("name", ["native", "acled", "brief"])
def test_every_cell_is_of_its_columns_kind(name: str, codebook: Codebook) -> None:
    profile = codebook.profile(name)
    kinds = kinds_of(profile, codebook=codebook)
    for row in make_rows(make_records(), profile, codebook):
        for cell, kind in zip(row.cells, kinds, strict=True):
            assert cell is None or kind != "integer" or isinstance(cell, int)
            assert cell is None or READS[kind](cell) is not None


def test_a_list_of_numbers_in_one_cell_is_a_text(codebook: Codebook) -> None:
    profile = codebook.profile("native")
    kinds = dict(zip((column.name for column in profile.columns), kinds_of(profile, codebook=codebook), strict=True))
    assert kinds["weapons_launched"] == "text"
    assert kinds["killed_best"] == "integer"


def test_a_number_from_another_codebook_is_a_number(codebook: Codebook) -> None:
    profile = codebook.profile("acled")
    kinds = dict(zip((column.name for column in profile.columns), kinds_of(profile, codebook=codebook), strict=True))
    assert kinds["time_precision"] == "integer"
    assert kinds["latitude"] == "number"
