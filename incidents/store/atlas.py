"""Read what the project knows of places: those it coded and listed, and what geocoding services answered."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.domain.geocode import Geocode
from incidents.domain.listed import CodedPlace, ListedPlace
from incidents.store.link import Link
from incidents.store.listings import has_listed, read_coded, read_geocodes, read_listed


class Atlas:
    """The places of the database behind *link*. A part of ``Reader``."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def coded_places(self) -> tuple[CodedPlace, ...]:
        """The project's location memory: each place that its events have, the most often coded first."""
        return read_coded(self._link)

    def listed_places(self, names: Sequence[str]) -> tuple[ListedPlace, ...]:
        """The user's own places that are listed under one of the folded *names*."""
        return tuple(read_listed(self._link, names))

    def has_listed_places(self) -> bool:
        """Whether the user has added or imported any place."""
        return has_listed(self._link)

    def geocodes(self, provider: str, query: str) -> tuple[Geocode, ...] | None:
        """What a geocoding service answered to *query*; None when it was never asked."""
        return read_geocodes(self._link, provider, query)
