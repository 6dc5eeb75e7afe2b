"""Read the releases that the log knows: each is one entry that is never undone, and so a link of the log's chain.

Holds no data of a release: those are read again as of the revision that the entry names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incidents.store.link import Link

KIND, FACTS = "release", "facts"
_SEALED = "SELECT key, new FROM change WHERE kind = :kind AND new IS NOT NULL ORDER BY id"
_REVISION = "SELECT made_at, hash FROM revision WHERE id = :id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A release by its *name*, and the *facts* it was made by, as JSON types."""

    name: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A revision by its *number*: when it was made (ISO 8601, UTC), and the hash of the log up to it."""

    number: int
    at: str
    hash: str


def read_releases(link: Link) -> tuple[Sealed, ...]:
    """Every release, the oldest first, but for those whose facts held a name that was erased."""
    rows = link.rows(_SEALED, {"kind": KIND})
    return tuple(Sealed(name=row["key"], facts=json.loads(row["new"])) for row in rows)


def read_revision(link: Link, number: int) -> Revised | None:
    """The revision of that number, None when there is none."""
    rows = link.rows(_REVISION, {"id": number})
    return next((Revised(number=number, at=row["made_at"], hash=row["hash"]) for row in rows), None)
