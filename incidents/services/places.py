"""Places: search by name or point, match whole lists, list places of one's own, ask a geocoding service.

A service is only asked if the user names one. What it needs comes from the environment: INCIDENTS_GEONAMES_USER,
INCIDENTS_GEOCODER_DOMAIN (a server of your own) and INCIDENTS_GEOCODER_KEY. Its answers are kept in the database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.domain.locations import BY_HAND, Alias, Geocode, ListedPlace
from incidents.errors import BadSource, BadUsage, IncidentsError
from incidents.geo.candidate import FUZZY, Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.place_lists import KINDS, LANDMARKS, Wanted, check_point, names_of, read_names
from incidents.geo.place_lists import Context as RowContext
from incidents.geo.resolution import Asked, is_settled
from incidents.services.context import Context
from incidents.services.filters import read_point
from incidents.services.place_search import Hit, search
from incidents.store import migrate
from incidents.store.reading import Reader
from incidents.store.state import State


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


@dataclass(frozen=True, slots=True)
class Places:
    """Find places by name or point, and list places of one's own. ``project.places``.

    Without a database only the shipped gazetteer answers.
    """

    context: Context

    @property
    def gazetteer(self) -> Gazetteer:
        """The shipped gazetteer, with the project's own places before it."""
        return self.context.layered_gazetteer

    def find_point(self, name: str, country: str | None = None) -> tuple[tuple[float, float], str]:
        """Return the point that *name* means, and a sentence that says which place it is.

        See ``Context.find_point``.
        """
        return self.context.find_point(name, country)

    def search(self, wanted: Search) -> tuple[Hit, ...]:
        """Return the places that a name may mean, the likeliest first, each with why.

        A geocoding service is only asked if it is named and no place here has the name. Raises UnknownTerm for the
        country, BadUsage for a *near* that is unknown, ProviderFailed if the service cannot be asked.

        >>> project.places.search(Search(name="Mosul", country="Iraq"))[0].place.latitude
        """
        country = None if wanted.country is None else self._country_of(wanted.country)
        near = None if wanted.near is None else self._point(wanted.near, country)
        asked = Asked(name=wanted.name, country=country, admin1=wanted.admin1, admin2=wanted.admin2)
        hits = search(self.gazetteer, asked, near=near, limit=max(wanted.limit, 0))
        if wanted.service is None or any(hit.place.match != "fuzzy" for hit in hits):
            return hits
        return (*self._ask(wanted.service, wanted.name, country), *hits)[: wanted.limit]

    def match(self, text: str, *, source: str, country: str | None) -> tuple[Match, ...]:
        """Return the best place of every name in *text*, a list called *source*; *country* is for names without one.

        Raises BadSource for a text that is no list of names, and for unknown countries, by line.
        """
        default = None if country is None else self._country_of(country)
        names = read_names(text, source=source)
        return tuple(match(names, gazetteer=self.gazetteer, country_of=self._country_of, country=default))

    def nearest(self, latitude: float, longitude: float, *, limit: int) -> tuple[tuple[Candidate, float], ...]:
        """Return the populated places nearest to a point, each with its distance in kilometres on the ellipsoid."""
        from incidents.geo.distance import geodesic_km

        _refuse_bad(latitude, longitude)
        here = (latitude, longitude)
        near = self.context.gazetteer.nearest(latitude, longitude, limit=limit)
        return tuple((place, geodesic_km(here, (place.latitude, place.longitude))) for place in near)

    def add(  # noqa: PLR0913
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
        """List a place for this project; degrees. Raises BadUsage, with the likeliest reason, for an impossible one."""
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
        with self._writable().open_archive("places add") as archive:
            archive.add_places(BY_HAND, [place])
        return place

    def load(self, path: Path, *, country: str | None) -> Imported:
        """List every place of a file, or none. The same file again replaces the places it listed before."""
        from incidents.geo.place_lists import country_codes, read_file

        codes = country_codes()
        row_context = RowContext(
            source=path.name,
            country_of=lambda word: codes.get(word) or self._country_of(word),
            unit_names=self.context.gazetteer.unit_names(),
            country=None if country is None else self._country_of(country),
            centre_of=self._centre_of,
        )
        rows = read_file(path, row_context)
        places = [row for row in rows if isinstance(row, ListedPlace)]
        names: list[tuple[str, Alias]] = [row for row in rows if not isinstance(row, ListedPlace)]
        with self._writable().open_archive("places import") as archive:
            if places:
                return Imported(count=archive.add_places(path.name, places, is_whole=True))
            found = archive.add_place_names(names)
            if not found:
                raise BadUsage(
                    f"{path} names no place that this project lists", mend="first import the country file of GeoNames"
                )
            return Imported(count=found, are_names=True, unmatched=len(names) - found)

    def check(self) -> Iterator[Any]:
        """Yield each contradiction between a coded place and the map."""
        from incidents.geo.regions import open_territories
        from incidents.services.checks import find_faults

        yield from find_faults(self.context.records(), gazetteer=self.context.gazetteer, territories=open_territories())

    def territory(self, latitude: float, longitude: float) -> Any | None:  # noqa: ANN401
        """Return the territory in which a point lies by its polygon, None at sea."""
        from incidents.geo.regions import open_territories

        return open_territories().at(latitude, longitude)

    def _ask(self, service: str, name: str, country: str | None) -> tuple[Hit, ...]:
        self.context.create()  # the answer is kept
        known = None if country is None else self.context.codebook.countries.get(country)
        answers = Answers(self.context)
        return ask_service(
            service,
            name,
            gazetteer=self.gazetteer,
            answers=answers,
            country=country,
            iso2=None if known is None else known.iso2,
        )

    def _centre_of(self, name: str, country: str | None, admin1: str | None) -> tuple[float, float] | None:
        """Return the point of the one unit *name*, of the second level within *admin1*; None if there are several."""
        named = self.context.gazetteer.search(name, country=country, admin1=admin1, limit=50)
        units = [place for place in named if place.kind == ("adm1" if admin1 is None else "adm2")]
        inside = self.context.gazetteer.units(admin1, country=country) if admin1 else frozenset()
        agreed = [place for place in units if place.unit in inside] if inside else units
        return (agreed[0].latitude, agreed[0].longitude) if len(agreed) == 1 else None

    def _country_of(self, words: str) -> str:
        return self.context.codebook.countries.find(words).iso3

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

    def _writable(self) -> Context:
        """Return the context, after its database is created if there is none."""
        if migrate.state(self.context.database) is State.MISSING:
            self.context.create()
        return self.context


def _refuse_bad(latitude: float, longitude: float) -> None:
    try:
        check_point(latitude, longitude)
    except ValueError as error:
        raise BadUsage(str(error), mend="latitude comes first (-90 to 90), then longitude (-180 to 180)") from error


_RIVALS = 6  # answers that are looked at for another as likely
_TOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The answer to *wanted*: *hit* is the best place or None; *is_settled* if no person needs to look."""

    wanted: Wanted
    hit: Hit | None
    is_settled: bool = False


def match(
    names: Sequence[Wanted], *, gazetteer: Gazetteer, country_of: Callable[[str], str], country: str | None
) -> Iterator[Match]:
    """Yield the answer to each of *names*, in their order; *country* (ISO alpha-3) is for names without one.

    Raises BadSource, with the lines, before anything is looked up, if a country is unknown.
    """
    asked = _understand(names, country_of, country)
    # Country by country: similar names are compared within one, and it is read once.
    by_country = sorted(range(len(asked)), key=lambda at: (asked[at].country or "", at))
    found = {at: _match(names[at], asked[at], gazetteer) for at in by_country}
    yield from (found[at] for at in range(len(asked)))


def _match(wanted: Wanted, asked: Asked, gazetteer: Gazetteer) -> Match:
    hits = search(gazetteer, asked, limit=_RIVALS)
    if not hits:
        return Match(wanted=wanted, hit=None)
    places = [hit.place for hit in hits]
    return Match(wanted=wanted, hit=hits[0], is_settled=is_settled(places[0], places[1:]))


def _understand(names: Sequence[Wanted], country_of: Callable[[str], str], country: str | None) -> list[Asked]:
    asked: list[Asked] = []
    faults: list[str] = []
    for each in names:
        try:
            iso3 = country if each.country is None else country_of(each.country)
        except IncidentsError as error:
            faults.append(f"line {each.line}: {error.what}")
            continue
        asked.append(Asked(name=each.name, country=iso3, admin1=each.admin1, admin2=each.admin2))
    if faults:
        listed = "".join(f"\n  {fault}" for fault in faults[:_TOLD])
        more = f"\n  and {len(faults) - _TOLD} more" if len(faults) > _TOLD else ""
        raise BadSource(
            f"the list names unknown countries:{listed}{more}", mend="mend these lines; nothing was looked up"
        )
    return asked


_SCORE = 0.5  # a suggestion: a service does not say how sure it is


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of geocoding services, kept in the database."""

    context: Context

    def find(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """Return what *provider* answered to *query* before, or None."""
        with Reader.open(self.context.database) as reader:
            return reader.geocodes(provider, query)

    def keep(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        """Store what *provider* has just answered, with the time."""
        with self.context.open_archive("places search") as archive:
            archive.keep_geocodes(provider, query, answers)


def ask_service(  # noqa: PLR0913
    service: str,
    name: str,
    *,
    gazetteer: Gazetteer,
    answers: Answers,
    country: str | None,
    iso2: str | None,
) -> tuple[Hit, ...]:
    """Return what *service* answers to *name*, as suggestions. Raises ProviderFailed if it cannot be asked.

    *country* is ISO alpha-3, *iso2* the same country's alpha-2.
    """
    from incidents.geo.geocoder import Access, ChainGeocoder, OfflineGeocoder, explained, open_provider

    access = Access(
        user=os.environ.get("INCIDENTS_GEONAMES_USER"),
        domain=os.environ.get("INCIDENTS_GEOCODER_DOMAIN"),
        key=os.environ.get("INCIDENTS_GEOCODER_KEY"),
    )
    provider = open_provider(service, access)
    chain = ChainGeocoder(OfflineGeocoder(gazetteer), provider, answers)
    with explained(provider.name):
        found = chain.geocode(name, exactly_one=False, country=country, iso2=iso2) or []
    return tuple(_hit(number, each, name, country) for number, each in enumerate(found))


def _hit(number: int, location: Any, name: str, country: str | None) -> Hit:  # noqa: ANN401
    provider = location.raw.get("provider")
    place = Candidate(
        id=-1 - number,
        name=name,
        country=country,
        admin1=None,
        unit=None,
        within=None,
        latitude=location.latitude,
        longitude=location.longitude,
        population=0,
        layer=provider,
        kind="town",
        match=FUZZY,
        score=_SCORE,
    )
    return Hit(place=place, why=f"{provider} says: {location.address}")
