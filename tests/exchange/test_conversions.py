"""The named conversions, each by what goes in and what comes out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import Codebook
from incidents.exchange.conversions import CONVERSIONS, SEPARATOR, Cell, compile_conversion, join

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
ROWS = [{"role": "perpetrator", "name": "A"}, {"role": "target", "name": "B"}, {"role": "perpetrator", "name": None}]
CASES: list[tuple[str, Any, Cell]] = [
    ("keep", 7, 7),
    ("keep", None, None),
    ("list", ["drone", "firearm"], "drone; firearm"),
    ("list", [3, None], "3; "),
    ("list", [None, None], None),
    ("list", [], None),
    ("list", None, None),
    ("list", ["A; B", "C"], "A, B; C"),
    ("distinct", ["A", None, "B", "A"], "A; B"),
    ("distinct", None, None),
    ("pick role perpetrator name", ROWS, "A; "),
    ("pick role associated name", ROWS, None),
    ("lowest_or_zero", {"low": 2, "best": 5, "high": 9}, 2),
    ("lowest_or_zero", {"low": None, "best": 5, "high": 9}, 5),
    ("lowest_or_zero", {"low": None, "best": None, "high": None}, 0),
    ("range", {"low": 2, "best": 3, "high": 5}, "2-5"),
    ("range", {"low": 4, "best": 4, "high": 4}, 4),
    ("range", {"low": None, "best": 4, "high": None}, 4),
    ("range", {"low": None, "best": None, "high": 5}, "?-5"),
    ("range", {"low": None, "best": None, "high": None}, None),
    ("year", "2021-11-07", 2021),
    ("year", None, None),
    ("decimals 4", 33.3, "33.3000"),
    ("decimals 4", -0.00001, "0.0000"),
    ("decimals 4", -33.31999, "-33.3200"),
    ("decimals 4", None, None),
    ("flag Civilian targeting", True, "Civilian targeting"),
    ("flag Civilian targeting", False, None),
    ("unix_time", "1970-01-02T00:00:00Z", 86400),
    ("unix_time", "1970-01-02T01:00:00+01:00", 86400),
    ("unix_time", "1970-01-02T00:00:00", 86400),
    ("unix_time", None, None),
    ("attribute date_precision acled", "week", 2),
    ("attribute date_precision acled", "year", None),
    ("attribute date_precision acled", "no such code", None),
    ("attribute date_precision acled", None, None),
    ("label acled.inter", 8, "External/Other forces"),
    ("label acled.inter", None, None),
    ("span source_scales acled", ["national"], "National"),
    ("span source_scales acled", ["international", None, "subnational", "national"], "Subnational-International"),
    ("span source_scales acled", [None], None),
    ("span source_scales acled", None, None),
]


@pytest.mark.parametrize(("conversion", "value", "cell"), CASES, ids=str)
def test_a_conversion_yields_its_cell(codebook: Codebook, conversion: str, value: object, cell: Cell) -> None:
    assert compile_conversion(conversion, codebook)(value) == cell


@given(st.lists(st.text(alphabet="ab,; ", min_size=1), min_size=1))
def test_a_list_splits_into_as_many_as_went_in(items: list[str]) -> None:
    assert (join(items) or "").split(SEPARATOR) == [item.replace(";", ",") for item in items]


def test_every_conversion_is_documented_and_no_other() -> None:
    _, _, section = FORMATS.read_text(encoding="utf-8").partition("## A layout of your own")
    assert re.findall(r"^\| `([a-z_]+)", section, flags=re.MULTILINE) == list(CONVERSIONS)
