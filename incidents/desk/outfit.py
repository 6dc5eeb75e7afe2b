"""What a desk is furnished with: a database and a moment of it, a person, the codebook, the gazetteer, the form.

Each is opened when it is first used. Does nothing with them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property

from incidents.codebook.loader import Codebook, load
from incidents.coder.fields.summary import summarise
from incidents.desk.clock import read_today
from incidents.desk.forms import Forms
from incidents.desk.layers import open_layers
from incidents.desk.naming import name_coder
from incidents.domain.moment import Moment
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.geo.index import Progress
from incidents.review.reconciliation.deciding import Rulebook
from incidents.store.database import Database
from incidents.store.reading import Reader


class Outfit:
    """*database* as *by* has it on the desk, as it was at *moment*; None is now. A part of ``Desk``."""

    def __init__(
        self,
        database: Database,
        *,
        by: str | None = None,
        progress: Progress | None = None,
        moment: Moment | None = None,
    ) -> None:
        self.database = database
        self._by = by
        self._progress = progress
        self._moment = moment

    @cached_property
    def coder(self) -> str:
        """Who is at the desk."""
        return name_coder(self._by)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook of this version."""
        return load()

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer; built when it is first used on a machine."""
        return open_gazetteer(self._progress)

    @cached_property
    def layers(self) -> Gazetteer:
        """The gazetteer with the places that this database has coded and listed before it."""
        return open_layers(self.database, self.gazetteer)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which events follow from their reports."""
        return Rulebook(self.codebook, summarise)

    @property
    def forms(self) -> Forms:
        """The coding form: shows an event as it is typed, reads what is typed, and checks the whole."""
        return Forms(self.codebook, lambda: self.layers, read_today())

    def open_reader(self) -> AbstractContextManager[Reader]:
        """A reader of the database as of the desk's moment."""
        return Reader.open(self.database, as_of=self._moment)
