"""The options that several commands share."""

from __future__ import annotations

from dataclasses import fields

from incidents.cli.options import Filters
from incidents.services.filters import EventFilters


def test_every_filter_is_one_that_the_desk_understands() -> None:
    assert {field.name for field in fields(Filters)} | {"sort", "limit"} == {*EventFilters._fields}
