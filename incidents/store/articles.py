"""Articles, their outlets, and reports with their evidence: read and write. Rows are added, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from incidents.domain.articles import Article
from incidents.domain.datasets import Cited, File
from incidents.domain.events import Event, Report, from_document, to_document
from incidents.domain.evidence import Evidence
from incidents.errors import NotFound
from incidents.store.connection import Connection, Link, Row
from incidents.store.facets import SOURCE_COLUMNS
from incidents.store.fingerprints import Print, read_prints, read_twins, read_unprinted
from incidents.store.keys import event_key, number_of
from incidents.store.log import Session, Signature
from incidents.store.records import Citation, read_citations, read_day, read_source
from incidents.store.versions import describe_article, describe_report
from incidents.store.writing import add_new_row, add_row, add_rows, change_rows, find_or_add, last_number, skip_numbers

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


class ArticleReader:
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
        account=from_document(json.loads(row["account"])),
        proposed_by=row["proposed_by"],
        accepted_by=row["accepted_by"],
        created_at=row["created_at"],
        codebook_version=row["codebook_version"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """The identifier under which an article stands; *is_new* is False when it was there already."""

    id: str
    is_new: bool


def add_article(session: Session, article: Article, *, number: int | None = None) -> StoredArticle:
    """Store *article* unless one with the same hash is there already; its outlet gets the scale that it tells of.

    *number* is one that was never given here; else it is the next one.
    """
    key = {} if number is None else {"id": number}
    number = add_new_row(session.connection, "article", key | _article_row(session, article), unique="sha256")
    if article.publisher is not None and article.scale is not None:
        change_rows(session.connection, "outlet", {"name": article.publisher}, {"scale": article.scale})
    if number is None:
        return StoredArticle(id=_find_article(session.connection, article.sha256), is_new=False)
    session.log.added("article", str(number), describe_article(article, sha256=article.sha256))
    return StoredArticle(id=str(number), is_new=True)


def suppose_scale(session: Session, outlet: str, scale: str) -> None:
    """Let *outlet* have that scale unless it has one already."""
    change_rows(session.connection, "outlet", {"name": outlet, "scale": None}, {"scale": scale})


def add_report(session: Session, article_id: str, event: Event, *, proposed_by: str, accepted_by: str) -> str:
    """Store what an article says about one event, and return the report's identifier.

    Raises NotFound for an unknown article, ValueError for evidence whose quote is not the article's words.
    """
    _check_quotes(event, _text_of(session.connection, article_id), article_id)
    people = {"proposed_by": proposed_by, "accepted_by": accepted_by}
    report = report_row(session.signature, article_id, event) | people
    number = add_row(session.connection, "report", report)
    rows = [_evidence_row(number, *each, people) for each in enumerate(event.evidence)]
    add_rows(session.connection, "evidence", rows)
    session.log.added("report", str(number), describe_report(report, rows))
    return str(number)


def _check_quotes(event: Event, words: str, article_id: str) -> None:
    for evidence in event.evidence:
        if words[evidence.start : evidence.end] != evidence.quote:
            raise ValueError(f"{evidence.quote!r} is not at {evidence.start} to {evidence.end} of article {article_id}")


def report_row(signature: Signature, article_id: str, event: Event) -> dict[str, Any]:
    """The columns of a report but for its number and the people behind it."""
    return {
        "article_id": number_of(article_id),
        "account": json.dumps(to_document(event), ensure_ascii=False),
        "main": event.main,
        "created_at": signature.at,
        "codebook_version": signature.codebook_version,
    }


def _article_row(session: Session, article: Article) -> dict[str, Any]:
    name = article.publisher
    return {
        "sha256": article.sha256,
        "outlet_id": None if name is None else find_or_add(session.connection, "outlet", "name", name),
        "title": article.title,
        "text": article.text,
        "published_on": None if article.published_on is None else article.published_on.isoformat(),
        "language": article.language,
        "path": article.path,
        "added_at": session.signature.at,
        "added_by": session.signature.by,
    }


def _evidence_row(report: int, position: int, evidence: Evidence, people: dict[str, str]) -> dict[str, Any]:
    return {
        "report_id": report,
        "position": position,
        "field": evidence.field,
        "value": evidence.value,
        "start_offset": evidence.start,
        "end_offset": evidence.end,
        "quote": evidence.quote,
        "proposed_by": evidence.proposed_by or people["proposed_by"],
        "accepted_by": evidence.accepted_by or people["accepted_by"],
    }


def _find_article(connection: Connection, sha256: str) -> str:
    return str(connection.value("SELECT id FROM article WHERE sha256 = :sha256", {"sha256": sha256}))


def _text_of(connection: Connection, article_id: str) -> str:
    words = connection.value("SELECT text FROM article WHERE id = :id", {"id": number_of(article_id)})
    if words is None:
        raise NotFound(f"there is no article {article_id!r}")
    return str(words)


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
