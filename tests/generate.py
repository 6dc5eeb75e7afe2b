"""Every file of the repository that is generated, and the text that it must hold.

``python -m tests.generate`` writes them; ``tests/test_generated.py`` compares them. Documents cannot lie that way: the
schema, the help pages, the data dictionary and the session in the README are what the program says today.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from incidents.cli.reference import render
from incidents.codebook.documentation import built_files
from incidents.codebook.loader import load
from incidents.exchange.profiles import data_dictionary
from incidents.resources import MIGRATIONS, ROOT, SCHEMA
from incidents.store import finished
from incidents.store.database import Database
from incidents.store.migrate import migrate
from incidents.store.tables.ddl import tables_sql
from tests.session import replay

PUBLISHED_LAYOUTS = ("native", "acled", "ged", "gtd")


def generated() -> Iterator[tuple[Path, str]]:
    """Each generated file with its text."""
    codebook = load()
    yield from ((SCHEMA / "built" / name, text) for name, text in sorted(built_files(codebook).items()))
    yield SCHEMA / "built" / "tables.sql", tables_sql()
    yield MIGRATIONS / "finished.sql", migrated()
    yield ROOT / "docs" / "cli-reference.md", render()
    yield ROOT / "docs" / "data-dictionary.md", data_dictionary(map(codebook.profile, PUBLISHED_LAYOUTS))
    yield ROOT / "README.md", replay(ROOT / "README.md")


def migrated() -> str:
    """What all migrations make."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "migrated.db"
        migrate(Database(path=path))
        return finished.tell(path)


if __name__ == "__main__":
    for path, text in generated():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
