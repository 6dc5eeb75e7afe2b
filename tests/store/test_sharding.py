"""What ``docs/scale.md`` says of keys: an event and all of its rows can lie on one server of several."""

from __future__ import annotations

import pytest
from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint

from incidents.store.tables import METADATA

KEY = "event_id"
OF_AN_EVENT = [table for table in METADATA.sorted_tables if table.name.removeprefix("past_").split("_")[0] == "event"]
COPIED = {"actor", "actor_alias", "outlet", "dataset", "member"}


@pytest.mark.parametrize("table", OF_AN_EVENT, ids=str)
def test_every_unique_key_has_the_identifier(table: Table) -> None:
    keys = [each for each in table.constraints if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)]
    assert [str(each.name) for each in keys if KEY not in each.columns] == []
    assert not [index.name for index in table.indexes if index.unique]


@pytest.mark.parametrize("table", OF_AN_EVENT, ids=str)
def test_rows_refer_to_their_event_or_to_what_is_copied(table: Table) -> None:
    for key in table.foreign_keys:
        other = key.target_fullname
        assert (key.parent.name, other) == (KEY, f"event.{KEY}") or other.split(".")[0] in COPIED


@pytest.mark.parametrize("name", sorted(COPIED))
def test_what_is_copied_refers_to_nothing_that_is_spread(name: str) -> None:
    assert {key.target_fullname.split(".")[0] for key in METADATA.tables[name].foreign_keys} <= COPIED
