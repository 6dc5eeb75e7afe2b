"""Every read: records, articles, reports, the words behind a value, the log. Imports no SQLAlchemy, to be quick.

Opening never makes or changes a file, and refuses a database of another schema with the command that mends it.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

from incidents.domain import document
from incidents.domain.article import Article
from incidents.domain.event import Record
from incidents.domain.geocode import Geocode
from incidents.domain.listed import CodedPlace, ListedPlace
from incidents.domain.moment import Moment
from incidents.domain.report import Report
from incidents.domain.selection import EVERYTHING, Selection
from incidents.domain.verdict import Verdict
from incidents.errors import NotFound
from incidents.store.as_of import see_as_of
from incidents.store.database import Database
from incidents.store.holdings import Change, Citation, event_key, number_of
from incidents.store.journal import (
    LogFilter,
    find_removal,
    read_changes_between,
    read_changes_since,
    read_history,
    read_log,
)
from incidents.store.link import Link, Row, open_to_read
from incidents.store.listings import has_listed, read_coded, read_geocodes, read_listed
from incidents.store.records import SOURCE_COLUMNS, find_record, read_citations, read_records, read_source
from incidents.store.releases import Revised, Sealed, read_releases, read_revision
from incidents.store.rows import read_day
from incidents.store.select import count_events, select_events
from incidents.store.state import check
from incidents.store.tallies import Tally, read_tallies
from incidents.store.twins import Print, read_prints, read_twins, read_unprinted
from incidents.store.verdicts import read_verdicts

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


class Reader:
    """Answers questions about one database. Use ``Reader.open``; each answer is of the moment it is asked.

    The identifier of an event may be written in small letters.
    """

    def __init__(self, link: Link) -> None:
        self._link = link

    @classmethod
    @contextmanager
    def open(cls, database: Database, *, as_of: Moment | None = None) -> Iterator[Reader]:
        """A reader while the block lasts, of what the database says now, or said at the moment *as_of*.

        Raises BadDatabase unless the database is there and up to date, BadUsage for a moment that cannot be asked for.
        """
        check(database)
        with open_to_read(database) as link:
            yield cls(link if as_of is None else see_as_of(link, as_of))

    def snapshot(self) -> AbstractContextManager[None]:
        """While the block lasts, every answer is of one moment, that of the first; keep it short: writers wait."""
        return self._link.snapshot()

    def records(self, selection: Selection = EVERYTHING) -> Generator[Record, None, None]:
        """The events that *selection* means, streamed in its order; all are of the moment the first is read."""
        return read_records(self._link, select_events(selection, self._link.dialect))

    def count(self, selection: Selection = EVERYTHING) -> int:
        """How many records ``records`` would give."""
        query = count_events(selection, self._link.dialect)
        (row,) = self._link.rows(query.sql, query.parameters)
        return int(row["events"])

    def tallies(self, selection: Selection, by: Sequence[str]) -> Iterator[Tally]:
        """Counts and sums of the events that *selection* means by the columns *by*, some of ``tallies.GROUPS``."""
        return read_tallies(self._link, selection, by)

    def record(self, event_id: str) -> Record:
        """The event of that identifier, withdrawn or not; of a merged one the event that it is part of now.

        ``asked_as`` is then the identifier asked for. Raises NotFound.
        """
        asked = event_key(event_id)
        record = self.own_record(asked)
        while record.merged_into is not None:
            record = self.own_record(record.merged_into)
        return record if record.event_id == asked else replace(record, asked_as=asked)

    def own_record(self, event_id: str) -> Record:
        """The event of that identifier itself, a merged one as it stood. Raises NotFound."""
        record = find_record(self._link, event_key(event_id))
        if record is None:
            raise self._missing(event_id)
        return record

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

    def history(self, event_id: str) -> tuple[Change, ...]:
        """What happened to the event, oldest first."""
        return tuple(read_history(self._link, event_key(event_id)))

    def changes_since(self, event_id: str, version: int) -> tuple[Change, ...]:
        """What changed in the fields of the event after it was at *version*, oldest first."""
        return tuple(read_changes_since(self._link, event_key(event_id), version))

    def log(self, wanted: LogFilter) -> Iterator[Change]:
        """The changes of the revisions that are *wanted*, the newest revision first."""
        return read_log(self._link, wanted)

    def changes_between(self, after: int, until: int) -> tuple[Change, ...]:
        """What happened to events after one revision and up to another, oldest first."""
        return tuple(read_changes_between(self._link, after, until))

    def last_revision(self) -> int:
        """The number of the last revision; 0 when nothing was ever written."""
        (row,) = self._link.rows("SELECT coalesce(max(id), 0) AS last FROM revision", {})
        return int(row["last"])

    def revision(self, number: int) -> Revised | None:
        """The revision of that number, None when there is none."""
        return read_revision(self._link, number)

    def releases(self) -> tuple[Sealed, ...]:
        """Every release that was made, the oldest first."""
        return read_releases(self._link)

    def prints(self, bands: Sequence[int]) -> tuple[Print, ...]:
        """The fingerprints of articles that have one of *bands*."""
        return tuple(read_prints(self._link, bands))

    def articles_without_print(self) -> tuple[str, ...]:
        """The articles that have no fingerprint: those of an older database, and those too short for one."""
        return read_unprinted(self._link)

    def twins(self) -> tuple[tuple[str, str, float], ...]:
        """Every two articles that share their words, and how much of the shorter one."""
        return read_twins(self._link)

    def coded_places(self) -> tuple[CodedPlace, ...]:
        """The project's location memory: each place that its events have, the most often coded first."""
        return read_coded(self._link)

    def listed_places(self, names: Sequence[str]) -> tuple[ListedPlace, ...]:
        """The user's own places that are listed under one of the folded *names*."""
        return tuple(read_listed(self._link, names))

    def has_listed_places(self) -> bool:
        """Whether the user has added or imported any place."""
        return has_listed(self._link)

    def verdicts(self) -> Iterator[Verdict]:
        """What people made of suggestions, oldest first."""
        return read_verdicts(self._link)

    def geocodes(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """What a geocoding service answered to *query*; None when it was never asked."""
        return read_geocodes(self._link, provider, query)

    def _missing(self, event_id: str) -> NotFound:
        removal = find_removal(self._link, event_key(event_id))
        if removal is None:
            return NotFound(f"there is no event {event_id!r}", mend="see what is there: incidents query")
        return NotFound(
            f"{event_key(event_id)} is there no more: {removal}; its identifier is not given again",
            mend=f"see what it was: incidents history {event_key(event_id)}",
        )

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
