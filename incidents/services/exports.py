"""Exports: events written in a form and a layout of the codebook, or made into a table for reading.

There is one way for every size and form: an ordered cursor of the store, rows of cells, a writer. Only whole documents,
which hold evidence too, are written from records.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from incidents.codebook.profiles import Profile
from incidents.domain.filters import Selection
from incidents.errors import BadUsage
from incidents.exchange.conversions import Cell
from incidents.exchange.files import STDOUT, open_folder, open_output, open_path
from incidents.exchange.profiles import NATIVE, find_profile
from incidents.exchange.rows import ProfileRows, Report, Row
from incidents.services.context import Context

Read = TypeVar("Read")
BRIEF = "brief"


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
        profile = find_profile(self.context.codebook, layout.profile, layout.columns)
        tags = allow_tags(layout, profile) if layout.has_tags else {}
        if layout.form is Form.JSON and not layout.columns:
            return self._write_documents(selection, target)
        if layout.partition:
            return self._write_partitions(selection, target, profile, layout)
        report = Report()
        # A closed pipe ends the reading here, while the database is still open.
        with closing(self._read_rows(selection, profile, report, show=_show(layout.form))) as rows:
            self._write_rows(begin(rows), target, profile, layout.form, tags)
        return report

    def write_tables(self, selection: Selection, folder: str) -> Mapping[str, int]:
        """Write the events of *selection* as the CSV tables of a release into the new *folder*; return rows by table.

        Raises BadOutput if there is something at *folder* already.
        """
        from incidents.exchange.release.tables import write_tables

        begun = begin(self.context.records(selection))
        with open_folder(Path(folder)) as opened:
            return {each.table.name: each.rows for each in write_tables(begun, opened, codebook=self.context.codebook)}

    def tabulate(self, selection: Selection, columns: tuple[str, ...] = ()) -> Table:
        """Return the events of *selection* as short texts for reading: a few columns.

        Or *columns* of the native ones.
        """
        profile = find_profile(self.context.codebook, NATIVE if columns else BRIEF, columns)
        rows = self._read_rows(selection, profile, Report(), show=show_on_a_line)
        return Table(tuple(column.name for column in profile.columns), (row.cells for row in rows))

    def rows(self, selection: Selection, profile: Profile) -> Generator[Row, None, None]:
        """Yield the events of *selection* as rows of cells under *profile*, those that it can say."""
        return self._read_rows(selection, profile, Report(), show=None)

    def _read_rows(
        self, selection: Selection, profile: Profile, report: Report, *, show: Callable[[Cell], Any] | None
    ) -> Generator[Row, None, None]:
        made = ProfileRows(profile, self.context.codebook, show=show)
        return self._stream(selection, made, report)

    def _stream(self, selection: Selection, made: ProfileRows, report: Report) -> Generator[Row, None, None]:
        with self.context.open_querying() as reader, closing(reader.bare(selection, made.asked)) as batches:
            yield from made.read(batches, report)

    def _write_documents(self, selection: Selection, target: str | None) -> Report:
        from incidents.exchange.documents import write_record
        from incidents.exchange.writers.json import write_documents

        report = Report()
        begun = begin(self.context.records(selection))
        with open_output(target) as out:
            report.written = write_documents(map(write_record, begun), out)
        return report

    def _write_partitions(self, selection: Selection, target: str | None, profile: Profile, layout: Layout) -> Report:
        from incidents.exchange.writers.parquet import PARTITION_ORDER, add_partition_columns, write_partitions

        report, codebook = Report(), self.context.codebook
        wider = add_partition_columns(profile, layout.partition)
        ordered = selection._replace(order=PARTITION_ORDER)
        with closing(self._read_rows(ordered, wider, report, show=None)) as rows:
            begun = begin(rows)
            with open_folder(Path(_file(target, layout.form))) as folder:
                write_partitions(begun, wider, folder, codebook=codebook, by=layout.partition)
        return report

    def _write_rows(
        self, rows: Iterable[Row], target: str | None, profile: Profile, form: Form, tags: Mapping[str, bool]
    ) -> None:
        """Write *rows* with the writer of *form*; each writer is loaded only if it is needed."""
        if form in _BINARY:
            with open_path(_file(target, form)) as path:
                _find_file_writer(form)(rows, profile, path, codebook=self.context.codebook, **tags)
        else:
            with open_output(target) as out:
                _find_text_writer(form)(rows, profile, out, **tags)


def form_of(target: str | None) -> Form:
    """Return the form that the ending of *target* names, else CSV."""
    ending = "" if target is None else Path(target).suffix.lower().removeprefix(".")
    return next((form for form in Form if form.value == ending), Form.CSV)


def show_on_a_line(cell: Cell) -> str:
    """Return a cell as text on one line, without the control characters by which an article could steer a terminal."""
    text = "" if cell is None else str(cell)
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


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


def _show(form: Form) -> Callable[[Cell], Any] | None:
    """Return what is applied to every cell of a row before the writer of *form* gets it."""
    if form is not Form.CSV:
        return None
    from incidents.exchange.writers.csv import show_cell

    return show_cell


def _find_text_writer(form: Form) -> Callable[..., None]:
    if form is Form.CSV:
        from incidents.exchange.writers.csv import write_csv

        return write_csv
    if form is Form.GEOJSON:
        from incidents.exchange.writers.json import write_geojson

        return write_geojson
    from incidents.exchange.writers.json import write_objects

    return write_objects


def _find_file_writer(form: Form) -> Callable[..., None]:
    if form is Form.XLSX:
        from incidents.exchange.writers.xlsx import write_xlsx

        return write_xlsx
    if form is Form.GEOPACKAGE:
        from incidents.exchange.writers.geopackage import write_geopackage

        return write_geopackage
    from incidents.exchange.writers.parquet import write_parquet

    return partial(write_parquet, has_points=form is Form.GEOPARQUET)


def _file(target: str | None, form: Form) -> str:
    if target is None or target == STDOUT:
        raise BadUsage(f"{form.value} needs a file", mend=f"name one: -o events.{form.value}")
    return target
