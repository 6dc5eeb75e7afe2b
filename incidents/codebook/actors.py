"""The registry of named actors in ``data/actors/``: groups, forces and parties, by every name that the press uses.

Armies and police that are called after their country need no row there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from incidents.codebook.files import read_rows
from incidents.codebook.names import Names, fold
from incidents.errors import BadCodebook
from incidents.resources import DATA

COLUMNS = ("name", "acronym", "aliases", "type", "countries", "since", "until", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """One named actor. *type* is a code of ``actor_types``; *countries* ISO alpha-3 codes, the main one first.

    *since* and *until* are the first and last year of its activity, None if not known or still going on.
    """

    name: str
    type: str
    countries: tuple[str, ...]
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The name with its acronym, as an event stores it: "Kurdistan Workers' Party (PKK)"."""
        return self.name if self.acronym is None else f"{self.name} ({self.acronym})"

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the press calls the actor, its name first. Acronyms must be matched as written."""
        acronym = () if self.acronym is None else (self.acronym,)
        return (self.name, *acronym, *self.aliases)


class Registry:
    """Every known actor, by name in the order of the file."""

    def __init__(self, actors: tuple[KnownActor, ...]) -> None:
        self._actors = actors

    def __iter__(self) -> Iterator[KnownActor]:
        return iter(self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    def pairs(self) -> Iterator[tuple[str, KnownActor]]:
        """Iterate over each name with its actor; a name that two actors share comes twice."""
        return ((name, actor) for actor in self._actors for name in actor.names)

    def called(self, word: str) -> tuple[KnownActor, ...]:
        """Return every actor called *word*; case, accents, spaces and punctuation do not count."""
        return self._by_name.get(fold(word), ())

    def find(self, word: str, *, country: str | None = None) -> KnownActor:
        """Return the actor called *word*: of several the one active in *country*, else the first.

        Raises UnknownTerm, which names similar ones.
        """
        called = self.called(word)
        if not called:
            return self._names.find(word)
        return next((actor for actor in called if country in actor.countries), called[0])

    @cached_property
    def _by_name(self) -> dict[str, tuple[KnownActor, ...]]:
        actors: dict[str, tuple[KnownActor, ...]] = {}
        for actor in self._actors:
            for key in {fold(name) for name in (actor.label, *actor.names)}:
                actors[key] = (*actors.get(key, ()), actor)
        return actors

    @cached_property
    def _names(self) -> Names[KnownActor]:
        return Names(self.pairs(), kind="actor", label=attrgetter("name"))


def load_actors(path: Path = DATA / "actors" / "actors.csv") -> Registry:
    """Read the registry in *path*. Raises BadCodebook, naming the line that cannot be used."""
    return Registry(tuple(_read_actor(cells, where) for where, cells in read_rows(path, COLUMNS)))


def _read_actor(cells: dict[str, str], where: str) -> KnownActor:
    for column in ("name", "type", "countries"):
        if not cells[column]:
            raise BadCodebook(f"{where}: {column}: is empty")
    return KnownActor(
        name=cells["name"],
        acronym=cells["acronym"] or None,
        aliases=tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip()),
        type=cells["type"],
        countries=tuple(cells["countries"].split()),
        since=_read_year(cells, "since", where),
        until=_read_year(cells, "until", where),
        note=cells["note"] or None,
    )


def _read_year(cells: dict[str, str], column: str, where: str) -> int | None:
    if not cells[column]:
        return None
    if not (cells[column].isdecimal() and len(cells[column]) == 4):
        raise BadCodebook(f"{where}: {column}: must be a year (got {cells[column]!r})")
    return int(cells[column])
