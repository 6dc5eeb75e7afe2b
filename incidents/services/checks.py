"""Checks: events checked by the codebook's rules, and their places against the outlines of the map.

Only values that nobody coded are filled from the map, with a note; what an analyst typed is never changed. Points
within ``_BORDER_KM`` of the coded country or unit pass, because the outlines are simplified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter

from incidents.codebook.loader import Codebook
from incidents.domain.events import Event, Record
from incidents.domain.filters import EVERYTHING, Selection
from incidents.domain.locations import Place
from incidents.domain.problems import Problem
from incidents.geo.candidate import Candidate
from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.names import fold
from incidents.geo.regions import Territories, Territory, open_territories
from incidents.review.checks import WARNING, check_event, check_evidence
from incidents.services.clock import read_today
from incidents.services.context import Context
from incidents.services.place_search import NULL_ISLAND, VAGUE, has_gap
from incidents.store.reading import Reader

MAP_RULE = "place_agrees_with_the_map"
_CACHED_ARTICLES = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one event."""

    event_id: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Checks:
    """Check events by every rule: across their fields, their evidence, their place on the map. ``project.checks``."""

    context: Context

    def run(self, selection: Selection = EVERYTHING) -> Iterator[Finding]:
        """Yield every problem of the events of *selection*, event by event, errors before warnings. Nothing is changed.

        >>> [str(each.problem) for each in project.checks.run() if each.problem.is_error]
        """
        codebook = self.context.codebook
        with Reader.open(self.context.database) as reader:
            read_text = lru_cache(maxsize=_CACHED_ARTICLES)(lambda article: reader.article(article).text)
            for record in reader.records(selection):
                problems = [*check_record(record, codebook=codebook, read_text=read_text), *self._check_place(record)]
                for problem in sorted(problems, key=attrgetter("is_error"), reverse=True):
                    yield Finding(record.event_id, problem)

    def _check_place(self, record: Record) -> Iterator[Problem]:
        if record.event.place.point == NULL_ISLAND:  # has a rule of its own
            return
        severity = self.context.codebook.vocabulary("checks").find(MAP_RULE).attributes["severity"]
        faults = find_faults([record], gazetteer=self.context.layered_gazetteer, territories=open_territories())
        for fault in faults:
            yield Problem(field=fault.field, message=fault.message, is_error=severity != WARNING, rule=MAP_RULE)


def check_record(record: Record, *, codebook: Codebook, read_text: Callable[[str], str]) -> Iterator[Problem]:
    """Yield the problems of one event; *read_text* returns the text of an article by identifier, to check its evidence.

    The day of publication is that of the first article.
    """
    published = [source.published_on for source in record.sources if source.published_on is not None]
    bare = replace(record.event, evidence=())
    yield from check_event(bare, codebook=codebook, published_on=min(published, default=None), today=read_today())
    for article in sorted({each.article for each in record.event.evidence if each.article is not None}):
        cited = Event(evidence=tuple(each for each in record.event.evidence if each.article == article))
        yield from check_evidence(cited, codebook=codebook, text=read_text(article))


