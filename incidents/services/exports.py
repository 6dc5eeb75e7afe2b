"""Exports: events written in a form and a layout of the codebook, or made into a table for reading."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TextIO, TypeVar

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Profile
from incidents.domain.event import Record
from incidents.domain.selection import Selection
from incidents.errors import BadUsage
from incidents.exchange import export, geojson, jsonl
from incidents.exchange.bare import BareLayout, compile_bare
from incidents.exchange.cells import choose
from incidents.exchange.drafts import open_folder, open_path
from incidents.exchange.lines import write_lines
from incidents.exchange.output import STDOUT, open_output
from incidents.exchange.report import Lines, Report
from incidents.exchange.table import make_table
from incidents.services.context import Context

Read = TypeVar("Read")
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


_TAGGED = frozenset({Form.CSV, Form.XLSX})
_BINARY = frozenset({Form.XLSX, Form.PARQUET, Form.GEOPARQUET, Form.GEOPACKAGE})


class Layout(NamedTuple):
    """A form, a profile of the codebook, and which of its columns; an empty tuple means all.

    JSON without *columns* is not a layout of columns: each line is the whole document of an event. With *has_tags*, a
    row of HXL hashtags stands under the header of CSV and XLSX. With *partition* (country, year), Parquet becomes a
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


@dataclass(frozen=True, slots=True)
class Exports:
    """Write events to files. ``project.exports``."""

    context: Context

    def write(self, selection: Selection, target: str | None, *, layout: Layout | None = None) -> Report:
        """Write the events of *selection* to the file *target*, whole or not at all; None is standard output.

        Without *layout* the form follows from the ending of *target* (.csv, .jsonl, .geojson, .xlsx, .parquet,
        .geoparquet, .gpkg), else it is CSV, in the native profile. Returns how many events were written, and which the
        layout cannot say, with reasons. Raises UnknownTerm for an unknown profile or column, BadUsage for a form that
        needs a file, BadOutput if the file cannot be written.

        >>> report = project.exports.write(project.events.query(country="IRQ").selection, "iraq.csv")
        >>> report.written
        """
        layout = layout or Layout(form=form_of(target))
        codebook = self.context.definitions
        bare = find_bare(layout, codebook=codebook)
        if bare is not None:
            # A closed pipe ends the reading here, while the database is still open.
            with closing(self._make_lines(selection, bare)) as lines:
                return publish_bare(lines, layout, target, codebook=codebook)
        if layout.partition:
            selection = selection._replace(order=("country", "event_date"))
        return publish(self.context.records(selection), layout, target, codebook=codebook)

    def write_tables(self, selection: Selection, folder: str) -> Mapping[str, int]:
        """Write the events of *selection* as the CSV tables of a release into the new *folder*; return rows by table.

        Raises BadOutput if there is something at *folder* already.
        """
        from incidents.exchange.release.writing import write_tables

        begun = begin(self.context.records(selection))
        with open_folder(Path(folder)) as opened:
            return {
                each.table.name: each.rows for each in write_tables(begun, opened, codebook=self.context.definitions)
            }

    def tabulate(self, selection: Selection, columns: tuple[str, ...] = ()) -> Table:
        """Return the events of *selection* as short texts for reading: a few columns.

        Or *columns* of the native ones.
        """
        codebook = self.context.definitions
        profile = find_profile(codebook, NATIVE if columns else BRIEF, columns)
        header = tuple(column.name for column in profile.columns)
        records = self.context.records(selection)
        return Table(header, make_table(records, profile, codebook=codebook, report=Report()))

    def _make_lines(self, selection: Selection, bare: BareLayout) -> Generator[Lines, None, None]:
        with self.context.open_querying() as reader, closing(reader.bare(selection, bare.asked)) as batches:
            yield from map(bare.make, batches)


def form_of(target: str | None) -> Form:
    """Return the form that the ending of *target* names, else CSV."""
    ending = "" if target is None else Path(target).suffix.lower().removeprefix(".")
    return next((form for form in Form if form.value == ending), Form.CSV)


