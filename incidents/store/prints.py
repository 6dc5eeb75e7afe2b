"""Write fingerprints of articles, and which articles share their words. Notes nothing: they follow from the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.writing import add_rows, remove_rows

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
