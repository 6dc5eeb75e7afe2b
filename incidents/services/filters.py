"""EventFilters: what a user asks for, in their words, as a selection in codes.

Names and codes are both understood, and a near miss is answered with "did you mean". Points and boxes are in degrees.
A query by country or unit notes how many events it leaves out because neither is known. ``none`` asks for those. The
regions of the codebook and of UN M49 share names, such as Europe, for different countries: a note says which were
taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from incidents.codebook.actors import load_actors
from incidents.codebook.countries import Country
from incidents.codebook.loader import Codebook
from incidents.codebook.names import Names
from incidents.codebook.vocabularies import Term, Vocabulary
from incidents.domain.filters import Box, Near, Selection
from incidents.domain.locations import Area
from incidents.domain.text import count_of
from incidents.errors import BadDatabase, BadUsage, UnknownTerm
from incidents.geo.names import spell_unit
from incidents.review.dates import read_date_range
from incidents.store.functions import fold
from incidents.store.querying import Querying

_KM = 50.0
_COMPARED = ("admin1", "actor", "claimed_by", "text")  # by letters and digits alone
_OR_NOT = "say what is looked for, or leave it out"
_SEVERAL = "of several each has the option before it: --country Iraq --country Syria"
Find = Callable[[str, str | None], tuple[tuple[float, float], str]]


class EventFilters(NamedTuple):
    """EventFilters as people type them; see ``Selection`` for what they mean.

    *within* is in kilometres, *within_polygon* a GeoJSON file, *scheme* whose regions are meant (codebook, m49).
    """

    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    scheme: str | None = None
    admin1: str | None = None
    near: str | None = None
    within: float | None = None
    bbox: str | None = None
    within_polygon: str | None = None
    since: str | None = None
    until: str | None = None
    type: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    actor: str | None = None
    claimed_by: str | None = None
    min_killed: int | None = None
    text: str | None = None
    status: tuple[str, ...] = ()
    id: tuple[str, ...] = ()
    moved: bool = False
    shareable: bool = False
    sort: tuple[str, ...] = ()
    limit: int | None = None


class Resolved(NamedTuple):
    """The selection, and notes on how the filters were understood."""

    selection: Selection
    notes: tuple[str, ...] = ()


class Resolver:
    """Resolves questions by one codebook, one way to find a named place (asked only for ``near``) and one day.

    *find* takes a name and the one country that is asked for; it gives the point and a sentence on which was taken.
    """

    def __init__(self, *, codebook: Codebook, find: Find, today: date) -> None:
        self._codebook = codebook
        self._find = find
        self._today = today

    def resolve(self, filters: EventFilters) -> Resolved:
        """Return *filters* in codes. Raises UnknownTerm or BadUsage for what cannot be read."""
        _refuse_blank(filters)
        try:
            return self._resolve(filters)
        except UnknownTerm as error:
            error.mend = error.mend or (_SEVERAL if "," in error.word else "see what there is: incidents codebook")
            raise

    def _resolve(self, filters: EventFilters) -> Resolved:
        countries, is_countryless, regions = self._countries(filters)
        point, notes = self._near(filters, countries)
        units, is_unitless = ((), False) if filters.admin1 is None else _unit(filters.admin1)
        event_types, sub_event_types = self._types(filters.type)
        selection = Selection(
            countries=countries,
            countryless=is_countryless,
            admin1=units,
            unitless=is_unitless,
            near=point,
            box=None if filters.bbox is None else _box(filters.bbox),
            area=None if filters.within_polygon is None else _area(filters.within_polygon),
            since=None if filters.since is None else self._days("--since", filters.since)[0],
            until=None if filters.until is None else self._days("--until", filters.until)[1],
            event_types=event_types,
            sub_event_types=sub_event_types,
            weapons=self._weapons(filters.weapon),
            actors=() if filters.actor is None else self._actors(filters.actor),
            claimed_by=() if filters.claimed_by is None else self._actors(filters.claimed_by),
            min_killed=filters.min_killed,
            text=filters.text,
            statuses=tuple(self._codebook.vocabulary("event_statuses").find(word).code for word in filters.status),
            led_to=filters.id,
            is_moved=filters.moved,
            is_shareable=filters.shareable,
            order=filters.sort,
            limit=filters.limit,
        )
        _check_order(selection)
        return Resolved(selection, (*regions, *notes))

    def _countries(self, filters: EventFilters) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        """Return the countries, whether events without one are meant as well, and notes on regions."""
        if filters.scheme is None and not filters.country and not filters.region:
            return (), False, ()

        scheme = find_scheme(filters.scheme)
        if filters.scheme is not None and not filters.region:
            raise BadUsage("--scheme says whose regions are meant, and none is named", mend="add --region REGION")
        countries, is_countryless = find_countries(
            filters.country, filters.region, scheme=scheme, codebook=self._codebook
        )
        return countries, is_countryless, tell_regions(filters.region, scheme=scheme, codebook=self._codebook)

    def _near(self, filters: EventFilters, countries: tuple[str, ...]) -> tuple[Near | None, tuple[str, ...]]:
        if filters.near is None:
            if filters.within is not None:
                raise BadUsage("--within needs a place to be within", mend="add --near PLACE")
            return None, ()

        km = _KM if filters.within is None else filters.within
        point = read_point(filters.near)
        if point is not None:
            return near(point, km), ()
        country = countries[0] if len(countries) == 1 else None
        point, taken = self._find(filters.near, country)
        return near(point, km), (taken,)

    def _days(self, option: str, words: str) -> tuple[date, date]:
        """Return the first and last day of a day, week, month or year as people type it."""
        try:
            return read_date_range(words, self._today)
        except ValueError as error:
            raise BadUsage(
                f"{option}: {error}", mend="type YYYY-MM-DD, YYYY-MM, YYYY, 2021-W44 or yesterday"
            ) from error

    def _types(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return event types and sub-event types by name."""
        if not words:
            return (), ()
        types, sub_types = self._codebook.vocabulary("event_types"), self._codebook.vocabulary("sub_event_types")
        found = [_find_in(word, types, sub_types) for word in words]
        whole = tuple(term.code for term in found if types.get(term.code) is not None)
        single = tuple(term.code for term in found if types.get(term.code) is None)
        return whole, single

    def _actors(self, word: str) -> tuple[str, ...]:
        """Return *word*, and every name that the registry has for the actors called so."""
        names = (name for actor in load_actors().called(word) for name in actor.names)
        return tuple(dict.fromkeys((word, *names)))

    def _weapons(self, words: tuple[str, ...]) -> tuple[str, ...]:
        if not words:
            return ()
        weapons = self._codebook.vocabulary("weapons")
        codes = {code for word in words for code in weapons.descendants(weapons.find(word).code)}
        return tuple(sorted(codes))


