"""A cell that is changed with plain SQL, behind the program's back, is found by ``verify``.

The tables and columns come from the metadata: a new one is tested without being
listed here. What is not found is listed, so that the list can only become shorter.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Date, Float, Integer, Table

from incidents.domain.articles import Intake, Page, Visit
from incidents.domain.locations import Alias, Geocode, ListedPlace
from incidents.domain.suggestions import Effort, Trial, Verdict
from incidents.domain.team import Assignment, Coding, Query, Recheck
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.tables import METADATA
from incidents.store.verify import verify
from tests.builders import make_article, make_event
from tests.store.conftest import AT

# Tables without a digest: caches that can be asked again, what follows from texts, and records kept outside the log.
UNCOVERED_TABLES = {
    *("article_band", "article_print", "article_twin", "counter", "effort", "geocode_cache", "page", "trial"),
    *("user_place", "user_place_name", "verdict", "visit"),
}
# Tables of imported files, which ``test_bulk`` fills, and one of things that never change.
EMPTY = {"dataset", "imported_file", "imported_row", "past_imported_file", "past_imported_row", "past_recheck"}
# Columns that no digest covers, by table.
UNCOVERED: dict[str, set[str]] = {
    "article": {"added_at", "added_by", "erased_at"},
    "assignment": {"revision_id"},
    "coding": {"revision_id"},
    "event": {
        "codebook_version",
        "created_at",
        "number",
        "prefix",
        "revision_id",
        "tombstone",
        "updated_at",
        "version",
    },
    "event_casualty": {"position"},
    "event_claim": {"position"},
    "event_target": {"position"},
    "event_weapon": {"position"},
    "intake": {"revision_id"},
    "member": {"revision_id"},
    "outlet": {"scale"},
    "past_article": {"added_at", "added_by", "erased_at", "text"},
    "past_event": {"codebook_version", "created_at", "number", "prefix", "tombstone", "updated_at", "version"},
    "past_event_casualty": {"position"},
    "past_event_claim": {"position"},
    "past_event_target": {"position"},
    "past_event_weapon": {"position"},
    "past_report": {
        "created_at",
    },
    "past_report_event": {"linked_at", "linked_by"},
    "query": {"revision_id"},
    "recheck": {"revision_id"},
    "report": {
        "created_at",
    },
    "report_event": {"linked_at", "linked_by"},
}


def code(archive: Archive, title: str) -> None:
    article = archive.add_article(make_article(title=title)).id
    report = archive.add_report(article, make_event(), proposed_by="machine", accepted_by="ana")
    archive.add_event(make_event(), reports=[report])


def share_work(archive: Archive) -> None:
    page = Page(data=b"<p>words</p>", kind="html")
    archive.keep_page(page)
    archive.add_intake(Intake(article_id="1", origin="news.html", page=page.sha256))
    archive.note_visit(Visit(source="news", outcome="read"))
    archive.set_member("ana", "lead", lead="lead")
    archive.add_coding(Coding(article_id="1", coder="ana", turn=1, events=(make_event(),)))
    archive.add_assignment(Assignment(article_id="1", coder="ana", mode="single", due_at="2026-05-01"))
    archive.add_query(Query(term="drone", text="Is a kite one?", event_id="IRQ1"))
    archive.add_recheck(Recheck(event_id="IRQ1", term="drone", codebook_version="1.0"))
    archive.add_alias("The Northern Front", "TNF")


def change_work(archive: Archive) -> None:
    archive.decide_intake("1", "relevant", reason="it tells of an attack")
    archive.set_member("ana", "reviewer", lead="reviewer")
    archive.add_to_coding("1", make_event(stage="attempted"))
    archive.end_coding("1", "done")
    archive.end_assignment("1")
    archive.answer_query("1", "No.")


def keep_records(archive: Archive) -> None:
    archive.keep_trial(Trial(article="a", arm="with", told=("drone",), kept=()))
    archive.keep_verdict(Verdict(article="a", decision="taken", proposed_by="rules"))
    archive.keep_effort(Effort(article="a", task="desk", keys=9, seconds=2.5))
    archive.keep_geocodes("nominatim", "Mosul", (Geocode(address="Mosul", latitude=36.3, longitude=43.1),))
    alias = Alias(folded="mosul", written="Mosul", match="name")
    place = ListedPlace(name="Mosul", names=(alias,), country="IRQ", admin1=None, latitude=36.3, longitude=43.1)
    archive.add_places("by hand", [place])
    archive.add_print("1", digits="ab", size=2, bands=(1, 2))
    archive.add_twins("1", {"2": 0.5})


STEPS: tuple[Callable[[Archive], object], ...] = (
    lambda archive: code(archive, "One"),
    lambda archive: code(archive, "Two"),
    share_work,
    change_work,
    keep_records,
    lambda archive: archive.change_event("IRQ1", make_event(summary="Something else", casualties=())),
    lambda archive: archive.link("IRQ1", "2"),
    lambda archive: archive.bury("IRQ2", into="IRQ1", moved=("2",)),
    lambda archive: code(archive, "Three"),
    lambda archive: archive.undo(1),
)


@pytest.fixture(scope="module")
def written(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something in every table but those of imported files."""
    path = tmp_path_factory.mktemp("written") / "incidents.db"
    shutil.copy(template, path)
    for hour, step in enumerate(STEPS):
        at = AT + timedelta(hours=hour)
        with Archive.open(
            Database(path=path), by="ana", at=at, command="test", reason="because", codebook_version="1.0"
        ) as archive:
            step(archive)
    assert verify(Database(path=path)).faults == ()
    return path


def columns() -> Iterator[tuple[Table, Column[object]]]:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            yield table, column


def changed(column: Column[object], value: object) -> object:
    """Another value for a cell that has *value*."""
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(column.type, Boolean):
        return 0 if value else 1
    if isinstance(column.type, Date):
        return "1999-12-31"
    if isinstance(value, int | float):
        return value + 1000
    if value is None:
        return 1 if isinstance(column.type, Integer | Float) else "x"
    return f"{value}x"


def tamper(written: Path, path: Path, table: str, column: Column[object]) -> bool:
    """Change one cell of the column in a copy at *path*; False when the table has no row."""
    shutil.copy(written, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        key = ", ".join(f'"{name}"' for name in METADATA.tables[table].primary_key.columns.keys())  # noqa: SIM118 - a collection of columns
        order = f'"{column.name}" IS NULL, {key}'
        where = f'({key}) = (SELECT {key} FROM "{table}" ORDER BY {order} LIMIT 1)'
        found = connection.execute(f'SELECT "{column.name}" FROM "{table}" WHERE {where}').fetchone()
        if found is not None:
            value = changed(column, found[0])
            connection.execute(f'UPDATE "{table}" SET "{column.name}" = ? WHERE {where}', (value,))
    return found is not None


def test_any_changed_cell_is_found(written: Path, tmp_path: Path) -> None:
    empty: set[str] = set()
    missed: dict[str, set[str]] = {}
    for table, column in columns():
        if table.name in EMPTY | UNCOVERED_TABLES:
            continue
        if not tamper(written, tmp_path / "tampered.db", table.name, column):
            empty.add(table.name)
        elif not verify(Database(path=tmp_path / "tampered.db")).faults:
            missed.setdefault(table.name, set()).add(column.name)
    assert (empty, missed) == (set(), UNCOVERED)
