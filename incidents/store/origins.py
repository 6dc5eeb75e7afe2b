"""Read where imported rows are from: the rows of a dataset by their identifiers, and the origins behind events."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from incidents.domain import document
from incidents.domain.event import Origin
from incidents.domain.imported import Brought, StoredRow
from incidents.store.behind import Linked, find
from incidents.store.link import Link, Values
from incidents.store.select import is_in

_ORIGINS = (
    "SELECT imported_row.report_id, dataset.name, imported_row.identifier, dataset.licence, dataset.may_be_shared"
    " FROM imported_row JOIN dataset ON dataset.id = imported_row.dataset_id WHERE imported_row.report_id"
)
_STORED = (
    "SELECT imported_row.*, imported_file.header, report.account, report_event.event_id FROM imported_row"
    " JOIN dataset ON dataset.id = imported_row.dataset_id JOIN report ON report.id = imported_row.report_id"
    " JOIN imported_file ON imported_file.article_id = report.article_id"
    " LEFT JOIN report_event ON report_event.report_id = imported_row.report_id"
    " WHERE dataset.name = :dataset AND {} ORDER BY imported_row.report_id"
)

_LINKED = (
    "SELECT DISTINCT imported_row.identifier, event.prefix, event.number, event.event_id, event.country,"
    " event.event_date FROM imported_row"
    " JOIN dataset ON dataset.id = imported_row.dataset_id"
    " JOIN report_event ON report_event.report_id = imported_row.report_id"
    " JOIN event ON event.event_id = report_event.event_id"
    " WHERE dataset.name = :dataset AND event.status <> 'withdrawn' ORDER BY event.prefix, event.number"
)


def read_origins(link: Link, linked: Linked) -> Iterator[tuple[str, Origin]]:
    """The rows of datasets behind each event, by dataset and identifier, with the event's identifier."""
    rows = dict(_read_rows(link, sorted({report for _, report in linked})))
    found = sorted({(event_id, rows[report]) for event_id, report in linked if report in rows})
    for event_id, (dataset, identifier, licence, may_be_shared) in found:
        yield (
            event_id,
            Origin(dataset=dataset, identifier=identifier, licence=licence, may_be_shared=bool(may_be_shared)),
        )


def _read_rows(link: Link, reports: Sequence[int]) -> Iterator[tuple[int, Values]]:
    for report, *values in find(link, _ORIGINS, reports):
        yield report, tuple(values)


@lru_cache(maxsize=16)  # that of a file, which stands beside each of its rows
def _read_header(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


def find_rows(link: Link, dataset: str, identifiers: Sequence[str]) -> Mapping[str, StoredRow]:
    """The newest stored row of each identifier that the dataset has brought before."""
    if not identifiers:
        return {}
    where = is_in("imported_row.identifier", identifiers, name="identifier")
    rows = link.rows(_STORED.format(where.sql), {"dataset": dataset, **where.parameters})
    return {
        row["identifier"]: StoredRow(
            identifier=row["identifier"],
            report=str(row["report_id"]),
            header=_read_header(row["header"]),
            cells=tuple(json.loads(row["cells"])),
            account=document.read(json.loads(row["account"])),
            event_id=row["event_id"],
        )
        for row in rows
    }


def find_linked(link: Link, dataset: str) -> Iterator[Brought]:
    """The rows of the dataset that events rest on which are not withdrawn."""
    for row in link.rows(_LINKED, {"dataset": dataset}):
        day = None if row["event_date"] is None else str(row["event_date"])
        yield Brought(row["identifier"], row["event_id"], row["country"], day)
