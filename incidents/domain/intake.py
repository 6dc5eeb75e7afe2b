"""How an article came in, and what was made of it before anybody codes it. Knows no queue and no file."""

from __future__ import annotations

from dataclasses import dataclass

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
