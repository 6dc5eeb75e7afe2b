"""What a release says of itself: name, makers, licence, when and from what it was made. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one release.

    *as_of* is the instant whose state of the database it shows (ISO 8601, UTC); *query* the filters in the user's
    words; *log_hash* the last link of the log's chain at that instant, where there is one.
    """

    name: str
    title: str
    authors: tuple[str, ...]
    licence: str | None
    as_of: str
    query: str
    redaction: str
    codebook_version: str
    program: str
    log_hash: str | None = None

    @property
    def day(self) -> date:
        """The day of the release."""
        return date.fromisoformat(self.as_of[:10])
