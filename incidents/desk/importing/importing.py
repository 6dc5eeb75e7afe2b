"""An import from the file to the database: recognise the layout, read each row, store what is new, tell the rest.

One transaction: all rows, or none, or with a file of rejects all but those. A dry run does everything, then takes it
back.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.desk.importing.layout import Layout, find_layout
from incidents.desk.importing.named import NamedRows, compile_line
from incidents.desk.importing.outcome import Outcome
from incidents.desk.importing.parcels import Packing, Parcel
from incidents.desk.importing.rows import DatasetRows
from incidents.desk.importing.supply import Supply, place_annex, supply
from incidents.domain.articles import Article
from incidents.domain.datasets import File, Terms
from incidents.errors import BadDatabase, BadUsage
from incidents.exchange.reading.csv_file import Progress
from incidents.exchange.reading.opening import open_sheet
from incidents.exchange.reading.reader import Reader, Row
from incidents.exchange.reading.rejects import Rejects, open_rejects, without_problems
from incidents.services.clock import read_now
from incidents.services.project import Project
from incidents.store import migrate
from incidents.store.database import Database
from incidents.store.state import State

if TYPE_CHECKING:
    from incidents.store.archive import Archive
    from incidents.store.bulk import Bulk

_LARGE = 4_000_000  # bytes for which another process is worth its beginning
_OWN = Terms(name="", label="", licence="", may_be_shared=True, citation="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An import in the user's words: *profile* and *mapping* override what the header tells, *rejects* is a file.

    *dataset* names whose rows they are where the layout does not; with *overwrites* a row of our own layout changes
    its event even if that has moved on, or is another.
    """

    path: Path
    profile: str | None = None
    mapping: Path | None = None
    encoding: str | None = None
    sheet: str | None = None
    rejects: Path | None = None
    dataset: str | None = None
    overwrites: bool = False
    is_dry: bool = False


class _TakeBackError(Exception):
    """Ends the transaction of a dry run."""


class Importing:
    """Imports at one desk."""

    def __init__(self, desk: Project, *, progress: Progress | None = None) -> None:
        self._desk = desk
        self._progress = progress

    def load(self, asked: Asked) -> Outcome:
        """Import the rows of a file. Raises BadSheet, UnknownLayout, BadImport or BadUsage: nothing was stored.

        Where another command makes the database meanwhile, the rows go into that one.
        """
        _keep_apart(asked)
        is_first = migrate.state(self._desk.database) is State.MISSING
        try:
            return self._load(asked)
        except BadDatabase:
            if not is_first or migrate.state(self._desk.database) is not State.CURRENT:
                raise
            return self._load(asked)

    def _load(self, asked: Asked) -> Outcome:
        opened = open_sheet(asked.path, encoding=asked.encoding, sheet=asked.sheet, progress=self._progress)
        layout = find_layout(without_problems(opened), asked, self._desk.codebook)
        _keep_to_own(asked, layout)
        header = layout.sheet.header.cells
        reader = Reader(layout.profile, layout.header, self._desk.codebook, habits=layout.habits, names=header)
        outcome = Outcome(
            name=asked.path.name,
            layout=layout.profile.label,
            terms=layout.terms,
            above=layout.sheet.above,
            unread=reader.unread,
        )
        packing = Packing(layout, reader, self._desk.codebook)
        with (
            self._supply(asked, packing, reader) as supplied,
            open_rejects(None if asked.is_dry else asked.rejects, header) as rejects,
            self._database(asked) as database,
        ):
            try:
                with self._open_archive(database, asked, is_first_load=supplied.annexed is not None) as archive:
                    bulk = archive.bulk(_file(asked.path, layout), supplied.annexed)
                    refuse = partial(_refuse, outcome, rejects)
                    store = self._store(bulk, outcome, reader, layout, overwrites=asked.overwrites)
                    _run(supplied.parcels, store, outcome, refuse)
                    _end(outcome, asked)
            except _TakeBackError:
                pass
        outcome.rejects = asked.rejects if outcome.rejected and not asked.is_dry else None
        return outcome

    def _supply(self, asked: Asked, packing: Packing, reader: Reader) -> AbstractContextManager[Supply]:
        """The rows of the file; one in which several may tell of one event is read twice."""
        again = open_sheet(asked.path, encoding=asked.encoding, sheet=asked.sheet) if reader.reading.repeats else None
        beside = None if asked.is_dry else place_annex(self._desk.database)
        return supply(packing, again, is_large=asked.path.stat().st_size >= _LARGE, beside=beside)

    def _store(
        self,
        bulk: Bulk,
        outcome: Outcome,
        reader: Reader,
        layout: Layout,
        *,
        overwrites: bool,
    ) -> DatasetRows | NamedRows:
        if layout.terms is not None:
            return DatasetRows(bulk, outcome, reader, layout.sheet.header.cells)
        export = compile_line(reader, layout.profile, self._desk.codebook)
        return NamedRows(bulk, outcome, reader=reader, export=export, overwrites=overwrites)

    @contextmanager
    def _database(self, asked: Asked) -> Iterator[Database]:
        """The desk's database, in its place at the end when there was none; for a dry run a fleeting one, then."""
        if migrate.state(self._desk.database) is not State.MISSING:
            yield self._desk.database
        elif asked.is_dry:
            with tempfile.TemporaryDirectory() as folder:
                database = Database(path=Path(folder) / "dry.db")
                migrate.create(database)
                yield database
        else:
            with migrate.making(self._desk.database) as database:
                yield database

    def _open_archive(
        self, database: Database, asked: Asked, *, is_first_load: bool
    ) -> AbstractContextManager[Archive]:
        from incidents.store.archive import Archive  # noqa: PLC0415 - only writing pays for it

        return Archive.open(
            database,
            by=self._desk.user,
            at=read_now(),
            command="import",
            reason=asked.path.name,
            codebook_version=self._desk.codebook.version,
            allowed=self._desk.allowed,
            is_first_load=is_first_load,
        )


