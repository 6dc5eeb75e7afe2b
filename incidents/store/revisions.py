"""The revisions of the schema that this version of the package knows, read off the names of the migration files.

Reading a database needs to know only this; Alembic is not imported for it.
"""

from __future__ import annotations

import os

from incidents.root import ROOT
from incidents.store.link import Link

FOLDER = f"{ROOT}/migrations"


def known_revisions() -> tuple[str, ...]:
    """Every revision, oldest first: ``("0001", ...)``. Files are named ``NNNN_verb_noun.py``."""
    names = os.listdir(f"{FOLDER}/versions")
    return tuple(sorted(name.partition("_")[0] for name in names if name[:1].isdigit()))


def find_revision(link: Link) -> str | None:
    """The revision of a database; None for one that has none."""
    named = list(link.rows(link.dialect.has_table, {"name": "alembic_version"}))
    rows = list(link.rows("SELECT version_num FROM alembic_version", {})) if named else []
    return next((str(row["version_num"]) for row in rows), None)


def head() -> str:
    """The newest revision."""
    return known_revisions()[-1]
