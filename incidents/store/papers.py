"""Read the lower layer: articles, what each says of an event, the words behind a value, which articles share words.

Reads no event; ``reading`` does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from incidents.domain import document
from incidents.domain.article import Article
from incidents.domain.report import Report
from incidents.errors import NotFound
from incidents.store.facets import SOURCE_COLUMNS
from incidents.store.sources import Citation
from incidents.store.keys import event_key, number_of
from incidents.store.link import Link, Row
from incidents.store.records import read_citations
from incidents.store.rows import read_day
from incidents.store.sources import read_source
from incidents.store.twins import Print, read_prints, read_twins, read_unprinted

_ARTICLE = "SELECT article.*, outlet.name AS outlet FROM article LEFT JOIN outlet ON outlet.id = article.outlet_id"
_REPORTS = (
    f"SELECT report.*, {SOURCE_COLUMNS} FROM report_event JOIN report ON report.id = report_event.report_id"
    " JOIN article ON article.id = report.article_id LEFT JOIN outlet ON outlet.id = article.outlet_id"
    " WHERE report_event.event_id = :id ORDER BY report.id"
)
_CODED = (
    "SELECT DISTINCT event.event_id AS event_id, event.prefix, event.number FROM report"
    " JOIN report_event ON report_event.report_id = report.id JOIN event ON event.event_id = report_event.event_id"
    " WHERE report.article_id = :id ORDER BY event.prefix, event.number"
)


class Papers:
    """The articles and reports of the database behind *link*. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def article(self, article_id: str) -> Article:
        """The article of that identifier, which is also the ``id`` of the value. Raises NotFound."""
        found = self._articles("article.id = :key", number_of(article_id))
        if found is None:
            raise NotFound(f"there is no article {article_id!r}")
        return found

    def find_article(self, sha256: str) -> Article | None:
        """The article with the same title and text, or None; its ``id`` is the identifier in the database."""
        return self._articles("article.sha256 = :key", sha256)

    def coded_from(self, article_id: str) -> tuple[str, ...]:
        """The identifiers of the events that rest on an article, in order; empty when it is not there."""
        return tuple(row["event_id"] for row in self._link.rows(_CODED, {"id": number_of(article_id)}))

    def evidence(self, event_id: str) -> tuple[Citation, ...]:
        """The words behind the event's values, by report, in the order of each report."""
        return tuple(citation for _, citation in read_citations(self._link, [event_key(event_id)]))

    def reports(self, event_id: str) -> tuple[Report, ...]:
        """What each linked article says about the event, oldest first."""
        return tuple(map(_read_report, self._link.rows(_REPORTS, {"id": event_key(event_id)})))

    def prints(self, bands: Sequence[int]) -> tuple[Print, ...]:
        """The fingerprints of articles that have one of *bands*."""
        return tuple(read_prints(self._link, bands))

    def articles_without_print(self) -> tuple[str, ...]:
        """The articles that have no fingerprint: those of an older database, and those too short for one."""
        return read_unprinted(self._link)

    def twins(self) -> tuple[tuple[str, str, float], ...]:
        """Every two articles that share their words, and how much of the shorter one."""
        return read_twins(self._link)

    def _articles(self, where: str, key: object) -> Article | None:
        return next(map(_read_article, self._link.rows(f"{_ARTICLE} WHERE {where}", {"key": key})), None)


def _read_article(row: Row) -> Article:
    return Article(
        id=str(row["id"]),
        text=row["text"],
        path=row["path"],
        title=row["title"],
        publisher=row["outlet"],
        published_on=read_day(row["published_on"]),
        language=row["language"],
    )


def _read_report(row: Row) -> Report:
    return Report(
        id=str(row["id"]),
        source=read_source(row),
        account=document.read(json.loads(row["account"])),
        proposed_by=row["proposed_by"],
        accepted_by=row["accepted_by"],
        created_at=row["created_at"],
        codebook_version=row["codebook_version"],
    )
