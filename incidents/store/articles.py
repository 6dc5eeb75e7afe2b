"""Write the lower layer: articles, and reports with their evidence. Adds rows only; overwrites nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from incidents.domain import document
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.evidence import Evidence
from incidents.errors import NotFound
from incidents.store.connection import Connection
from incidents.store.description import describe_article, describe_report
from incidents.store.keys import number_of
from incidents.store.log import Session, Signature
from incidents.store.writing import add_new_row, add_row, add_rows, change_rows, find_or_add


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
        "account": json.dumps(document.write(event), ensure_ascii=False),
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
