"""What is PostgreSQL's own: making the tables there, a server that is not there, a reader that cannot write.

That reads and writes do the same as on SQLite is tested by their own tests, which run on both.
"""

from __future__ import annotations

from contextlib import closing

import pytest

from incidents.errors import BadDatabase
from incidents.store import postgresql
from incidents.store.database import Database, locate
from incidents.store.dialect import POSTGRESQL
from incidents.store.folding import fold
from incidents.store.migrate import create, migrate, state, upgrade
from incidents.store.state import State, check


@pytest.fixture
def fresh(served: Database) -> Database:
    """Another database on the same server, without tables."""
    with postgresql.driver().connect(served.url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh")
        connection.execute("CREATE DATABASE fresh")
    return Database(url=(served.url or "").replace("/postgres?", "/fresh?"))


def test_the_tables_are_made_once(fresh: Database) -> None:
    assert state(fresh) is State.MISSING
    with pytest.raises(BadDatabase, match=r"holds no tables of incidents yet\n  make it: incidents init --database"):
        check(fresh)
    create(fresh)
    assert state(fresh) is State.CURRENT
    assert upgrade(fresh) is None
    with pytest.raises(BadDatabase, match="is already there; nothing was changed"):
        create(fresh)


def test_down_to_the_base_leaves_nothing(fresh: Database) -> None:
    create(fresh)
    migrate(fresh, "base", is_downward=True)
    assert state(fresh) is State.MISSING


def test_a_reader_cannot_write(served: Database) -> None:
    with (
        closing(postgresql.connect_to_read(served)) as connection,
        pytest.raises(postgresql.driver().errors.ReadOnlySqlTransaction),
        connection.transaction(),
    ):
        connection.execute("DELETE FROM event")


@pytest.mark.parametrize(
    "text",
    [
        "Saint-Étienne, al_Anbār!",
        "STRASSE, Straße, STRAẞE",
        "Київ, Ёлка",
        "بَغْدَاد",
        "שָׁלוֹם",
        "ΟΔΟΣ, ὁδός",
        "İzmir, Muş",
        "नई दिल्ली",
        "北京市, ﬁn",
    ],
)
def test_a_text_is_folded_as_on_sqlite(served: Database, text: str) -> None:
    with closing(postgresql.connect_to_read(served)) as connection:
        (folded,) = connection.execute(f"SELECT {POSTGRESQL.folded('%s::text')}", [text]).fetchone()
    assert folded == fold(text)


def test_a_server_that_does_not_answer_is_said_to_be_so() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadDatabase, match=r"cannot be used: .*\n  check the URL"):
        state(locate("postgresql://ana@/news?host=/nowhere"))
