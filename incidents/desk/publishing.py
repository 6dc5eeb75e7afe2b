"""Records written out in a form and a layout, or made into the rows of a table.

Decides which writer of ``exchange`` does it; formats nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TextIO

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.desk.layouts import BRIEF, NATIVE, Form, Layout, Table, allow_tags, begin, find_profile
from incidents.domain.event import Record
from incidents.domain.moment import Moment
from incidents.domain.selection import Selection
from incidents.errors import BadUsage
from incidents.exchange import export, jsonl
from incidents.exchange.drafts import open_folder, open_path
from incidents.exchange.output import STDOUT, open_output
from incidents.exchange.report import Report
from incidents.exchange.table import make_table
from incidents.store.database import Database
from incidents.store.recording import Recording

# The modules of ``exchange`` that write these, imported when they are asked for.
_BINARY = {
    Form.XLSX: "workbook",
    Form.PARQUET: "parquet",
    Form.GEOPARQUET: "parquet",
    Form.GEOPACKAGE: "geopackage",
}


def read_records(database: Database, selection: Selection, moment: Moment | None) -> Iterator[Record]:
    """The events of *selection* as the *database* has them now, or had them at that *moment*; streamed."""
    with Recording.open(database, as_of=moment) as reader:
        yield from reader.records(selection)


def publish(records: Iterable[Record], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """Write *records* to the file *target*, whole or not at all, else to standard output; what was left out and why.

    Raises UnknownTerm for a profile or column that there is not, BadOutput when the file cannot be written.
    """
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = allow_tags(layout, profile) if layout.has_tags else {}
    begun = begin(records)
    if layout.partition:
        with open_folder(Path(_file(target, layout.form))) as folder:
            return _writer("partitions")(begun, profile, folder, codebook=codebook, by=layout.partition)
    if layout.form in _BINARY:
        with open_path(_file(target, layout.form)) as path:
            return _writer(_BINARY[layout.form])(
                begun, profile, path, codebook=codebook, **tags, **_points(layout.form)
            )
    with open_output(target) as out:
        if layout.form is Form.CSV:
            return export.export(begun, profile, out, codebook=codebook, **tags)
        return _write(begun, layout, profile, out, codebook)


def _writer(name: str) -> Callable[..., Report]:
    export_: Callable[..., Report] = import_module(f"incidents.exchange.{name}").export
    return export_


def _points(form: Form) -> dict[str, bool]:
    return {"has_points": True} if form is Form.GEOPARQUET else {}


def publish_tables(records: Iterable[Record], target: str, *, codebook: Definitions) -> Mapping[str, int]:
    """Write *records* as the tables of a release into the new folder *target*, all or nothing; the rows of each.

    Raises BadOutput when there is something at *target* already.
    """
    from incidents.exchange.release.writing import write_tables  # noqa: PLC0415 - a query need not wait for it

    begun = begin(records)
    with open_folder(Path(target)) as folder:
        return {each.table.name: each.rows for each in write_tables(begun, folder, codebook=codebook)}


def _file(target: str | None, form: Form) -> str:
    if target is None or target == STDOUT:
        raise BadUsage(f"{form.value} needs a file", mend=f"name one: -o events.{form.value}")
    return target


def tabulate(records: Iterable[Record], columns: tuple[str, ...], *, codebook: Definitions) -> Table:
    """A table for reading: the brief layout, or *columns* of the native one."""
    profile = find_profile(codebook, NATIVE if columns else BRIEF, columns)
    header = tuple(column.name for column in profile.columns)
    return Table(header, make_table(records, profile, codebook=codebook, report=Report()))


def _write(records: Iterable[Record], layout: Layout, profile: Profile, out: TextIO, codebook: Definitions) -> Report:
    if layout.form is Form.GEOJSON:
        return _writer("geojson")(records, profile, out, codebook=codebook)
    if layout.columns:
        return jsonl.export_rows(records, profile, out, codebook=codebook)
    return jsonl.export_documents(records, out)
