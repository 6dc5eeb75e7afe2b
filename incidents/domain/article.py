"""One published text, as the analyst would quote it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and where it is from. Offsets of evidence count characters of *text*, which never changes.

    *id* is the file's stem or the URL; *path* the file or URL as given; *language* an ISO 639-1 code;
    *scale* how far the outlet reaches, a code of ``source_scales``, None when nobody says.
    """

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None
    scale: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of title and text, by which the same article is known again."""
        import hashlib  # noqa: PLC0415 - loads OpenSSL, which reading events can do without

        return hashlib.sha256(f"{self.title or ''}\n\n{self.text}".encode()).hexdigest()
