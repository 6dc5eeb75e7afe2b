"""How far the outlet of an article reaches: what a person says, else what the article's header says."""

from __future__ import annotations

from dataclasses import replace

from incidents.codebook.loader import Codebook
from incidents.domain.article import Article
from incidents.errors import BadSource, BadUsage, UnknownTerm


def rate(article: Article, codebook: Codebook, *, stated: str | None = None) -> Article:
    """*article* with the scale of its outlet as a code; *stated*, as people type it, stands above the header.

    Raises UnknownTerm for a *stated* scale that the codebook has not, BadUsage for one of no outlet, BadSource for a
    header's.
    """
    scales = codebook.vocabulary("source_scales")
    if stated is not None and article.publisher is None:
        raise BadUsage(f"{article.id} names no outlet that could be {stated}", mend="add --publisher NAME")
    if stated is not None:
        return replace(article, scale=scales.find(stated).code)
    if article.scale is None or article.publisher is None:
        return replace(article, scale=None)
    try:
        return replace(article, scale=scales.find(article.scale).code)
    except UnknownTerm:
        known = ", ".join(term.code for term in scales)
        raise BadSource(
            f"{article.id}: its line Scale: says {article.scale!r}", mend=f"write one of: {known}"
        ) from None
