"""Geocoding services behind the gazetteer, for a user who names one; their answers are kept in the database.

What a service wants to know comes from the environment: INCIDENTS_GEONAMES_USER, INCIDENTS_GEOCODER_DOMAIN (a server of
your own) and INCIDENTS_GEOCODER_KEY. Geopy is imported here, and only when a service is asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from incidents.desk.place_search import Hit
from incidents.domain.geocode import Geocode
from incidents.geo.candidate import FUZZY, Candidate
from incidents.geo.gazetteer import Gazetteer
from incidents.store.database import Database
from incidents.store.reading import Reader

if TYPE_CHECKING:
    from incidents.store.archive import Archive

OpenArchive = Callable[[str], AbstractContextManager["Archive"]]
_SCORE = 0.5  # a suggestion: a service does not say how sure it is


class Answers:
    """The answers of services, kept in *database*; *open_archive* opens it for writing under a command's name."""

    def __init__(self, database: Database, open_archive: OpenArchive) -> None:
        self._database = database
        self._open_archive = open_archive

    def find(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """What *provider* answered to *query* before."""
        with Reader.open(self._database) as reader:
            return reader.geocodes(provider, query)

    def keep(self, provider: str, query: str, answers: Sequence[Geocode]) -> None:
        """Keep what *provider* has just answered, with the time."""
        with self._open_archive("places search") as archive:
            archive.keep_geocodes(provider, query, answers)


def ask_service(  # noqa: PLR0913 - who is asked what, and where it is kept
    service: str,
    name: str,
    *,
    gazetteer: Gazetteer,
    answers: Answers,
    country: str | None,
    iso2: str | None,
) -> tuple[Hit, ...]:
    """What *service* answers to *name*, as suggestions. Raises ProviderFailed when it cannot be asked.

    *country* is ISO alpha-3, *iso2* the same country's alpha-2.
    """
    from incidents.geo.chain import ChainGeocoder  # noqa: PLC0415 - geopy, only for who asks a service
    from incidents.geo.geocoder import OfflineGeocoder  # noqa: PLC0415
    from incidents.geo.providers import Access, explained, open_provider  # noqa: PLC0415

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


def _hit(number: int, location: Any, name: str, country: str | None) -> Hit:  # noqa: ANN401 - geopy ships no types
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
