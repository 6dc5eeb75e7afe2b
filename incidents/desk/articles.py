"""Articles as they come in, and what the database already has of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from incidents.desk.clock import read_today
from incidents.domain.article import Article
from incidents.domain.day import read_day
from incidents.domain.document import write
from incidents.domain.event import Event
from incidents.domain.suggestion import Suggestion
from incidents.domain.summing import Document
from incidents.errors import BadSource, BadUsage
from incidents.store.reading import Reader


def read(source: str, *, published_on: str | None, publisher: str | None, title: str | None) -> Article:
    """The article in *source*; what is given stands above what it says. A date of publication to come is refused."""
    from incidents.intake.source import Overrides, read_source  # noqa: PLC0415 - a query reads no article

    day = None if published_on is None else read_typed_day(published_on)
    overrides = Overrides(published_on=day, publisher=publisher, title=title)
    return read_source(source, overrides=overrides, today=read_today())


def read_typed_day(text: str) -> date:
    """The day of publication that a person typed. Raises BadUsage."""
    try:
        return read_day(text)
    except ValueError as error:
        raise BadUsage(f"the date of publication: {error}", mend="type it as YYYY-MM-DD") from error


def read_dated(source: str, *, published_on: str | None, publisher: str | None, title: str | None) -> Article:
    """As ``read``, but an article without a date of publication is refused with BadSource."""
    article = read(source, published_on=published_on, publisher=publisher, title=title)
    if article.published_on is None:
        raise undated(source)
    return article


def undated(source: str) -> BadSource:
    """What is said of an article whose day of publication nobody knows."""
    return BadSource(
        f"{source} has no date of publication, and words such as 'Sunday' mean nothing without one",
        mend="add --published-on YYYY-MM-DD",
    )


def write_suggestion(suggestion: Suggestion) -> Document:
    """A suggestion as JSON types, keys in the published order."""
    article = suggestion.article
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "publisher": article.publisher,
            "published_on": None if article.published_on is None else article.published_on.isoformat(),
            "language": article.language,
        },
        "events": [write(event) for event in suggestion.events],
        **({"notes": list(suggestion.notes)} if suggestion.notes else {}),
    }


def recall(reader: Reader, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """The identifiers of the events that rest on *article*, and those of *events* that no report of it covers.

    The second are what is left of a coding that was broken off.
    """
    stored = reader.find_article(article.sha256)
    if stored is None:
        return (), tuple(events)
    coded = reader.coded_from(stored.id)
    reports = (report for event_id in coded for report in reader.reports(event_id))
    accounts = [report.account for report in reports if report.source.article == stored.id]
    return coded, leave_out(events, accounts)


def leave_out(events: Sequence[Event], accounts: Sequence[Event]) -> tuple[Event, ...]:
    """Those of *events* that none of *accounts* tells of."""
    return tuple(event for event in events if not any(_covers(account, event) for account in accounts))


def find_coded(reader: Reader, article: Article, event: Event) -> str | None:
    """The stored event that rests on *article* telling just what *event* says; None when there is none."""
    stored = reader.find_article(article.sha256)
    for event_id in () if stored is None else reader.coded_from(stored.id):
        accounts = (each.account for each in reader.reports(event_id) if stored and each.source.article == stored.id)
        if any(_without_others(account) == _without_others(event) for account in accounts):
            return event_id
    return None


def _without_others(event: Event) -> Event:
    return replace(event, alternatives=())


def _covers(account: Event, event: Event) -> bool:
    """Whether *account* tells of *event*: it rests on most of the same words, though a person may have edited it."""
    words = {(each.start, each.end) for each in event.evidence}
    shared = words & {(each.start, each.end) for each in account.evidence}
    return account == event or 2 * len(shared) > len(words)
