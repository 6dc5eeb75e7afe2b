"""Records as CSV under a profile; what a line looks like, ``lines`` says. The same records give the same bytes.

Streams; sorts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.exchange.lines import sheet_writer, show_cell, write_header
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows


def export(
    records: Iterable[Record], profile: Profile, out: TextIO, *, codebook: Definitions, has_tags: bool = False
) -> Report:
    """Write a header and one row per event to *out*, and report which events the layout cannot say.

    With *has_tags* a row of HXL hashtags stands under the header.
    *out* must not translate line ends (``open_output``, or ``newline=""``).
    """
    report = Report()
    write_header(profile, out, has_tags=has_tags)
    rows = make_rows(records, profile, codebook=codebook, report=report)
    sheet_writer(out).writerows(list(map(show_cell, row)) for _, row in rows)
    return report
