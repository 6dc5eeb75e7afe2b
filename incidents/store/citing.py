"""Articles that a file of events cites and does not bring: kept by number and outlet, without their words.

In place of the words stands which article of which file it is. A report of it is silent: what it said of the event is
not known here.
"""

from __future__ import annotations

from incidents.domain.article import Article
from incidents.domain.imported import Cited, File
from incidents.store.articles import add_article
from incidents.store.keys import number_of
from incidents.store.log import Session
from incidents.store.writing import last_number, skip_numbers

_TEXT = "article_{}_of_{} not_here"  # too few words for a fingerprint: two such are no near-duplicates


class Citing:
    """The articles that *file* cites, each stored once, under its number where no article here ever had it."""

    def __init__(self, session: Session, file: File) -> None:
        self._session = session
        self._file = file
        self._taken: int | None = None
        self._known: dict[Cited, int] = {}

    def number(self, cited: Cited) -> int:
        """The number here of an article that the file cites."""
        if cited not in self._known:
            self._known[cited] = self._add(cited)
        return self._known[cited]

    def _add(self, cited: Cited) -> int:
        connection = self._session.connection
        if self._taken is None:
            self._taken = last_number(connection, "article")
        is_free = cited.number > self._taken and cited.number not in self._known.values()
        words = _TEXT.format(cited.number, self._file.article.sha256[:16])
        article = Article(id=str(cited.number), text=words, publisher=cited.outlet)
        stored = add_article(self._session, article, number=cited.number if is_free else None)
        skip_numbers(connection, "article")
        return number_of(stored.id)
