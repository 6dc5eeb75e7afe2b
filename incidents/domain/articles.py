"""Published texts, the bytes that they were read from, and how far triage has got with them.

Does not fetch, parse or store anything.
"""

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


NEW, SELECTED, IRRELEVANT, BACKGROUND, LATER = "new", "selected", "irrelevant", "background", "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The *state* (a code of ``article_states``) of the article *article_id*, and the *reason* for it.

    *origin* is what brought it (a feed, a folder, a list of URLs, an archive of pages), *url* where it was read, *page*
    the hash of the bytes that it was read from, *decided_by* who put it into its state, None while it is new.
    """

    article_id: str
    state: str = NEW
    reason: str | None = None
    origin: str
    url: str | None = None
    page: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes that an article was read from, and the media type that was told of them."""

    data: bytes
    kind: str

    @property
    def sha256(self) -> str:
        """The hash of the bytes, by which the page is kept."""
        import hashlib  # noqa: PLC0415 - loads OpenSSL, which reading events can do without

        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A *source* that was read before: what came of it, and the hash of the *article* that is stored of it."""

    source: str
    outcome: str
    article: str | None = None
    note: str | None = None


STORED, REFUSED = "stored", "refused"
