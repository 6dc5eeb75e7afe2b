"""A digest as its stories: several short reports in one article, each read by itself.

They stand under headings of their own, or follow each other in a bulletin as it is read out. Each story is the article
with all else blanked out, so that its offsets are those of the article. Any other article is one story. Does not read
what a story tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from incidents.codebook.loader import Codebook
from incidents.coder.reading import Reading, read
from incidents.coder.text.found import Found
from incidents.coder.text.index import Index
from incidents.coder.text.sentences import HEADING, Sentence, split_sentences
from incidents.coder.text.words import split_words
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

_OPENING, _SEVERAL = 200, 2  # characters, headings
_OPENS, _CLOSES = "opening", "back_matter"


def stories_of(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> tuple[Article, ...]:
    """The stories of *article* in order; the article itself when it is no digest."""
    if not _says(f"{article.title or ''}\n\n{article.text[:_OPENING]}", _OPENS, codebook):
        return (article,)
    titles = {each.start: each.text for each in _headings(split_sentences(article.text), codebook)}
    bounds = {*titles}
    if len(bounds) < _SEVERAL:
        bounds.update(_turns(read(article, codebook=codebook, gazetteer=gazetteer), codebook))
    return tuple(
        replace(article, text=_only(article.text, start, end), title=titles.get(start, article.title))
        for start, end in pairwise(sorted({0, *bounds, len(article.text)}))
    )


def _headings(sentences: Sequence[Sentence], codebook: Codebook) -> Iterator[Sentence]:
    """The headings that a report stands under: the next line is prose."""
    for sentence, following in pairwise(sentences):
        is_heading = sentence.kind == HEADING and following.kind != HEADING
        if is_heading and sentence.start > 0 and not _says(sentence.text, _CLOSES, codebook):
            yield sentence


def _turns(readings: Sequence[Reading], codebook: Codebook) -> Iterator[int]:
    """Where a bulletin turns to another story: a paragraph that begins in another country, or the speaker's own."""
    known: set[str] = set()
    for _, told in groupby(readings, key=lambda reading: reading.sentence.paragraph):
        paragraph = list(told)
        is_own = _says(paragraph[0].sentence.text, _OPENS, codebook)
        if is_own or (known and known.isdisjoint(_countries(paragraph[:1])[:1] or known)):
            yield paragraph[0].sentence.start
            known = set()
        if is_own:
            yield paragraph[-1].sentence.end
        else:
            known.update(_countries(paragraph))


def _countries(readings: Sequence[Reading]) -> list[str]:
    places = (mention.place.country for reading in readings for mention in reading.places)
    return [country for country in places if country is not None]


def _only(text: str, start: int, end: int) -> str:
    """*text* with nothing left in it but ``text[start:end]``, in its place."""
    return " " * start + text[start:end] + " " * (len(text) - end)


def _says(text: str, key: str, codebook: Codebook) -> bool:
    """True when *text* holds a cue of the list *key*."""
    return key in Found(text, split_words(text), _index_of(codebook))


@lru_cache(maxsize=4)
def _index_of(codebook: Codebook) -> Index:
    return Index({name: {name: cues} for name, cues in codebook.cues("digests").items()})
