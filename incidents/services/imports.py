"""Import files of events: recognise the layout, read each row, store what is new, report the rest.

One process and one transaction: all rows are stored, or none, or with a file of rejected rows all but those. A dry run
does the same and rolls back.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from incidents.domain.articles import Article
from incidents.domain.datasets import File, Terms
from incidents.errors import BadDatabase, BadUsage
from incidents.exchange.readers.computed_columns import ComputedColumns
from incidents.exchange.readers.csv import Progress
from incidents.exchange.readers.files import Rejects, open_rejects, open_sheet, without_problems
from incidents.exchange.readers.mappings import Proposal, write_proposal
from incidents.exchange.readers.reader import Reader, Row, count_repeats, join_rows
from incidents.exchange.readers.sheets import rows_below
from incidents.services.context import Context
from incidents.services.import_layouts import ImportRequest, Layout, find_layout
from incidents.services.import_rows import (
    BadImport,
    DatasetRows,
    ImportResult,
    NamedRows,
    SeenIdentifiers,
    compile_line,
)
from incidents.store import migrate
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.state import State

_BATCH = 500  # rows that are read, looked up and written together
__all__ = ["BadImport", "ImportResult", "Imports"]
_OWN = Terms(name="", label="", licence="", may_be_shared=True, citation="")


@dataclass(frozen=True, slots=True)
class Imports:
    """Import files of events. ``project.imports``."""

    context: Context

    def load(self, request: ImportRequest, *, progress: Progress | None = None) -> ImportResult:
        """Import the rows of a file, all or none, and return what became of them.

        *progress* is called with (bytes read, bytes in all). Where another command makes the database meanwhile, the
        rows go into that one. Raises BadSheet for a file that is no table, UnknownLayout for one that needs a mapping,
        BadImport for bad rows when there is no file for them, BadUsage for options that do not go together: nothing
        was stored then.

        >>> result = project.imports.load(ImportRequest(path=Path("GEDEvent_v23_1.csv")))
        >>> result.added, result.changed
        """
        _check_rejects(request)
        is_first = migrate.state(self.context.database) is State.MISSING
        try:
            return self._load(request, progress)
        except BadDatabase:
            if not is_first or migrate.state(self.context.database) is not State.CURRENT:
                raise
            return self._load(request, progress)

    def propose(self, path: Path, target: Path, *, encoding: str | None = None, sheet: str | None = None) -> Proposal:
        """Write a mapping of the columns of the table at *path* to *target*, for a person to check.

        Raises BadSheet for a file that is no table, and BadUsage when *target* is there.
        """
        return write_proposal(path, target, self.context.codebook, encoding=encoding, sheet=sheet)

    def _load(self, request: ImportRequest, progress: Progress | None) -> ImportResult:
        codebook = self.context.codebook
        opened = open_sheet(request.path, encoding=request.encoding, sheet=request.sheet, progress=progress)
        layout = find_layout(without_problems(opened), request, codebook)
        _check_overwriting(request, layout)
        header = layout.sheet.header.cells
        reader = Reader(layout.profile, layout.header, codebook, conventions=layout.conventions, names=header)
        result = ImportResult(
            name=request.path.name,
            layout=layout.profile.label,
            terms=layout.terms,
            above=layout.sheet.above,
            unread=reader.unread,
        )
        with (
            open_rejects(None if request.is_dry else request.rejects, header) as rejects,
            self._open_database(request) as database,
            self.context.open_archive(
                "import", reason=request.path.name, is_trial=request.is_dry, database=database
            ) as archive,
            closing(SeenIdentifiers()) as seen,
        ):
            rows = _read_rows(layout, reader, request, result)
            writer = self._make_writer(archive, layout, reader, request, result, seen)
            columns = ComputedColumns(layout.profile, reader, codebook)
            while batch := list(islice(rows, _BATCH)):
                _import_batch(batch, writer, columns, result, rejects)
            writer.finish()
            if result.rejected and request.rejects is None:
                raise result.refusal()
        result.rejects = request.rejects if result.rejected and not request.is_dry else None
        return result

    def _make_writer(  # noqa: PLR0913, PLR0917 - what a writer hangs on
        self,
        archive: Archive,
        layout: Layout,
        reader: Reader,
        request: ImportRequest,
        result: ImportResult,
        seen: SeenIdentifiers,
    ) -> DatasetRows | NamedRows:
        bulk = archive.bulk(_describe_file(request.path, layout))
        if layout.terms is not None:
            return DatasetRows(bulk, result, seen, reader=reader, header=layout.sheet.header.cells)
        export = compile_line(reader, layout.profile, self.context.codebook)
        return NamedRows(bulk, result, seen, reader=reader, export=export, overwrites=request.overwrites)

    @contextmanager
    def _open_database(self, request: ImportRequest) -> Iterator[Database]:
        """Yield the project's database; a new one is put in its place at the end, or deleted after a dry run."""
        if migrate.state(self.context.database) is not State.MISSING:
            yield self.context.database
        elif request.is_dry:
            with tempfile.TemporaryDirectory() as folder:
                database = Database(path=Path(folder) / "dry.db")
                migrate.create(database)
                yield database
        else:
            with migrate.making(self.context.database) as database:
                yield database


def _read_rows(layout: Layout, reader: Reader, request: ImportRequest, result: ImportResult) -> Iterator[Row]:
    """Yield the rows of the file; one in which several rows may be one event is read twice."""
    rows = reader.read_all(rows_below(layout.sheet))
    if not reader.reading.repeats:
        return rows
    again = open_sheet(request.path, encoding=request.encoding, sheet=request.sheet)
    times = count_repeats(reader.identify(line.cells) for line in again.lines)
    return join_rows(rows, times, joined=result.join)


def _import_batch(
    rows: Sequence[Row],
    writer: DatasetRows | NamedRows,
    columns: ComputedColumns,
    result: ImportResult,
    rejects: Rejects | None,
) -> None:
    good = [row for row in rows if not row.problems]
    bad = [row for row in rows if row.problems]
    for row in _in_order([*bad, *writer.store(good, bad)]):
        result.reject(row.problems)
        if rejects is not None:
            rejects.add(row)
    for row in good:
        for difference in columns.find(row):
            result.differ(difference)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.line.number)


def _check_rejects(request: ImportRequest) -> None:
    """Refuse to put the rows that are left out in the place of the file, whose good rows would be gone."""
    if request.rejects is not None and request.rejects.resolve() == request.path.resolve():
        raise BadUsage(f"{request.path} is the file that is read", mend="name another one: --skip-bad rejects.csv")


def _check_overwriting(request: ImportRequest, layout: Layout) -> None:
    """Refuse to overwrite events by rows that never do: those of a dataset leave alone what was changed here."""
    if request.overwrites and layout.terms is not None:
        raise BadUsage(
            f"{request.path.name} is of {layout.terms.label}: what was changed here stays as it is",
            mend="leave --overwrite out: it is for our own layout, without --dataset",
        )


def _describe_file(path: Path, layout: Layout) -> File:
    """Return the file as an article whose reports its rows are: the text names it by its hash."""
    terms = layout.terms or _OWN
    with path.open("rb") as file:
        hashed = hashlib.file_digest(file, "sha256").hexdigest()
    text = f"Rows of {terms.label}, imported from the file {path.name} (SHA-256 {hashed}).\n{terms.citation}"
    article = Article(id=path.stem, text=text, path=str(path), title=path.name, publisher=terms.label)
    return File(article=article, terms=terms, profile=layout.profile.name, header=layout.sheet.header.cells)
