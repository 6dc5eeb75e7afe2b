"""What the machine coder proposes for one article. Proposals only: a person accepts, corrects or rejects them."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.article import Article
from incidents.domain.event import Event


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The events proposed for *article*, the main one first; *why_none* says why there is none.

    *notes* are sentences on what was left out of them and where two readings disagree.
    """

    article: Article
    events: tuple[Event, ...]
    why_none: str | None = None
    notes: tuple[str, ...] = ()
