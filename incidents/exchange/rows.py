"""One row of cells per record, under a profile; or the reason why the layout cannot say the event.

Does not write files: the formats do. Holds one record at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.exchange.cells import Row, compile_cells
from incidents.exchange.records import write_record
from incidents.exchange.report import LeftOut, Report


def make_rows(
    records: Iterable[Record], profile: Profile, *, codebook: Definitions, report: Report
) -> Iterator[tuple[Record, Row]]:
    """Each record that the layout can say, with its cells in the order of the profile; *report* counts along."""
    for record, row, reason in judge_rows(records, profile, codebook=codebook):
        if reason is None:
            report.written += 1
            yield record, row
        else:
            report.leave_out([LeftOut(reason, 1, (record.event_id,))])


def judge_rows(
    records: Iterable[Record], profile: Profile, *, codebook: Definitions
) -> Iterator[tuple[Record, Row, str | None]]:
    """Each record with its cells in the order of the profile, and why the layout cannot say it; None when it can."""
    make_cells = compile_cells(profile.columns, profile, codebook)
    needed = [(place, column.needed) for place, column in enumerate(profile.columns) if column.needed is not None]
    for record in records:
        row = make_cells(write_record(record))
        yield record, row, next((reason for place, reason in needed if row[place] is None), None)
