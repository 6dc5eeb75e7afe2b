"""The opening of an article for whoever decides whether it is to be coded: its first sentences, and the cues in them.

Suggests nothing. An article in a language that cannot be read has an opening without cues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from incidents.codebook.loader import Codebook
from incidents.coder.pipeline import READ
from incidents.coder.reading import Reading, read
from incidents.coder.relevance.judging import find_subject
from incidents.coder.text.sentences import split_sentences
from incidents.domain.articles import Article
from incidents.geo.gazetteer import Gazetteer

_SENTENCES = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lead:
    """*text* is the opening; *cues* where in it an act, a weapon or harm is named, in order, none overlapping.

    *subject* is the code of ``subjects`` of which the opening speaks most, None when it speaks of none.
    """

    text: str
    cues: tuple[Span, ...] = ()
    subject: str | None = None


def read_lead(article: Article, *, codebook: Codebook, gazetteer: Gazetteer) -> Lead:
    """The opening of *article*."""
    sentences = split_sentences(article.text)[:_SENTENCES]
    opening = article.text[: sentences[-1].end] if sentences else article.text
    if article.language not in READ:
        return Lead(opening)
    readings = read(replace(article, text=opening), codebook=codebook, gazetteer=gazetteer)
    subject = find_subject(readings, codebook=codebook)
    return Lead(opening, tuple(_merge(sorted(_find_cues(readings)))), subject)


def _find_cues(readings: tuple[Reading, ...]) -> Iterator[Span]:
    for reading in readings:
        yield from ((act.start, act.end) for act in reading.triggers if act.is_real)
        yield from ((weapon.start, weapon.end) for weapon in reading.weapons)
        yield from ((harm.start, harm.end) for harm in reading.casualties)


def _merge(spans: list[Span]) -> Iterator[Span]:
    """*spans* in their order, those that touch as one."""
    open_: Span | None = None
    for start, end in spans:
        if open_ is not None and start <= open_[1]:
            open_ = (open_[0], max(open_[1], end))
            continue
        if open_ is not None:
            yield open_
        open_ = (start, end)
    if open_ is not None:
        yield open_