def _keep_apart(asked: Asked) -> None:
    """Refuse to put the rows that are left out in the place of the file, whose good rows would be gone."""
    if asked.rejects is not None and asked.rejects.resolve() == asked.path.resolve():
        raise BadUsage(f"{asked.path} is the file that is read", mend="name another one: --skip-bad rejects.csv")


def _keep_to_own(asked: Asked, layout: Layout) -> None:
    """Refuse to overwrite events by rows that never do: those of a dataset leave alone what was changed here."""
    if asked.overwrites and layout.terms is not None:
        raise BadUsage(
            f"{asked.path.name} is of {layout.terms.label}: what was changed here stays as it is",
            mend="leave --overwrite out: it is for our own layout, without --dataset",
        )


def _end(outcome: Outcome, asked: Asked) -> None:
    """Take everything back unless all is well and meant: what is raised here ends the transaction."""
    if outcome.rejected and asked.rejects is None:
        raise outcome.refusal()
    if asked.is_dry:
        raise _TakeBackError


def _run(
    parcels: Iterable[Parcel], store: DatasetRows | NamedRows, outcome: Outcome, refuse: Callable[[Row], None]
) -> None:
    for parcel in parcels:
        outcome.joined += parcel.joined
        for row in sorted([*parcel.bad, *store.store(parcel)], key=_line):
            refuse(row)
        for difference in parcel.differences:
            outcome.differ(difference)
    store.finish()


def _line(row: Row) -> int:
    return row.line.number


def _refuse(outcome: Outcome, rejects: Rejects | None, row: Row) -> None:
    outcome.reject(row.problems)
    if rejects is not None:
        rejects.add(row)


def _file(path: Path, layout: Layout) -> File:
    """The file as an article whose reports its rows are: the text names it by its hash."""
    terms = layout.terms or _OWN
    with path.open("rb") as file:
        hashed = hashlib.file_digest(file, "sha256").hexdigest()
    text = f"Rows of {terms.label}, imported from the file {path.name} (SHA-256 {hashed}).\n{terms.citation}"
    article = Article(id=path.stem, text=text, path=str(path), title=path.name, publisher=terms.label)
    return File(article=article, terms=terms, profile=layout.profile.name, header=layout.sheet.header.cells)
