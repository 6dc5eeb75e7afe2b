"""Records written out in a form and a layout, or made into the rows of a table.

Decides which writer of ``exchange`` does it; formats nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TextIO, TypeVar

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.errors import BadUsage
from incidents.exchange import export, jsonl
from incidents.exchange.bare import BareLayout, compile_bare
from incidents.exchange.output import STDOUT, open_folder, open_output, open_path
from incidents.exchange.rows import Report, choose
from incidents.exchange.table import make_table

Read = TypeVar("Read")
Lines = tuple[int, str]
NATIVE, BRIEF = "native", "brief"


class Form(Enum):
    """How events are written. The last four are no text and need a file."""

    CSV = "csv"
    JSON = "jsonl"
    GEOJSON = "geojson"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GEOPARQUET = "geoparquet"
    GEOPACKAGE = "gpkg"


# The modules of ``exchange`` that write these, imported when they are asked for.
_BINARY = {
    Form.XLSX: "workbook",
    Form.PARQUET: "parquet",
    Form.GEOPARQUET: "parquet",
    Form.GEOPACKAGE: "geopackage",
}

_TAGGED = frozenset({Form.CSV, Form.XLSX})


class Layout(NamedTuple):
    """A form, a profile of the codebook, and which of its columns; none means all.

    JSON without *columns* is not a layout of columns: each line is the whole document of an event. With *has_tags* a
    row of HXL hashtags stands under the header of CSV and XLSX. With *partition* (country, year) Parquet becomes a
    folder of files.
    """

    form: Form = Form.CSV
    profile: str = NATIVE
    columns: tuple[str, ...] = ()
    has_tags: bool = False
    partition: tuple[str, ...] = ()


class Table(NamedTuple):
    """The names of the columns, and the rows, streamed."""

    header: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def publish(records: Iterable[Record], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """Write *records* to the file *target*, whole or not at all, else to standard output; what was left out and why.

    Raises UnknownTerm for a profile or column that there is not, BadOutput when the file cannot be written.
    """
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = _allow_tags(layout, profile) if layout.has_tags else {}
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


def find_bare(layout: Layout, *, codebook: Definitions) -> BareLayout | None:
    """How *layout* is made of bare values; None where it takes records. Raises as ``publish`` does."""
    if layout.form is not Form.CSV:
        return None
    return compile_bare(find_profile(codebook, layout.profile, layout.columns), codebook)


def publish_bare(lines: Iterable[Lines], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """As ``publish``, of lines that ``find_bare`` makes: how many events, and their text."""
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = _allow_tags(layout, profile) if layout.has_tags else {}
    begun = begin(lines)
    with open_output(target) as out:
        return export.write_lines(begun, profile, out, **tags)


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


def _allow_tags(layout: Layout, profile: Profile) -> dict[str, bool]:
    """What a writer is told to write a row of hashtags; BadUsage where there is no place or no tag for one."""
    if layout.form not in _TAGGED:
        raise BadUsage(f"{layout.form.value} has no row for HXL hashtags", mend="write CSV or XLSX: -o events.csv")
    if all(column.hxl is None for column in profile.columns):
        raise BadUsage(f"the layout {profile.name!r} has no HXL hashtags", mend="there are some in native and acled")
    return {"has_tags": True}


def _file(target: str | None, form: Form) -> str:
    if target is None or target == STDOUT:
        raise BadUsage(f"{form.value} needs a file", mend=f"name one: -o events.{form.value}")
    return target


def begin(records: Iterable[Read]) -> Iterator[Read]:
    """*records* with the first of them read, so that a query that fails does so before a header is written."""
    stream = iter(records)
    first = tuple(islice(stream, 1))
    return chain(first, stream)


def tabulate(records: Iterable[Record], columns: tuple[str, ...], *, codebook: Definitions) -> Table:
    """A table for reading: the brief layout, or *columns* of the native one."""
    profile = find_profile(codebook, NATIVE if columns else BRIEF, columns)
    header = tuple(column.name for column in profile.columns)
    return Table(header, make_table(records, profile, codebook=codebook, report=Report()))


def find_profile(codebook: Definitions, name: str, columns: tuple[str, ...]) -> Profile:
    """The profile *name*, or only its *columns*; UnknownTerm for a name that there is not."""
    profile = codebook.profile(name)
    if not profile.columns:
        raise BadUsage(f"the layout {name!r} is only read", mend="export in another, such as: --profile native")
    return choose(profile, columns) if columns else profile


def _write(records: Iterable[Record], layout: Layout, profile: Profile, out: TextIO, codebook: Definitions) -> Report:
    if layout.form is Form.GEOJSON:
        return _writer("geojson")(records, profile, out, codebook=codebook)
    if layout.columns:
        return jsonl.export_rows(records, profile, out, codebook=codebook)
    return jsonl.export_documents(records, out)
