"""Read a thing as the log describes it, from its tables, at the moment that the link sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from incidents.domain.article import Article
from incidents.domain.event import Record
from incidents.store.description import Description, describe_article, describe_event, describe_report
from incidents.store.holdings import number_of
from incidents.store.link import Link
from incidents.store.records import find_record
from incidents.store.rows import read_day

_ARTICLE = (
    "SELECT article.id, sha256, title, path, published_on, language, outlet.name AS outlet FROM article"
    " LEFT JOIN outlet ON outlet.id = article.outlet_id WHERE article.id = :id"
)
_REPORT = "SELECT * FROM report WHERE id = :id"
_EVIDENCE = "SELECT * FROM evidence WHERE report_id = :id ORDER BY position"
_LINKED = "SELECT report_id FROM report_event WHERE event_id = :id ORDER BY report_id"
_ALIASES = (
    "SELECT alias FROM actor_alias JOIN actor ON actor.id = actor_alias.actor_id"
    " WHERE actor.name = :name ORDER BY alias"
)


def find_description(link: Link, kind: str, key: str) -> Description | None:
    """The thing of that *kind* and *key*; None when it is not there."""
    return _FINDERS[kind](link, key)


def describe_record(record: Record, reports: Iterable[str]) -> Description:
    """An event that was read, with the identifiers of the reports linked to it."""
    return describe_event(record.event, status=record.status, reports=tuple(reports))


def _find_article(link: Link, key: str) -> Description | None:
    for row in link.rows(_ARTICLE, {"id": number_of(key)}):
        article = Article(
            id=key,
            text="",
            title=row["title"],
            publisher=row["outlet"],
            published_on=read_day(row["published_on"]),
            language=row["language"],
            path=row["path"],
        )
        return describe_article(article, sha256=row["sha256"])
    return None


def _find_report(link: Link, key: str) -> Description | None:
    number = {"id": number_of(key)}
    return next((describe_report(row, link.rows(_EVIDENCE, number)) for row in link.rows(_REPORT, number)), None)


def _find_event(link: Link, key: str) -> Description | None:
    record = find_record(link, key)
    if record is None:
        return None
    return describe_record(record, (str(row["report_id"]) for row in link.rows(_LINKED, {"id": key})))


def _find_actor(link: Link, key: str) -> Description | None:
    return {"aliases": [row["alias"] for row in link.rows(_ALIASES, {"name": key})]}


_FINDERS: Mapping[str, Callable[[Link, str], Description | None]] = {
    "article": _find_article,
    "report": _find_report,
    "event": _find_event,
    "actor": _find_actor,
}
