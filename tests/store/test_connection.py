"""Both drivers write and answer alike, and nothing stays of a transaction that breaks off."""

from __future__ import annotations

import pytest

from incidents.store.database import Database
from incidents.store.transaction import transaction
from incidents.store.writing import Columns, add_row, add_rows, change_rows, last_number, remove_rows, take_numbers

NAMED = "SELECT name FROM actor ORDER BY id"
PLACE: Columns = {
    "name": "a",
    "latitude": 1.5,
    "longitude": 2.5,
    "kind": "town",
    "source": "ana",
    "added_at": "",
    "added_by": "",
}
ROWS: dict[str, Columns] = {"actor": {"name": "a"}, "user_place": PLACE}


def test_a_statement_tells_how_many_rows_it_wrote(database: Database) -> None:
    with transaction(database) as connection:
        connection.run_many("INSERT INTO actor (name) VALUES (:name)", [{"name": name} for name in "abc"])
        assert (
            connection.run("UPDATE actor SET name = name || :more WHERE name > :name", {"more": "!", "name": "a"}) == 2
        )
        assert connection.values(NAMED) == ["a", "b!", "c!"]


def test_a_sign_of_percent_is_no_parameter(database: Database) -> None:
    with transaction(database) as connection:
        assert connection.value("SELECT 'a%s' || :more", {"more": "%(b)s"}) == "a%s%(b)s"
        assert connection.value("SELECT 1 WHERE 'drone' LIKE 'dr%'") == 1


def test_a_cast_is_no_parameter(served: Database) -> None:
    with transaction(served) as connection:
        assert connection.value("SELECT '12:30'::text || :more::text", {"more": 5}) == "12:305"


def test_what_is_not_there_is_none(database: Database) -> None:
    with transaction(database) as connection:
        assert connection.value("SELECT id FROM actor WHERE name = :name", {"name": "a"}) is None
        assert connection.fetch("SELECT id FROM actor") == []
        assert connection.columns("no_table") == []


def test_columns_are_named_in_their_order(database: Database) -> None:
    with transaction(database) as connection:
        assert list(connection.columns("actor_alias")) == ["actor_id", "alias"]


def test_a_row_that_breaks_a_rule_is_told_and_takes_all_back(database: Database) -> None:
    def write() -> None:
        with transaction(database) as connection:
            broken.append(connection.broken)
            add_row(connection, "actor", {"name": "a"})
            add_row(connection, "actor", {"name": "a"})

    broken: list[type[Exception]] = []
    with pytest.raises(Exception, match=r"(?i)unique") as caught:
        write()
    assert isinstance(caught.value, broken[0])
    with transaction(database) as connection:
        assert connection.values(NAMED) == []


def test_rows_are_found_by_what_they_have_and_by_what_they_lack(database: Database) -> None:
    with transaction(database) as connection:
        add_rows(connection, "outlet", [{"name": "a", "scale": None}, {"name": "b", "scale": "local"}])
        change_rows(connection, "outlet", {"name": "a", "scale": None}, {"scale": "national"})
        change_rows(connection, "outlet", {"name": "b", "scale": None}, {"scale": "national"})
        assert connection.values("SELECT scale FROM outlet ORDER BY name") == ["national", "local"]
        remove_rows(connection, "outlet", {"scale": "local"})
        assert connection.values("SELECT name FROM outlet") == ["a"]


@pytest.mark.parametrize("table", list(ROWS))
def test_numbers_are_taken_behind_the_last_row(database: Database, table: str) -> None:
    with transaction(database) as connection:
        last = add_row(connection, table, ROWS[table])
        assert last_number(connection, table) == last
        assert list(take_numbers(connection, table, 2)) == [last + 1, last + 2]