def _refuse_blank(filters: EventFilters) -> None:
    for name, value in filters._asdict().items():
        words = value if isinstance(value, tuple) else (value,)
        if any(isinstance(word, str) and not word.strip() for word in words):
            raise BadUsage(f"--{name.replace('_', '-')} is empty", mend=_OR_NOT)
    for name in _COMPARED:
        words = getattr(filters, name)
        if words is not None and not any(map(str.isalnum, words)) and not _fold(words):
            raise BadUsage(f"--{name.replace('_', '-')} {words!r} has neither letter nor digit to find", mend=_OR_NOT)


def _unit(name: str) -> tuple[tuple[str, ...], bool]:
    """Return the spellings of a unit, and whether events of no known unit are meant instead."""
    return ((), True) if is_none(name) else (spell_unit(_fold(name)), False)


def _fold(words: str) -> str:
    return fold(words) or ""


def _box(words: str) -> Box:

    return read_box(words)


def _area(path: str) -> Area:
    from incidents.geo.regions import read_area

    return read_area(Path(path))


def _check_order(selection: Selection) -> None:
    if selection.since is not None and selection.until is not None and selection.since > selection.until:
        raise BadUsage(f"--since {selection.since} is after --until {selection.until}", mend="exchange the two days")
    if selection.limit is not None and selection.limit < 0:
        raise BadUsage(f"--limit is {selection.limit}", mend="type a number from 0 up")
    if selection.min_killed is not None and selection.min_killed < 0:
        raise BadUsage(f"--min-killed is {selection.min_killed}", mend="type a number from 0 up")


