"""What every service works with: the database, the user, the clock, the codebook, the gazetteer.

Each is opened when it is first used, because no command needs them all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from datetime import date, datetime
from functools import cached_property
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.codebook.loader import Codebook, load
from incidents.codebook.vocabularies import roles_for
from incidents.domain.events import Record
from incidents.domain.filters import EVERYTHING, Moment, Selection
from incidents.errors import BadUsage
from incidents.services.clock import read_now, read_today
from incidents.store import migrate
from incidents.store.database import Database, locate
from incidents.store.querying import Querying

if TYPE_CHECKING:  # loaded by the first service that needs them
    from incidents.codebook.policies import Moves
    from incidents.geo.gazetteer import Gazetteer
    from incidents.review.reconciliation import Rulebook
    from incidents.store.archive import Archive
    from incidents.store.reading import Reader

Progress = Callable[[int, int], None]


class _Trial(Exception):
    """Ends a transaction that was only a trial."""


class Context:
    """One database as one user sees it, as of *moment* (None is now); *clock* gives the present time in UTC.

    A service takes it as its first argument.
    """

    def __init__(
        self,
        database: Database,
        *,
        user: str | None = None,
        progress: Progress | None = None,
        moment: Moment | None = None,
        clock: Callable[[], datetime] = read_now,
    ) -> None:
        self.clock = clock
        self.database = database
        self.moment = moment
        self.progress = progress
        self.named_user = user
        self._held: ExitStack | None = None
        self._querying: Querying | None = None

    @property
    def now(self) -> datetime:
        """The present time in UTC, to the second."""
        return self.clock()

    @property
    def today(self) -> date:
        """The present day in local time."""
        return read_today()

    @cached_property
    def user(self) -> str:
        """The name that changes are signed with. Raises BadUsage if nobody is named."""
        return name_user(self.named_user)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook of this version."""
        return load()

    def allowed(self, command: str) -> frozenset[str]:
        """Return the roles that may run *command*."""
        return roles_for(command, self.codebook.vocabulary("roles"))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The shipped gazetteer; its index is built when it is first used on a machine."""
        from incidents.geo.gazetteer import open_gazetteer

        return open_gazetteer(self.progress)

    @cached_property
    def layered_gazetteer(self) -> Gazetteer:
        """The shipped gazetteer, with the places that this project has coded or listed before it."""
        from incidents.services.place_search import open_layers

        return open_layers(self.database, self.gazetteer)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which an event follows from its reports."""
        from incidents.coder.fields.summary import summarise
        from incidents.review.reconciliation import Rulebook

        return Rulebook(self.codebook, summarise)

    @cached_property
    def moves(self) -> Moves:
        """Who may move an event from which state to which: the project's own rules, else the codebook's."""
        from incidents.codebook.policies import MOVES_FILE, read_own_moves
        from incidents.codebook.validation import check_moves

        own = None if self.database.path is None else Path(self.database.path).with_name(MOVES_FILE)
        if own is None or not own.is_file():
            return self.codebook.moves
        moves = read_own_moves(own)
        check_moves(moves, self.codebook.vocabulary("event_statuses"))
        return moves

    def records(self, selection: Selection = EVERYTHING) -> Iterator[Record]:
        """Read the events of *selection* one after the other, as of the context's moment."""
        with self.open_reader() as reader:
            yield from reader.records(selection)

    def find_point(self, name: str, country: str | None) -> tuple[tuple[float, float], str]:
        """Return (latitude, longitude) of the place that *name* means, and a sentence that says which place it is.

        *country* is an ISO alpha-3 code that excludes all other countries. Raises BadUsage if the name is unknown, or
        may mean several places.
        """
        from incidents.services.place_search import find_place

        place, taken = find_place(name, gazetteer=self.layered_gazetteer, country=country)
        return (place.latitude, place.longitude), taken

    def create(self) -> bool:
        """Create the database if there is none; return whether it was created. Raises BadDatabase if it is unusable."""
        return migrate.ensure(self.database)

    def open_reader(self) -> AbstractContextManager[Reader]:
        """Open the database for all reads, as of the context's moment."""
        from incidents.store.reading import Reader

        return Reader.open(self.database, as_of=self.moment)

    def open_querying(self) -> AbstractContextManager[Querying]:
        """Open the database for reads over many events, as of the context's moment; once while it is held open."""
        if self._held is None:
            return Querying.open(self.database, as_of=self.moment)
        if self._querying is None:
            self._querying = self._held.enter_context(Querying.open(self.database, as_of=self.moment))
        return nullcontext(self._querying)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """While the block lasts, open the database for queries only once, with the first of them."""
        try:
            with ExitStack() as self._held:
                yield
        finally:
            self._held = self._querying = None

    @contextmanager
    def open_archive(
        self, command: str, *, reason: str | None = None, is_trial: bool = False, database: Database | None = None
    ) -> Iterator[Archive]:
        """Open one transaction, signed by the user; roll it back at its end if it is only a trial.

        *database* is one that is being made for the project, else the project's own.
        """
        from incidents.store.archive import Archive

        archive = Archive.open(
            database or self.database,
            by=self.user,
            at=self.now,
            command=command,
            reason=reason,
            codebook_version=self.codebook.version,
            allowed=self.allowed,
        )
        try:
            with archive as opened:
                yield opened
                if is_trial:
                    raise _Trial  # noqa: TRY301
        except _Trial:
            return


def find_database(given: str | None) -> Database:
    """Return the database at *given* (a path or URL), else at ``INCIDENTS_DATABASE``, else at ./incidents.db."""
    return locate(given or os.environ.get("INCIDENTS_DATABASE"))


def name_user(given: str | None) -> str:
    """Return *given*, else ``INCIDENTS_CODER``, else the login name. Raises BadUsage if there is none of them."""
    named = (given or os.environ.get("INCIDENTS_CODER") or "").strip()
    if named:
        return named
    try:
        return getuser()
    except (KeyError, OSError) as error:  # a container may run under a number without a name
        raise BadUsage("nobody is named as the coder", mend="add --by NAME or set INCIDENTS_CODER") from error
