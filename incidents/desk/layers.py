"""The shipped gazetteer with what the database knows of places before it."""

from __future__ import annotations

from incidents.domain.listed import ListedPlace
from incidents.geo.cache import open_index
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.geo.index import Progress
from incidents.geo.layered import LayeredGazetteer
from incidents.store import migrate
from incidents.store.database import Database
from incidents.store.reading import Reader
from incidents.store.state import State


def open_gazetteers(database: Database, progress: Progress | None = None) -> Gazetteer:
    """The shipped gazetteer, built when it is first used on a machine, with what *database* knows before it."""
    return open_layers(database, open_gazetteer(progress))


def open_layers(database: Database, shipped: Gazetteer) -> Gazetteer:
    """*shipped*, with the places that *database* has coded and listed; *shipped* itself when there is no database.

    What is coded later in the same run is not yet remembered. Raises BadDatabase for one that cannot be read.
    """
    if migrate.state(database) is State.MISSING:
        return shipped
    with Reader.open(database) as reader:
        coded, has_listed = reader.coded_places(), reader.has_listed_places()
    if not coded and not has_listed:
        return shipped

    def find(names: tuple[str, ...]) -> tuple[ListedPlace, ...]:
        with Reader.open(database) as reader:
            return reader.listed_places(names)

    return LayeredGazetteer(open_index(_unheard), coded=coded, listed=find if has_listed else None)


def _unheard(_done: int, _total: int) -> None:
    """The index is built already: *shipped* was opened before."""
