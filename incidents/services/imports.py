"""Import files of events: recognise the layout, read each row, store what is new, report the rest.

One transaction: all rows, or none, or with a file of rejected rows all but those. A dry run does everything, then takes
it back.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from incidents.domain.articles import Article
from incidents.domain.datasets import File, Terms
from incidents.domain.problems import Problem
from incidents.errors import BadDatabase, BadUsage, IncidentsError
from incidents.exchange.readers.computed_columns import ComputedColumns
from incidents.exchange.readers.csv_file import Progress
from incidents.exchange.readers.mapping_proposals import Proposal, write_proposal
from incidents.exchange.readers.opening import open_sheet
from incidents.exchange.readers.reader import Reader, Row, count_repeats, join_rows
from incidents.exchange.readers.rejected_rows import Rejects, open_rejects, without_problems
from incidents.exchange.readers.sheets import rows_below
from incidents.services.context import Context
from incidents.services.import_layouts import ImportRequest, Layout, find_layout
from incidents.services.import_rows import DatasetRows, NamedRows, SeenIdentifiers, compile_line
from incidents.store import migrate
from incidents.store.archive import Archive
from incidents.store.database import Database
from incidents.store.state import State

_BATCH = 1000  # rows that are read, looked up and written together
_SHOWN = 20
_SKIP = "--skip-bad REJECTS.csv"
_CLASHED = (
    "take rows of another database in as events of their own, by whose they are: --dataset NAME\n"
    "  let rows have their way, whatever is here: --overwrite\n  else "
)
_KEPT = 1000  # problems and differences that are remembered word by word
_OWN = Terms(name="", label="", licence="", may_be_shared=True, citation="")


class BadImport(IncidentsError):
    """Rows that cannot be imported; nothing of their file was."""


@dataclass(slots=True, kw_only=True)
class ImportResult:
    """The counts of one import; filled while it runs. Every row is in exactly one of the first five.

    *above* counts the lines of a title that stand above the header, *unread* names columns that no rule reads.
    *problems* are those of rejected rows, *differences* cells that others contradict, each the first thousand;
    *dropped* counts events whose rows an earlier edition had and this one has not.
    *clashes* counts rejected rows whose event is another here, or has moved on.
    *kept* are fields that a newer edition changed and that somebody had changed here before: they were left alone.
    """

    name: str
    layout: str
    terms: Terms | None
    above: int = 0
    unread: tuple[str, ...] = ()
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    joined: int = 0
    problems: list[Problem] = field(default_factory=list)
    differences: list[Problem] = field(default_factory=list)
    different: Counter[str] = field(default_factory=Counter)
    kept: list[Problem] = field(default_factory=list)
    clashes: int = 0
    dropped: int = 0
    dropped_events: list[str] = field(default_factory=list)
    rejects: Path | None = None

    @property
    def rows(self) -> int:
        """How many rows of the file were accounted for."""
        return self.added + self.changed + self.unchanged + self.rejected + self.joined

    def reject(self, problems: tuple[Problem, ...]) -> None:
        """Count a row that cannot be imported."""
        self.rejected += 1
        self.problems += problems[: max(0, _KEPT - len(self.problems))]

    def join(self) -> None:
        """Count a row that was joined to another."""
        self.joined += 1

    def differ(self, difference: Problem) -> None:
        """Count a cell that others contradict."""
        self.different[difference.field] += 1
        if len(self.differences) < _KEPT:
            self.differences.append(difference)

    def keep(self, event_id: str, keys: tuple[str, ...], line: int) -> None:
        """Remember what a newer edition did not change."""
        message = f"{event_id} was changed here and keeps its own"
        self.kept += [Problem(field=key, message=message, line=line, is_error=False) for key in keys]

    def drop(self, event_id: str) -> None:
        """Count an event whose row is in this edition no more."""
        self.dropped += 1
        if len(self.dropped_events) < _KEPT:
            self.dropped_events.append(event_id)

    def refusal(self) -> BadImport:
        """Return the error that says which rows are bad."""
        told = "".join(f"\n  {problem}" for problem in self.problems[:_SHOWN])
        more = f"\n  and {len(self.problems) - _SHOWN:,} more" if len(self.problems) > _SHOWN else ""
        return BadImport(
            f"{self.name}: {self.rejected:,} of {self.rows:,} rows cannot be imported, and nothing was:{told}{more}",
            mend=f"{_CLASHED if self.clashes else ''}mend them, or leave them out and keep them in a file: {_SKIP}",
        )


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
        reader = Reader(layout.profile, layout.header, codebook, habits=layout.habits, names=header)
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
    rows = map(reader.read, rows_below(layout.sheet))
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
