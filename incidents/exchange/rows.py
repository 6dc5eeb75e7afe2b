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
from incidents.exchange.report import Report, Skipped


def make_rows(
    records: Iterable[Record], profile: Profile, *, codebook: Definitions, report: Report
) -> Iterator[tuple[Record, Row]]:
    """Each record that the layout can say, with its cells in the order of the profile; *report* counts along."""
    make_cells = compile_cells(profile.columns, profile, codebook)
    needed = [(place, column.needed) for place, column in enumerate(profile.columns) if column.needed is not None]
    for record in records:
        row = make_cells(write_record(record))
        reason = next((reason for place, reason in needed if row[place] is None), None)
        if reason is None:
            report.written += 1
            yield record, row
        else:
            report.skipped.append(Skipped(record.event_id, reason))
