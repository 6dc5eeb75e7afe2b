"""From an article to suggested events: read, judge, divide, assemble.

Pure: no clock, no network, no database. Nothing is suggested that no words of the article bear out.
"""

from __future__ import annotations

from dataclasses import dataclass

from incidents.codebook.loader import Codebook
from incidents.coder.assembly import assemble
from incidents.coder.events import Kinds, divide
from incidents.coder.reading import read
from incidents.coder.relevance import NOTHING, why_irrelevant
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The events that the machine coder proposes for *article*, the main one first; *why_none* says why there is none."""

    article: Article
    events: tuple[Event, ...]
    why_none: str | None = None


def suggest(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> Suggestion:
    """The suggestion for *article*."""
    readings = read(article, codebook=codebook, gazetteer=gazetteer)
    kinds = _kinds(codebook)
    why_none = why_irrelevant(readings, strong=kinds.strong)
    if why_none is not None:
        return Suggestion(article, (), why_none)
    accounts = divide(readings, published_on=article.published_on, kinds=kinds)
    events = tuple(assemble(account, codebook=codebook, published_on=article.published_on) for account in accounts)
    return Suggestion(article, events, None if events else NOTHING)


def _kinds(codebook: Codebook) -> Kinds:
    cues = codebook.cues("kinds")
    families = tuple(frozenset(cues[name]) for name in ("remote", "street", "direct"))
    return Kinds(frozenset(cues["strong"]), families)
