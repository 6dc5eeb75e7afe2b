"""The peers: what the same question costs in the `sqlite3` shell, DuckDB over Parquet, pandas over CSV, SQLModel.

Each is a whole process with the shortest program that answers. They know no history, no validation and no licence.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from shutil import which

from benchmarks.scale.timing import PYTHON, Command

IMPORT = """\
.mode csv
.import {csv} event
CREATE UNIQUE INDEX by_id ON event (event_id);
CREATE INDEX by_country ON event (country_iso3, event_date);
CREATE INDEX by_region ON event (region, event_date);
CREATE INDEX by_date ON event (event_date);
CREATE INDEX by_actor ON event (perpetrators);
CREATE INDEX by_other ON event (target_actors);
CREATE INDEX by_weapon ON event (weapons);
CREATE INDEX by_type ON event (event_type, event_date);
CREATE INDEX by_sub_type ON event (sub_event_type, event_date);
CREATE INDEX by_point ON event (latitude, longitude);
CREATE VIRTUAL TABLE spot USING rtree (id, south, north, west, east);
INSERT INTO spot SELECT min(rowid), latitude, latitude, longitude, longitude FROM event GROUP BY latitude, longitude;
CREATE VIRTUAL TABLE words USING fts5 (summary, place, content='event');
INSERT INTO words (words) VALUES ('rebuild');
CREATE TABLE tally AS SELECT country_iso3, substr(event_date, 1, 7), count(*) FROM event GROUP BY 1, 2;
"""
_MODEL = """\
import csv
from sqlmodel import Field, Session, SQLModel, create_engine
with open({csv!r}, encoding="utf-8", newline="") as file:
    reader = csv.reader(file)
    header = next(reader)
    body = {{"__annotations__": dict.fromkeys(header, str), "event_id": Field(primary_key=True), "__module__": "x"}}
    Event = type(SQLModel)("Event", (SQLModel,), body, table=True)
    engine = create_engine("sqlite:///{database}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        batch = []
        for row in reader:
            batch.append(Event(**dict(zip(header, row))))
            if len(batch) == 10_000:
                session.add_all(batch); session.flush(); session.expunge_all(); batch = []
        session.add_all(batch)
        session.commit()
"""
_DUCKDB = "import duckdb; print(duckdb.sql({sql!r}).fetchall())"
_PANDAS = "import pandas as p; e = p.read_csv({csv!r}, low_memory=False); print(e[{test}].to_csv(index=False))"
KM = (
    "6371.0088 * 2 * asin(sqrt(power(sin(radians(latitude - {lat}) / 2), 2) + cos(radians(latitude))"
    " * cos(radians({lat})) * power(sin(radians(longitude - {lon}) / 2), 2)))"
)


def has_shell() -> bool:
    """Whether there is a `sqlite3` shell."""
    return which("sqlite3") is not None


def has(module: str) -> bool:
    """Whether the Python module is there."""
    return find_spec(module) is not None


def shell_import(csv: Path, database: Path) -> Command:
    """The shell imports and indexes *csv*."""
    return Command(
        ("sqlite3", str(database)),
        csv.parent,
        text=IMPORT.format(csv=csv.name),
        prepare=lambda: database.unlink(missing_ok=True),
    )


def shell_export(database: Path) -> Command:
    """The shell writes every column of its table as CSV."""
    return Command(("sqlite3", "-csv", "-header", str(database), "SELECT * FROM event"), database.parent)


def model_import(csv: Path, database: Path) -> Command:
    """One SQLModel object of all columns for each row, no index but the key."""
    code = _MODEL.format(csv=str(csv), database=database)
    return Command((PYTHON, "-c", code), csv.parent, prepare=lambda: database.unlink(missing_ok=True))


def to_parquet(csv: Path, parquet: Path) -> Command:
    """DuckDB makes the Parquet file that it then answers from."""
    sql = f"COPY (SELECT * FROM read_csv('{csv}')) TO '{parquet}' (FORMAT parquet)"
    return Command((PYTHON, "-c", f"import duckdb; duckdb.sql({sql!r})"), csv.parent)


def duckdb(parquet: Path, what: str, rest: str) -> Command:
    """DuckDB answers ``SELECT what FROM the file rest``."""
    code = _DUCKDB.format(sql=f"SELECT {what} FROM '{parquet}' {rest}")
    return Command((PYTHON, "-c", code), parquet.parent)


def pandas(csv: Path, test: str) -> Command:
    """Let pandas read the file and print the rows that pass *test*, an expression over the frame ``e``."""
    code = _PANDAS.format(csv=str(csv), test=test)
    return Command((PYTHON, "-c", code), csv.parent)
