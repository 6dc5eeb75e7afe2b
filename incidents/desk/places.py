"""The project's gazetteer at a desk: look names and points up, list places of one's own, check coded places.

``Places(desk).search("Mosul")``. Works without a database as far as it can: then only the shipped gazetteer answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incidents.desk.clock import read_now
from incidents.desk.desk import Desk
from incidents.desk.geocoding import Answers, ask_service
from incidents.desk.place_matching import Match, match
from incidents.desk.place_search import Hit, search
from incidents.desk.points import read_point
from incidents.domain.listed import BY_HAND, Alias, ListedPlace
from incidents.errors import BadUsage
from incidents.geo.candidate import Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.locating import Asked
from incidents.geo.name_list import read_names
from incidents.geo.place_rows import KINDS, LANDMARKS, Context, check_point, names_of
from incidents.store import migrate
from incidents.store.state import State

if TYPE_CHECKING:
    from incidents.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: *count* places or names stored, *unmatched* names whose place is not listed."""

    count: int
    are_names: bool = False
    unmatched: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A search in the user's words: *near* is a name or LAT,LON, *service* a geocoding service to ask as well."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    near: str | None = None
    limit: int = 10
    service: str | None = None


class Places:
    """Everything about places at one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def gazetteer(self) -> Gazetteer:
        """The shipped gazetteer with the project's own places before it."""
        return self._desk.layers

    def search(self, wanted: Search) -> tuple[Hit, ...]:
        """The places that a name may mean, the likeliest first; of a service only when nothing here bears the name."""
        country = None if wanted.country is None else self._country_of(wanted.country)
        near = None if wanted.near is None else self._point(wanted.near, country)
        asked = Asked(name=wanted.name, country=country, admin1=wanted.admin1, admin2=wanted.admin2)
        hits = search(self.gazetteer, asked, near=near, limit=max(wanted.limit, 0))
        if wanted.service is None or any(hit.place.match != "fuzzy" for hit in hits):
            return hits
        return (*self._ask(wanted.service, wanted.name, country), *hits)[: wanted.limit]

    def match(self, text: str, *, source: str, country: str | None) -> tuple[Match, ...]:
        """The best place of every name in *text*, a list called *source*; *country* is that of names that tell none.

        Raises BadSource for a text that is no list of names, and for countries that are not known, by line.
        """
        default = None if country is None else self._country_of(country)
        names = read_names(text, source=source)
        return tuple(match(names, gazetteer=self.gazetteer, country_of=self._country_of, country=default))

    def nearest(self, latitude: float, longitude: float, *, limit: int) -> tuple[tuple[Candidate, float], ...]:
        """The populated places nearest to a point, each with its distance in kilometres on the ellipsoid."""
        from incidents.geo.geodesy import ellipsoidal_km  # noqa: PLC0415 - geopy, only for what is shown

        _refuse_bad(latitude, longitude)
        here = (latitude, longitude)
        near = self._desk.gazetteer.nearest(latitude, longitude, limit=limit)
        return tuple((place, ellipsoidal_km(here, (place.latitude, place.longitude))) for place in near)

    def add(  # noqa: PLR0913 - the facts of one place, by name
        self,
        name: str,
        *,
        latitude: float,
        longitude: float,
        country: str | None,
        admin1: str | None,
        others: tuple[str, ...],
        kind: str,
    ) -> ListedPlace:
        """List a place for this project. Raises BadUsage, with the likeliest reason, for one that cannot be."""
        _refuse_bad(latitude, longitude)
        if kind not in (*KINDS, *LANDMARKS):
            raise BadUsage(f"unknown kind of place: {kind!r}", mend=f"one of: {', '.join((*KINDS, *LANDMARKS))}")
        iso3 = None if country is None else self._country_of(country)
        self._refuse_exchanged(latitude, longitude, iso3)
        try:
            names = names_of(name, others)
        except ValueError as error:
            raise BadUsage(str(error)) from error
        place = ListedPlace(
            name=name,
            names=names,
            country=iso3,
            admin1=admin1,
            latitude=latitude,
            longitude=longitude,
            kind=kind,
        )
        with self._open_archive("places add") as archive:
            archive.add_places(BY_HAND, [place])
        return place

    def load(self, path: Path, *, country: str | None) -> Imported:
        """List every place of a file, or none. The same file again replaces what it brought before."""
        from incidents.geo.place_file import country_codes, read_file  # noqa: PLC0415 - csv and zip, only for an import

        codes = country_codes()
        context = Context(
            source=path.name,
            country_of=lambda word: codes.get(word) or self._country_of(word),
            unit_names=self._desk.gazetteer.unit_names(),
            country=None if country is None else self._country_of(country),
            centre_of=self._centre_of,
        )
        rows = read_file(path, context)
        places = [row for row in rows if isinstance(row, ListedPlace)]
        names: list[tuple[str, Alias]] = [row for row in rows if not isinstance(row, ListedPlace)]
        with self._open_archive("places import") as archive:
            if places:
                return Imported(count=archive.add_places(path.name, places, is_whole=True))
            found = archive.add_place_names(names)
            if not found:
                raise BadUsage(
                    f"{path} names no place that this project lists", mend="first import the country file of GeoNames"
                )
            return Imported(count=found, are_names=True, unmatched=len(names) - found)

    def check(self) -> Iterator[Any]:
        """Each ``Fault`` of the events in the database, streamed."""
        from incidents.desk.place_check import find_faults  # noqa: PLC0415 - shapely, only for who checks
        from incidents.geo.territories import open_territories  # noqa: PLC0415

        yield from find_faults(self._desk.records(), gazetteer=self._desk.gazetteer, territories=open_territories())

    def territory(self, latitude: float, longitude: float) -> Any | None:  # noqa: ANN401 - imported when used
        """The ``Territory`` in which a point lies by its polygon, None at sea."""
        from incidents.geo.territories import open_territories  # noqa: PLC0415

        return open_territories().at(latitude, longitude)

    def _ask(self, service: str, name: str, country: str | None) -> tuple[Hit, ...]:
        self._desk.prepare()  # the answer is kept
        known = None if country is None else self._desk.codebook.countries.get(country)
        answers = Answers(self._desk.database, self._open_archive)
        return ask_service(
            service,
            name,
            gazetteer=self.gazetteer,
            answers=answers,
            country=country,
            iso2=None if known is None else known.iso2,
        )

    def _centre_of(self, name: str, country: str | None, admin1: str | None) -> tuple[float, float] | None:
        """The point of the one unit *name*, of the second level if *admin1* holds it; None for several."""
        named = self._desk.gazetteer.search(name, country=country, admin1=admin1, limit=50)
        units = [place for place in named if place.kind == ("adm1" if admin1 is None else "adm2")]
        inside = self._desk.gazetteer.units(admin1, country=country) if admin1 else frozenset()
        agreed = [place for place in units if place.unit in inside] if inside else units
        return (agreed[0].latitude, agreed[0].longitude) if len(agreed) == 1 else None

    def _country_of(self, words: str) -> str:
        return self._desk.codebook.countries.find(words).iso3

    def _point(self, words: str, country: str | None) -> tuple[float, float]:
        point = read_point(words)
        if point is not None:
            return point
        hits = search(self.gazetteer, Asked(name=words, country=country), limit=1)
        if not hits or hits[0].place.match == "fuzzy":
            raise BadUsage(f"the gazetteer has no place called {words!r}", mend="or give --near LAT,LON")
        return hits[0].place.latitude, hits[0].place.longitude

    def _refuse_exchanged(self, latitude: float, longitude: float, country: str | None) -> None:
        if country is None or abs(longitude) > 90:
            return
        here, exchanged = self.territory(latitude, longitude), self.territory(longitude, latitude)
        if exchanged is not None and exchanged.country == country and (here is None or here.country != country):
            raise BadUsage(
                f"{latitude:g},{longitude:g} does not lie in {country}, but {longitude:g},{latitude:g} does",
                mend="latitude comes first, then longitude",
            )

    def _open_archive(self, command: str) -> AbstractContextManager[Archive]:
        from incidents.store.archive import Archive  # noqa: PLC0415 - only writing pays for it

        if migrate.state(self._desk.database) is State.MISSING:
            self._desk.prepare()
        by, at, allowed = self._desk.coder, read_now(), self._desk.allowed
        return Archive.open(self._desk.database, by=by, at=at, command=command, allowed=allowed)


def _refuse_bad(latitude: float, longitude: float) -> None:
    try:
        check_point(latitude, longitude)
    except ValueError as error:
        raise BadUsage(str(error), mend="latitude comes first (-90 to 90), then longitude (-180 to 180)") from error
