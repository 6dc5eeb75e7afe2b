"""What is PostgreSQL's own: making the tables there, a server that is not there, a reader that cannot write.

That reads and writes do the same as on SQLite is tested by their own tests, which run on both.
"""

from __future__ import annotations

import re
from contextlib import closing

import pytest

from incidents.domain.filters import EVERYTHING, Selection
from incidents.errors import BadDatabase
from incidents.store import postgresql
from incidents.store.database import Database, locate
from incidents.store.dialect import POSTGRESQL
from incidents.store.filters import count_events
from incidents.store.functions import fold
from incidents.store.migrate import create, migrate, state, upgrade
from incidents.store.reading import Reader
from incidents.store.state import State, check
from incidents.store.transaction import transaction
from incidents.store.writing import add_tuples


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


FOLDED = pytest.mark.parametrize(
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


@FOLDED
def test_a_text_is_folded_as_on_sqlite(served: Database, text: str) -> None:
    with closing(postgresql.connect_to_read(served)) as connection:
        (folded,) = connection.execute(f"SELECT {POSTGRESQL.folded('%s::text')}", [text]).fetchone()
    assert folded == fold(text)


@FOLDED
def test_the_words_of_a_text_are_indexed_as_they_are_folded(served: Database, text: str) -> None:
    assert index(served, text) == sorted(set((fold(text) or "").split()))


@pytest.mark.parametrize("text", ["x" * 3000, " ".join(str(number) for number in range(10**6, 2 * 10**6, 5)), "", None])
def test_no_text_is_too_long_for_the_index(served: Database, text: str | None) -> None:
    assert len(index(served, text)) <= len(set((text or "").split()))


def index(database: Database, text: str | None) -> list[str]:
    with closing(postgresql.connect_to_read(database)) as connection:
        (words,) = connection.execute("SELECT tsvector_to_array(words_of(%s::text))", [text]).fetchone()
    return sorted(words)


def test_words_are_asked_of_the_index(served: Database) -> None:
    query = count_events(Selection(text="drone"), POSTGRESQL)
    with closing(postgresql.connect_to_read(served)) as connection:
        connection.execute("SET enable_seqscan = off")  # which is as quick where hardly a row is
        sql = re.sub(r":(?=(?:text|words|withdrawn)\b)(\w+)", r"%(\1)s", query.sql)
        plan = "\n".join(row for (row,) in connection.execute(f"EXPLAIN {sql}", query.parameters))
    assert "ix_event_words" in plan
    assert "ix_article_words" in plan


EVENT = (
    "INSERT INTO event (event_id, prefix, number, main, status, version, created_at, updated_at, country, summary)"
    " VALUES ('IRQ1', 'IRQ', 1, true, 'draft', 1, '2026', '2026', 'IRQ', 'Two drones struck.')"
)


def test_nobody_catches_what_the_counts_write_with_their_owners_rights(fresh: Database) -> None:
    create(fresh)
    with closing(postgresql.driver().connect(fresh.url, autocommit=True)) as connection:
        connection.execute("CREATE TEMPORARY TABLE event_tally (LIKE event_tally INCLUDING ALL)")
        connection.execute(EVENT)
        assert connection.execute("SELECT count(*) FROM pg_temp.event_tally").fetchone() == (0,)
    with Reader.open(fresh) as reader:
        assert [events for _, events, *_ in reader.tallies(EVERYTHING, ("country",))] == [1]


def test_a_bulk_write_that_the_server_refuses_is_said_in_a_sentence(served: Database) -> None:
    def write() -> None:
        with transaction(served) as connection:
            connection.run("SET TRANSACTION READ ONLY")
            add_tuples(connection, "counter", ("prefix", "last_number"), [("IRQ", 1)])

    with pytest.raises(BadDatabase, match="nothing was changed"):
        write()


def test_a_server_that_does_not_answer_is_said_to_be_so() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(BadDatabase, match=r"cannot be used: .*\n  check the URL"):
        state(locate("postgresql://ana@/news?host=/nowhere"))