_POLE = 90.0
_BORDER_KM = 10.0
_SAME_PLACE_KM, _SAME_AREA_KM = 30.0, 200.0
_AT_SEA = "sea_air"
_POINTS = frozenset({"exact", "near"})
_AREAS = frozenset({"adm1", "adm2", "adm3", "country"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A contradiction in the place of one event: the *field* to look at, and a sentence."""

    event_id: str
    field: str
    message: str


def find_faults(records: Iterable[Record], *, gazetteer: Gazetteer, territories: Territories) -> Iterator[Fault]:
    """Yield every fault of *records*, event by event; an event without a point has none."""
    for record in records:
        for field, message in contradictions(record.event.place, gazetteer=gazetteer, territories=territories):
            yield Fault(event_id=record.event_id, field=field, message=message)


def check_point(place: Place, *, gazetteer: Gazetteer, territories: Territories) -> Iterator[Problem]:
    """Yield what contradicts the point of *place* while it is typed: errors if it cannot be meant, else warnings."""
    if place.point == NULL_ISLAND:
        message = "0,0 lies in the open sea: it is what missing coordinates become; leave the point empty"
        yield Problem(field="point", message=message)
    elif place.point is not None and is_exchanged(place, territories):
        latitude, longitude = place.point
        message = (
            f"{latitude:g}, {longitude:g} does not lie in {place.country}, but {longitude:g}, {latitude:g} does:"
            " latitude comes first, then longitude"
        )
        yield Problem(field="point", message=message)
    else:
        for field, message in contradictions(place, gazetteer=gazetteer, territories=territories):
            yield Problem(field=field, message=f"{message}; correct what is wrong, or leave it", is_error=False)


def contradictions(place: Place, *, gazetteer: Gazetteer, territories: Territories) -> Iterator[tuple[str, str]]:
    """Yield the field to look at and a sentence for each contradiction in *place*; none without a point."""
    if place.point is None:
        return
    if place.point == NULL_ISLAND:
        yield "point", "0,0 lies in the open sea: it is what missing coordinates become"
        return
    around = territories.near(*place.point, km=_BORDER_KM)
    outside = list(_check_country(place, around, territories))
    if outside:
        yield from outside
        return
    yield from _check_unit(place, around, gazetteer)
    yield from _check_precision(place, gazetteer)


def _check_country(place: Place, around: tuple[Territory, ...], territories: Territories) -> Iterator[tuple[str, str]]:
    if place.precision == _AT_SEA or any(each.country == place.country for each in around):
        return
    latitude, longitude = place.point or NULL_ISLAND
    here = around[0] if around else territories.at(latitude, longitude)
    if here is not None and here.country == place.country:
        return
    where = "lies at sea" if here is None else f"lies in {here.country} ({here.name})"
    if place.country is None:
        if here is not None:
            yield "country", f"is not coded, and the point {latitude:g},{longitude:g} {where}"
        return
    hint = "; latitude and longitude exchanged?" if is_exchanged(place, territories) else ""
    yield "point", f"{latitude:g},{longitude:g} {where}, and the event is coded in {place.country}{hint}"


def is_exchanged(place: Place, territories: Territories) -> bool:
    """Return whether *place* lies in its country only if latitude and longitude are exchanged."""
    if place.point is None or place.country is None:
        return False
    latitude, longitude = place.point
    around = territories.near(*place.point, km=_BORDER_KM)
    if abs(longitude) > _POLE or any(each.country == place.country for each in around):
        return False
    exchanged = territories.at(longitude, latitude)
    return exchanged is not None and exchanged.country == place.country


def _check_unit(place: Place, around: tuple[Territory, ...], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    if place.admin1 is None or place.country is None or not around or place.precision == _AT_SEA:
        return
    units = gazetteer.units(place.admin1, country=place.country)
    within = [each for each in around if each.country == place.country]
    named = any(fold(each.name) == fold(place.admin1) or each.unit in units for each in within)
    if units and not named and any(each.unit is not None for each in within):
        latitude, longitude = place.point or NULL_ISLAND
        yield "admin1", f"{latitude:g},{longitude:g} lies in {within[0].name}, and the event is coded in {place.admin1}"


def _check_precision(place: Place, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    if place.name is None or place.precision is None:
        return
    kinds = {each.precision for each in _named_here(place, gazetteer)}
    if not kinds:
        return
    if place.precision in _POINTS and not kinds & _POINTS:
        yield "place_precision", f"is {place.precision}, but {place.name} is known only as {' or '.join(sorted(kinds))}"
    elif place.precision in _AREAS and kinds <= _POINTS:
        yield "place_precision", f"is {place.precision}, but {place.name} is a point there: exact or near"


def _named_here(place: Place, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the listed places of that name at that point; of units and countries the point is only a centre."""
    found = gazetteer.search(place.name or "", country=place.country, limit=100)
    here = place.point or NULL_ISLAND
    return [
        each
        for each in found
        if distance(here, (each.latitude, each.longitude))
        <= (_SAME_PLACE_KM if each.precision in _POINTS else _SAME_AREA_KM)
    ]


_NEAR_BORDER_KM = 1.0  # the outlines are simplified to about half of it
_DERIVED = "was not typed: taken from the map, where the point lies"


def complete_place(
    place: Place, *, gazetteer: Gazetteer, territories: Territories
) -> tuple[Place, tuple[Problem, ...]]:
    """Return *place* with the country and the unit that its point lies in, where they are unknown, and a note on each.

    Nothing is filled at sea, and no country within a kilometre of a border: there the outlines are not exact enough.
    """
    if place.point is None or not has_gap(place):
        return place, ()
    around = territories.near(*place.point, km=_NEAR_BORDER_KM) or tuple(filter(None, [territories.at(*place.point)]))
    countries = dict.fromkeys(each.country for each in around)
    if place.country is None and len(countries) > 1:
        message = f"is not known: the point lies within {_NEAR_BORDER_KM:g} km of {' and '.join(countries)}; type which"
        return place, (Problem(field="country", message=message, is_error=False),)
    here = next((each for each in around if place.country in {None, each.country}), None)
    if here is None:
        return place, ()
    unit = None if place.precision in VAGUE else gazetteer.unit_names().get(here.unit or "", here.name)
    filled = replace(place, country=place.country or here.country, admin1=place.admin1 or unit)
    return filled, tuple(_notes(place, filled))


def _notes(before: Place, after: Place) -> Iterator[Problem]:
    for field in ("country", "admin1"):
        value = getattr(after, field)
        if getattr(before, field) is None and value is not None:
            yield Problem(field=field, message=f"{value} {_DERIVED}", is_error=False)
