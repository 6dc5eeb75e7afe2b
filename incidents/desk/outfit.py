"""What a desk is furnished with beside the database: a person, the gazetteer, the rules, the form.

Each is imported and opened when it is first used. Does nothing with them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from incidents.codebook.loader import Codebook, load
from incidents.codebook.moves import FILE as MOVES
from incidents.codebook.moves import Moves, check_moves, read_own_moves
from incidents.codebook.roles import roles_for
from incidents.desk.clock import read_today
from incidents.desk.naming import name_coder
from incidents.desk.records import Records

if TYPE_CHECKING:
    from incidents.desk.forms import Forms
    from incidents.geo.gazetteer import Gazetteer
    from incidents.review.reconciliation.deciding import Rulebook
    from incidents.store.reading import Reader


class Outfit(Records):
    """An inquiry with all that coding needs. A part of ``Desk``."""

    def open_reader(self) -> AbstractContextManager[Reader]:
        """A reader of all that the database holds, as of the desk's moment."""
        from incidents.store.reading import Reader

        return Reader.open(self.database, as_of=self._moment)

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook of this version, with its rules."""
        return load()

    @cached_property
    def coder(self) -> str:
        """Who is at the desk."""
        return name_coder(self._by)

    def allowed(self, command: str) -> frozenset[str]:
        """The roles that may do *command*."""
        return roles_for(command, self.codebook.vocabulary("roles"))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer; built when it is first used on a machine."""
        from incidents.geo.gazetteer import open_gazetteer

        return open_gazetteer(self._progress)

    @cached_property
    def layers(self) -> Gazetteer:
        """The gazetteer with the places that this database has coded and listed before it."""
        from incidents.desk.layers import open_layers

        return open_layers(self.database, self.gazetteer)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which events follow from their reports."""
        from incidents.coder.fields.summary import summarise
        from incidents.review.reconciliation.deciding import Rulebook

        return Rulebook(self.codebook, summarise)

    @cached_property
    def moves(self) -> Moves:
        """Who may move an event where: as the project says beside its database, else the codebook."""
        own = None if self.database.path is None else Path(self.database.path).with_name(MOVES)
        if own is None or not own.is_file():
            return self.codebook.moves
        moves = read_own_moves(own)
        check_moves(moves, self.codebook.vocabulary("event_statuses"))
        return moves

    @property
    def forms(self) -> Forms:
        """The coding form: shows an event as it is typed, reads what is typed, and checks the whole."""
        from incidents.desk.forms import Forms

        return Forms(self.codebook, lambda: self.layers, read_today())
