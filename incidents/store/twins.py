"""Read fingerprints of articles, and which articles share their words. Compares none: ``review.duplicates`` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.store.link import Link
from incidents.store.select import is_in


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
