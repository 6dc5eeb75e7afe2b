"""Records as JSON Lines: one whole event document per line, or one flat object of chosen columns.

UTF-8 with names as they are spelled. Streams; sorts nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.exchange.records import write_record
from incidents.exchange.report import Report
from incidents.exchange.rows import make_rows

# JSON lets these stand, but many tools take them for the end of a line.
_LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


def export_documents(records: Iterable[Record], out: TextIO) -> Report:
    """Write each record's document, ``event_id`` first, on a line of its own."""
    report = Report()
    for record in records:
        out.write(f"{to_json(write_record(record))}\n")
        report.written += 1
    return report


def export_rows(records: Iterable[Record], profile: Profile, out: TextIO, *, codebook: Definitions) -> Report:
    """Write each record's columns under *profile* as one flat object; unknown is null."""
    report = Report()
    names = [column.name for column in profile.columns]
    rows = make_rows(records, profile, codebook=codebook, report=report)
    out.writelines(f"{to_json(dict(zip(names, row, strict=True)))}\n" for _, row in rows)
    return report


def to_json(document: Mapping[str, Any]) -> str:
    """*document* on one line, whatever its texts hold."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)
