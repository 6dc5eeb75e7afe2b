"""What every backend of the coder is: something that makes a suggestion of an article. The rules are one."""

from __future__ import annotations

from typing import Protocol

from incidents.domain.articles import Article
from incidents.domain.suggestions import Suggestion


class Backend(Protocol):
    """Suggests the events of an article. Every quote of a suggestion is the article's own words.

    Raises IncidentsError when it cannot say anything, never for what the article holds.
    """

    def __call__(self, article: Article, /) -> Suggestion:
        """The suggestion for *article*."""
