"""From an article to suggested events: part a digest, then of each story: read, judge, divide, spread, assemble.

Pure: no clock, no network, no database. Nothing is suggested that no words of the article bear out, and nothing of an
article in another language than English.
"""

from __future__ import annotations

from incidents.codebook.loader import Codebook
from incidents.coder.digests import stories_of
from incidents.coder.events.division import divide
from incidents.coder.events.kinds import kinds_of
from incidents.coder.events.retrospects import without_retrospects
from incidents.coder.events.spread import spread
from incidents.coder.fields.assembly import assemble
from incidents.coder.reading import read
from incidents.coder.relevance.judging import NOTHING, why_irrelevant
from incidents.domain.articles import Article
from incidents.domain.suggestions import Suggestion
from incidents.geo.gazetteer import Gazetteer

__all__ = ["Suggestion", "suggest"]

# The languages that the cues are in; of a text too short to tell the language it is tried.
READ = frozenset({"en", None})
_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "it": "Italian",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def suggest(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> Suggestion:
    """The suggestion for *article*."""
    if article.language not in READ:
        return Suggestion(article, (), _cannot_read(article.language))
    stories = stories_of(article, codebook=codebook, gazetteer=gazetteer)
    told = [_suggest(story, codebook=codebook, gazetteer=gazetteer) for story in stories]
    events = tuple(event for suggestion in told for event in suggestion.events)
    return Suggestion(article, events, None if events else told[0].why_none)


def _suggest(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> Suggestion:
    """The suggestion for *article*, which is one story."""
    readings = read(article, codebook=codebook, gazetteer=gazetteer)
    kinds = kinds_of(codebook)
    why_none = why_irrelevant(readings, kinds=kinds, codebook=codebook)
    if why_none is not None:
        return Suggestion(article, (), why_none)
    readings = tuple(map(without_retrospects, readings))
    accounts = spread(divide(readings, published_on=article.published_on, kinds=kinds))
    titled = readings[0].whole.titled if accounts else ()
    places = [*titled, *(mention for reading in readings for mention in reading.places)]
    events = tuple(
        assemble(account, places, codebook=codebook, published_on=article.published_on, headline=article.title)
        for account in accounts
    )
    return Suggestion(article, events, None if events else NOTHING)


def _cannot_read(language: str | None) -> str:
    return f"it is in {_NAMES.get(language or '', f'a language ({language})')}, and only English can be read"
