"""Which place each name of one article means: the country the article is about, units, neighbours and parents decide.

One name has one sense in an article, unless a noun beside it says otherwise ("Mandera", "Mandera County"). Does not
find names and does not say whether something happened there.

The signals are those of the toponym resolution literature: population prior, document focus, containment and proximity
(Leidner 2007, "Toponym Resolution in Text"), one sense per discourse (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from incidents.coder.places_names import Name
from incidents.coder.places_words import PlaceWords
from incidents.geo.candidate import EXACT, Candidate, distance
from incidents.geo.gazetteer import Gazetteer

_MOST_OPTIONS = 120
_COUNTRY_PRIOR, _SHARED_COUNTRY_PRIOR = 1.15, 0.95
_LARGE_UNIT = 2_000_000
_NOWHERE_IN_PARTICULAR = 0.8  # seas and continents are at home in every article
_BESIDE_KM = 60.0
_NEIGHBOUR_KM = 200.0
_HELD = 0.5
_SAME_UNIT, _SAME_AREA = 0.08, 0.15
_WIDE = frozenset({"country", "continent", "sea", "adm1"})
_MOST_COMPANY = _SAME_UNIT + _SAME_AREA  # an option that lies farther behind cannot win by its company
_BIG = 4  # the power that lets a likelier place of a name speak louder for its country

Sense = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """*place* is what *name* means, None when nothing fits; *score* is a sum of signals, about 0.3 to 2.

    *has_parent* when a place beside the name contains it; *focus* is how much the rest of the article is about its
    country, 0 to 1.
    """

    name: Name
    place: Candidate | None
    score: float
    has_parent: bool = False
    focus: float = 0.0


@dataclass
class _Document:
    """What the names of one article say together."""

    options: dict[str, tuple[Candidate, ...]]
    shares: Mapping[str, Mapping[str, float]]  # of each country, what each name says for it
    pairs: Sequence[tuple[Name, Name]]
    chosen: dict[Sense, Candidate] = field(default_factory=dict)

    def focus(self, country: str | None, *, without: str | None = None) -> float:
        """How much the article is about *country*, 1 for the one it is most about; *without* what one name says."""
        shares = self.shares.get(country or "", {})
        told = sum(share for name, share in shares.items() if name != without)
        return told / self.most

    @cached_property
    def most(self) -> float:
        """What is said for the country that the article is most about."""
        return max((sum(shares.values()) for shares in self.shares.values()), default=1.0)


def choose(names: Sequence[Name], *, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Choice, ...]:
    """The place of each of *names*, in their order; names are those of one article."""
    options = {folded: _options(folded, gazetteer, words) for folded in dict.fromkeys(name.folded for name in names)}
    document = _Document(options, _shares(names, options, words), _pairs(names))
    groups: dict[Sense, list[Name]] = {}
    for name in names:
        groups.setdefault((name.folded, name.kinds), []).append(name)
    for _ in range(2):  # the second time with what the others turned out to be
        document.chosen = {sense: ranked[0][1] for sense, group in groups.items() if (ranked := _rank(group, document))}
    ranked = {sense: _rank(group, document) for sense, group in groups.items()}
    return tuple(_choice(name, ranked[name.folded, name.kinds], document) for name in names)


def _choice(name: Name, ranked: Sequence[tuple[float, Candidate]], document: _Document) -> Choice:
    if not ranked:
        return Choice(name, None, 0.0)
    score, place = ranked[0]
    has_parent = any(_is_held(place, document.options[parent.folded]) for parent in _parents(name, document))
    return Choice(name, place, score, has_parent, document.focus(place.country, without=name.folded))


def _options(folded: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    listed = gazetteer.lookup(folded)[:_MOST_OPTIONS]
    iso3 = words.countries.get(folded)
    country = None if iso3 is None else gazetteer.country(iso3)
    is_own_name = any(place.kind == "adm1" and place.country == iso3 and place.match == EXACT for place in listed)
    if country is None or is_own_name or any(place.id == country.id for place in listed):
        return listed  # England is a part of the country that it also stands for
    return (country, *listed)


def _shares(
    names: Iterable[Name], options: Mapping[str, Sequence[Candidate]], words: PlaceWords
) -> dict[str, dict[str, float]]:
    """What each name says for each country: more the earlier it stands."""
    shares: dict[str, dict[str, float]] = {}
    for name in names:
        early = (0.3 if name.is_dateline else 1.0) / (1.0 + 0.12 * name.sentence.index)
        for country, share in _countries_of(name, options[name.folded], words):
            told = shares.setdefault(country, {})
            told[name.folded] = told.get(name.folded, 0.0) + share * early
    return shares


def _countries_of(name: Name, options: Sequence[Candidate], words: PlaceWords) -> Iterator[tuple[str, float]]:
    if name.folded in words.countries and not any(_is_shared(place, options) for place in options[:1]):
        yield words.countries[name.folded], 0.4 if name.is_near or name.use == "part" else 1.0
    elif name.folded in words.demonyms:
        for country in words.demonyms[name.folded]:
            yield country, 0.5 / len(words.demonyms[name.folded])
    elif name.use == "plain":
        best: dict[str, float] = {}
        for place in options:
            if place.country is not None:
                best[place.country] = max(best.get(place.country, 0.0), place.score**_BIG)
        total = sum(best.values())
        yield from ((country, 0.7 * share / total) for country, share in best.items())


def _pairs(names: Sequence[Name]) -> tuple[tuple[Name, Name], ...]:
    """Names, each with the name beside it that may contain it: "X, Y", "Y's X"."""
    beside = [pair for pair in pairwise(names) if pair[0].sentence is pair[1].sentence]
    inside = [(before, after) for before, after in beside if after.is_parent]
    return (*inside, *((after, before) for before, after in beside if after.is_owned))


def _parents(name: Name, document: _Document) -> list[Name]:
    return [parent for child, parent in document.pairs if child is name]


def _rank(group: Sequence[Name], document: _Document) -> list[tuple[float, Candidate]]:
    """The options of one sense, best first."""
    options = document.options[group[0].folded]
    parents = [parent.folded for name in group for parent in _parents(name, document)]
    children = [child.folded for name in group for child, parent in document.pairs if parent is name]
    others = [place for (folded, _), place in document.chosen.items() if folded != group[0].folded]
    alone = [
        (_weigh(place, group[0], document) + _kin(place, group[0].folded, parents, children, document), place)
        for place in options
    ]
    best = max((score for score, _ in alone), default=0.0)
    ranked = [(score + _company(place, others), place) for score, place in alone if score > best - _MOST_COMPANY]
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1].id))


def _weigh(place: Candidate, name: Name, document: _Document) -> float:
    base = _prior(place, document.options[name.folded])
    if name.kinds:
        base += 0.25 if place.kind in name.kinds else -0.2
    elif place.kind == "adm1" and _has_seat(place, document.options[name.folded]):
        base -= 0.05  # of a city and the province that is called after it, the city is meant
    return base + 0.3 * (_NOWHERE_IN_PARTICULAR if place.country is None else document.focus(place.country))


def _prior(place: Candidate, options: Sequence[Candidate]) -> float:
    """How likely the place is meant before anything else is read."""
    if place.kind == "country":
        return _SHARED_COUNTRY_PRIOR if _is_shared(place, options) else _COUNTRY_PRIOR
    return 1.0 if place.kind in {"continent", "sea"} else place.score


def _has_seat(unit: Candidate, options: Sequence[Candidate]) -> bool:
    return any(option.kind in {"town", "capital"} and option.unit == unit.unit for option in options)


def _is_shared(country: Candidate, options: Sequence[Candidate]) -> bool:
    """Whether a large unit of another country has the country's name, as Georgia's."""
    return any(
        option.kind == "adm1" and option.country != country.country and option.population > _LARGE_UNIT
        for option in options
    )


def _kin(place: Candidate, folded: str, parents: Iterable[str], children: Iterable[str], document: _Document) -> float:
    """What the names right beside it add: a parent that holds the place, a child that lies in it."""
    is_child = any(_is_held(place, _containers(folded, parent, document)) for parent in parents)
    is_parent = any(_is_held(child, (place,)) for under in children for child in document.options[under][:30])
    return _HELD * is_child + 0.2 * is_parent


def _containers(folded: str, parent: str, document: _Document) -> tuple[Candidate, ...]:
    """What *parent* may mean as a container: of two units only a country, for "Ohio, Oregon and Texas" is a list."""
    options = document.options[parent]
    is_list = all(any(option.kind == "adm1" for option in document.options[name]) for name in (folded, parent))
    return tuple(option for option in options if option.kind == "country") if is_list else options


def _is_held(place: Candidate, parents: Iterable[Candidate]) -> bool:
    """Whether *place* lies in one of *parents*."""
    return any(_holds(parent, place) for parent in parents if parent.id != place.id)


def _holds(parent: Candidate, place: Candidate) -> bool:
    if parent.kind == "country":
        return place.country == parent.country and place.kind != "country"
    if parent.country != place.country or place.kind in {"country", "adm1"}:
        return False
    if parent.kind == "adm1":
        return place.unit is not None and place.unit == parent.unit
    is_area = parent.kind in {"region", "adm2", "island"}
    reach = _NEIGHBOUR_KM if is_area else _BESIDE_KM
    is_wider = is_area or parent.population > place.population
    return is_wider and _apart(parent, place) < reach


def _company(place: Candidate, others: Sequence[Candidate]) -> float:
    """What the other places of the article add: more units of its country, one unit with it, or a place near it."""
    if place.kind in {"country", "continent"}:
        return 0.0
    if place.kind == "adm1":
        is_listed = any(other.kind == "adm1" and other.country == place.country for other in others)
        return _MOST_COMPANY * is_listed
    shared = any(place.unit is not None and place.unit == other.unit for other in others)
    points = [other for other in others if other.kind not in _WIDE]
    nearest = min((_apart(place, other) for other in points if other.id != place.id), default=math.inf)
    return _SAME_UNIT * shared + _SAME_AREA * math.exp(-nearest / _NEIGHBOUR_KM)


def _apart(one: Candidate, other: Candidate) -> float:
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))