def _find_in(word: str, types: Vocabulary, sub_types: Vocabulary) -> Term:
    """Return the event type or sub-event type called *word*; an error names near misses of both levels."""
    try:
        return types.find(word)
    except UnknownTerm as no_type:
        try:
            return sub_types.find(word)
        except UnknownTerm as no_sub_type:
            near_misses = [*no_sub_type.near, *no_type.near]
            raise UnknownTerm(word, kind="event type", near=near_misses, mend="see them: incidents codebook") from None


NONE = "none"
_LISTED = 30  # countries of a region that are named; of a continent only their number


class Scheme(Enum):
    """Whose regions are meant."""

    CODEBOOK = "codebook"
    M49 = "m49"


def find_scheme(word: str | None) -> Scheme:
    """Return the scheme of that name, by default the codebook's. Raises BadUsage."""
    named = {scheme.value: scheme for scheme in Scheme}
    found = Scheme.CODEBOOK if word is None else named.get(word.strip().lower())
    if found is None:
        raise BadUsage(f"unknown scheme of regions: {word!r}", mend=f"one of: {', '.join(named)}")
    return found


def find_countries(
    words: tuple[str, ...], regions: tuple[str, ...], *, scheme: Scheme, codebook: Codebook
) -> tuple[tuple[str, ...], bool]:
    """Return ISO alpha-3 codes in order, and whether events without a country are meant as well.

    Countries and regions must both hold. Raises UnknownTerm for a word that is neither, BadUsage if nothing is left.
    """
    is_none_named = any(map(is_none, words))
    named = {codebook.countries.find(word).iso3 for word in words if not is_none(word)}
    inside = {country.iso3 for word in regions for country in _in_region(word, scheme, codebook)}
    chosen = named & inside if named and regions else named | inside
    if regions and not chosen:
        asked = ", ".join((*words, *regions))
        raise BadUsage(f"no country fits --country and --region: {asked}", mend="leave one of the two out")
    return tuple(sorted(chosen)), is_none_named


def is_none(word: str) -> bool:
    """Return whether *word* asks for events without the value, as in ``--country none``."""
    return word.strip().lower() == NONE


def tell_regions(regions: tuple[str, ...], *, scheme: Scheme, codebook: Codebook) -> tuple[str, ...]:
    """Return a note on each of *regions* if they are UN M49's; none for the codebook's own."""
    return () if scheme is Scheme.CODEBOOK else tuple(_tell_region(word, codebook) for word in regions)


def _tell_region(word: str, codebook: Codebook) -> str:
    codes = sorted(each.iso3 for each in _in_region(word, Scheme.M49, codebook))
    listed = f": {', '.join(codes)}" if len(codes) <= _LISTED else ""
    return f"{word} is taken from UN M49, {count_of(len(codes), 'country', 'countries')}{listed}"


def _in_region(word: str, scheme: Scheme, codebook: Codebook) -> tuple[Country, ...]:
    if scheme is Scheme.CODEBOOK:
        return codebook.countries.in_region(_of_codebook(word, codebook))
    region = _names(codebook).find(word)
    return tuple(each for each in codebook.countries if region in {each.m49_region, each.m49_subregion})


def _of_codebook(word: str, codebook: Codebook) -> str:
    """Return the code of the codebook's region called *word*. Raises UnknownTerm.

    With a hint if UN M49 has that region.
    """
    try:
        return codebook.vocabulary("regions").find(word).code
    except UnknownTerm as error:
        if _names(codebook).get(word) is None:
            raise
        mend = "it is a region of UN M49: add --scheme m49"
        raise UnknownTerm(word, kind="region of the codebook", near=error.near, mend=mend) from error