def find_bare(layout: Layout, *, codebook: Definitions) -> BareLayout | None:
    """Return how CSV in *layout* is made straight from rows; None if it needs whole records."""
    if layout.form is not Form.CSV:
        return None
    return compile_bare(find_profile(codebook, layout.profile, layout.columns), codebook)


def publish_bare(lines: Iterable[Lines], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """Write *lines* that were made by ``find_bare``."""
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = allow_tags(layout, profile) if layout.has_tags else {}
    begun = begin(lines)
    with open_output(target) as out:
        return write_lines(begun, profile, out, **tags)


def publish(records: Iterable[Record], layout: Layout, target: str | None, *, codebook: Definitions) -> Report:
    """Write *records* to the file *target*, whole or not at all, else to standard output; see ``Exports.write``."""
    profile = find_profile(codebook, layout.profile, layout.columns)
    tags = allow_tags(layout, profile) if layout.has_tags else {}
    begun = begin(records)
    if layout.partition:
        from incidents.exchange import partitions

        with open_folder(Path(_file(target, layout.form))) as folder:
            return partitions.export(begun, profile, folder, codebook=codebook, by=layout.partition)
    if layout.form in _BINARY:
        with open_path(_file(target, layout.form)) as path:
            points = {"has_points": True} if layout.form is Form.GEOPARQUET else {}
            return _binary_writer(layout.form)(begun, profile, path, codebook=codebook, **tags, **points)
    with open_output(target) as out:
        return _write_text(begun, layout, profile, out, codebook, tags)


def allow_tags(layout: Layout, profile: Profile) -> dict[str, bool]:
    """Return the writer's option for a row of hashtags.

    Raises BadUsage if the layout has no place or no tag for one.
    """
    if layout.form not in _TAGGED:
        raise BadUsage(f"{layout.form.value} has no row for HXL hashtags", mend="write CSV or XLSX: -o events.csv")
    if all(column.hxl is None for column in profile.columns):
        raise BadUsage(f"the layout {profile.name!r} has no HXL hashtags", mend="there are some in native and acled")
    return {"has_tags": True}


def begin(records: Iterable[Read]) -> Iterator[Read]:
    """Read the first of *records*, so that a query that fails does so before a header is written."""
    stream = iter(records)
    first = tuple(islice(stream, 1))
    return chain(first, stream)


def find_profile(codebook: Definitions, name: str, columns: tuple[str, ...]) -> Profile:
    """Return the profile *name*, or only its *columns*. Raises UnknownTerm.

    And BadUsage for a profile without columns.
    """
    profile = codebook.profile(name)
    if not profile.columns:
        raise BadUsage(f"the layout {name!r} is only read", mend="export in another, such as: --profile native")
    return choose(profile, columns) if columns else profile


def _binary_writer(form: Form) -> Callable[..., Report]:
    """Return the writer of a form that is no text; each loads a heavy library."""
    if form is Form.XLSX:
        from incidents.exchange import workbook

        return workbook.export
    if form is Form.GEOPACKAGE:
        from incidents.exchange import geopackage

        return geopackage.export
    from incidents.exchange import parquet

    return parquet.export


def _write_text(  # noqa: PLR0913, PLR0917 - what one export is made of
    records: Iterable[Record],
    layout: Layout,
    profile: Profile,
    out: TextIO,
    codebook: Definitions,
    tags: dict[str, bool],
) -> Report:
    if layout.form is Form.CSV:
        return export.export(records, profile, out, codebook=codebook, **tags)
    if layout.form is Form.GEOJSON:
        return geojson.export(records, profile, out, codebook=codebook)
    if layout.columns:
        return jsonl.export_rows(records, profile, out, codebook=codebook)
    return jsonl.export_documents(records, out)


def _file(target: str | None, form: Form) -> str:
    if target is None or target == STDOUT:
        raise BadUsage(f"{form.value} needs a file", mend=f"name one: -o events.{form.value}")
    return target
