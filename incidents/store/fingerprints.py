"""Fingerprints (MinHash) of articles, and which articles share their words. Compares none: ``review.duplicates`` does.

Nothing here is in the log: fingerprints follow from the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.store.connection import Link
from incidents.store.filters import is_in
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.writing import add_rows, remove_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """The stored fingerprint of one article."""

    article_id: str
    digits: str
    size: int


_PRINTED = (
    "SELECT article_id, digits, size FROM article_print WHERE article_id IN"
    " (SELECT article_id FROM article_band WHERE {}) ORDER BY article_id"
)
_UNPRINTED = "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_print) ORDER BY id"
_TWINS = "SELECT article_id, other_id, overlap FROM article_twin ORDER BY article_id, other_id"


def read_prints(link: Link, bands: Sequence[int]) -> Iterator[Print]:
    """The fingerprints that have one of *bands*."""
    if bands:
        where = is_in("band", bands, name="band")
        for row in link.rows(_PRINTED.format(where.sql), where.parameters):
            yield Print(article_id=str(row["article_id"]), digits=row["digits"], size=row["size"])


def read_unprinted(link: Link) -> tuple[str, ...]:
    """The articles that have no fingerprint yet: those of an older database, and those too short for one."""
    return tuple(str(row["id"]) for row in link.rows(_UNPRINTED, {}))


def read_twins(link: Link) -> tuple[tuple[str, str, float], ...]:
    """Every two articles that share their words, and how much of the shorter one."""
    return tuple((str(row["article_id"]), str(row["other_id"]), row["overlap"]) for row in link.rows(_TWINS, {}))


_NEW_TWIN = (
    "INSERT INTO article_twin (article_id, other_id, overlap) VALUES (:article_id, :other_id, :overlap)"
    " ON CONFLICT (article_id, other_id) DO NOTHING"
)


def add_print(session: Session, article_id: str, *, digits: str, size: int, bands: Sequence[int]) -> None:
    """Keep the fingerprint of an article that has none yet."""
    number = number_of(article_id)
    add_rows(session.connection, "article_print", [{"article_id": number, "digits": digits, "size": size}])
    rows = [{"article_id": number, "band": band} for band in sorted(set(bands))]
    add_rows(session.connection, "article_band", rows)


def add_twins(session: Session, article_id: str, overlaps: Mapping[str, float]) -> None:
    """Note which other articles share the words of one, and how much."""
    for other in sorted(overlaps, key=number_of):
        row = {"article_id": number_of(article_id), "other_id": number_of(other), "overlap": overlaps[other]}
        session.connection.run(_NEW_TWIN, row)


def forget_print(session: Session, article_id: str) -> None:
    """Remove what can tell of the words of an article."""
    for table in ("article_print", "article_band"):
        remove_rows(session.connection, table, {"article_id": number_of(article_id)})