def _names(codebook: Codebook) -> Names[str]:
    return Names(_m49(codebook), kind="region of UN M49", label=str)


def _m49(codebook: Codebook) -> Iterator[tuple[str, str]]:
    names = {name for each in codebook.countries for name in (each.m49_region, each.m49_subregion) if name}
    yield from ((name, name) for name in sorted(names))


def read_point(words: str) -> tuple[float, float] | None:
    """Return (latitude, longitude) if *words* are two numbers, None if they are a name. Raises BadUsage."""
    numbers = _numbers(words)
    if numbers is None or len(numbers) != 2:
        return None
    latitude, longitude = numbers
    _check_point(latitude, longitude)
    return latitude, longitude


def read_box(words: str) -> Box:
    """Read the box "S,W,N,E". Raises BadUsage unless it is four degrees in that order."""
    numbers = _numbers(words)
    if numbers is None or len(numbers) != 4:
        raise BadUsage(f"{words!r} is not a box", mend="type four degrees: --bbox SOUTH,WEST,NORTH,EAST")
    south, west, north, east = numbers
    _check_point(south, west)
    _check_point(north, east)
    if south > north:
        raise BadUsage(f"the box {words!r} has its south above its north", mend="type --bbox SOUTH,WEST,NORTH,EAST")
    return Box(south=south, west=west, north=north, east=east)


def near(point: tuple[float, float], km: float) -> Near:
    """Return the circle of *km* kilometres around *point*. Raises BadUsage unless *km* is above zero."""
    if not km > 0:
        raise BadUsage(f"--within is {km:g}", mend="type a distance in kilometres above 0")
    return Near(latitude=point[0], longitude=point[1], km=km)


def _numbers(words: str) -> list[float] | None:
    try:
        return [float(part) for part in words.split(",")]
    except ValueError:
        return None


def _check_point(latitude: float, longitude: float) -> None:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BadUsage(
            f"{latitude:g},{longitude:g} is not on the globe",
            mend="latitude comes first (-90 to 90), then longitude (-180 to 180)",
        )


_COUNTRY = "without a country (at sea, in the air, or not coded)"
_UNIT = "without a first-level unit (at sea, or not known)"
_NEITHER = "without country and unit"


def tell_overlooked(resolved: Resolved, open_reader: Callable[[], AbstractContextManager[Querying]]) -> Resolved:
    """Return *resolved* with a note on how many events fit except that their country or unit is unknown."""
    lost = tuple(_find_lost(resolved.selection._replace(limit=None)))
    if not lost:
        return resolved
    try:
        with open_reader() as reader:
            counted = [(reader.count(selection), lack, mend) for selection, lack, mend in lost]
    except BadDatabase:  # whoever reads the events is told
        return resolved
    notes = (_tell(count, lack, mend) for count, lack, mend in counted if count)
    return resolved._replace(notes=(*resolved.notes, *notes))


def _find_lost(asked: Selection) -> Iterator[tuple[Selection, str, str]]:
    """Yield selections of the events that *asked* leaves out because something is unknown; none share an event."""
    countryless = asked._replace(countries=(), countryless=True)
    by_country = bool(asked.countries) and not asked.countryless
    by_unit = bool(asked.admin1) and not asked.unitless
    if by_country:
        yield countryless, _COUNTRY, "--country none"
    if by_unit:
        yield asked._replace(admin1=(), unitless=True), _UNIT, "--admin1 none"
    if by_country and by_unit:
        yield countryless._replace(admin1=(), unitless=True), _NEITHER, "--country none --admin1 none"


def _tell(count: int, lack: str, mend: str) -> str:
    return f"{count_of(count, 'event')} {lack} {'fits' if count == 1 else 'fit'} otherwise: {mend}"
