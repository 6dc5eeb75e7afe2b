"""Which place each name of one article means: the country the article is about, units, neighbours and parents decide.

One name has one sense in an article, unless a noun beside it says otherwise ("Mandera", "Mandera County"). Does not
find names and does not say whether something happened there.

The signals are those of the toponym resolution literature: population prior, document focus, containment and proximity
(Leidner 2007, "Toponym Resolution in Text"), one sense per discourse (Gale, Church and Yarowsky 1992).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from incidents.coder.mentions.places.focus import Focus, is_shared, read_focus
from incidents.coder.mentions.places.kinship import MOST_COMPANY, company, is_held
from incidents.coder.mentions.places.names import Name
from incidents.coder.mentions.places.words import PlaceWords
from incidents.geo.candidate import EXACT, Candidate
from incidents.geo.gazetteer import Gazetteer

_MOST_OPTIONS, _MOST_CHILDREN = 120, 30
_COUNTRY_PRIOR, _SHARED_COUNTRY_PRIOR = 1.15, 0.95
_NOWHERE_IN_PARTICULAR = 0.8  # seas and continents are at home in every article
_HELD = 0.5
_INTRODUCED = 0.15
_SEAT = 0.1

Sense = tuple[str, frozenset[str]]
Rated = tuple[float, Candidate]


class Choice(NamedTuple):
    """*place* is what *name* means, None when nothing fits; *score* is a sum of signals, about 0.3 to 2.

    *has_parent* when a place beside the name contains it; *is_only* when all that the name may mean is in one country;
    *focus* is how much the rest of the article is about the country, 0 to 1.
    """

    name: Name
    place: Candidate | None
    score: float
    has_parent: bool = False
    is_only: bool = False
    focus: float = 0.0


@dataclass(slots=True)
class _Document:
    """What the names of one article say together."""

    options: dict[str, tuple[Candidate, ...]]
    focus: Focus
    pairs: Sequence[tuple[Name, Name]]
    introduced: dict[str, frozenset[str]]
    chosen: dict[Sense, Candidate] = field(default_factory=dict)


def choose(names: Sequence[Name], *, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Choice, ...]:
    """The place of each of *names*, in their order; names are those of one article."""
    options = {folded: _options(folded, gazetteer, words) for folded in dict.fromkeys(name.folded for name in names)}
    document = _Document(options, read_focus(names, options, words), _pairs(names), _introduced(names))
    groups: dict[Sense, list[Name]] = {}
    for name in names:
        groups.setdefault((name.folded, name.kinds), []).append(name)
    rated = {sense: _rate(group, document) for sense, group in groups.items()}
    for _ in range(2):  # the second time with what the others turned out to be
        document.chosen = {sense: _likeliest(sense, options, document) for sense, options in rated.items() if options}
    ranked = {sense: _rank(sense, options, document) for sense, options in rated.items()}
    return tuple(_choice(name, ranked[name.folded, name.kinds], document) for name in names)


def _choice(name: Name, ranked: Sequence[Rated], document: _Document) -> Choice:
    if not ranked:
        return Choice(name, None, 0.0)
    score, place = ranked[0]
    has_parent = any(is_held(place, document.options[parent.folded]) for parent in _parents(name, document))
    is_only = len({option.country for option in document.options[name.folded]}) == 1
    focus = document.focus.on(place.country, without=name.folded)
    return Choice(name, place, score, has_parent, is_only, focus)


def _options(folded: str, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    listed = gazetteer.lookup(folded)[:_MOST_OPTIONS]
    iso3 = words.countries.get(folded)
    country = None if iso3 is None else gazetteer.country(iso3)
    is_own_name = any(place.kind == "adm1" and place.country == iso3 and place.match == EXACT for place in listed)
    if country is None or is_own_name or any(place.id == country.id for place in listed):
        return listed  # England is a part of the country that it also stands for
    return (country, *listed)


def _pairs(names: Sequence[Name]) -> tuple[tuple[Name, Name], ...]:
    """Names, each with the name beside it that may contain it: "X, Y", "Y's X"."""
    beside = [pair for pair in pairwise(names) if pair[0].sentence is pair[1].sentence]
    beside = [(before, after) for before, after in beside if before.folded != after.folded]
    inside = [(before, after) for before, after in beside if after.is_parent]
    return (*inside, *((after, before) for before, after in beside if after.is_owned))


def _introduced(names: Sequence[Name]) -> dict[str, frozenset[str]]:
    """The kinds that the text first calls each name by: after "Kano state" Kano is the state."""
    first: dict[str, frozenset[str]] = {}
    for name in names:
        if name.start >= 0:
            first.setdefault(name.folded, name.kinds)
    return first


def _parents(name: Name, document: _Document) -> list[Name]:
    return [parent for child, parent in document.pairs if child is name]


def _children(group: Sequence[Name], document: _Document) -> list[Name]:
    return [child for name in group for child, parent in document.pairs if parent is name]


def _rate(group: Sequence[Name], document: _Document) -> list[Rated]:
    """The options of one sense that can win, each with what speaks for it whatever the other names mean."""
    folded = group[0].folded
    parents = [_containers(folded, parent.folded, document) for name in group for parent in _parents(name, document)]
    children = [document.options[child.folded][:_MOST_CHILDREN] for child in _children(group, document)]
    rated = [
        (_weigh(place, group[0], document) + _kin(place, parents, children), place)
        for place in document.options[folded]
    ]
    best = max((score for score, _ in rated), default=0.0)
    return [(score, place) for score, place in rated if score > best - MOST_COMPANY]


def _likeliest(sense: Sense, rated: Sequence[Rated], document: _Document) -> Candidate:
    """The best of the options, of which there is one at least."""
    return rated[0][1] if len(rated) == 1 else _rank(sense, rated, document)[0][1]


def _rank(sense: Sense, rated: Sequence[Rated], document: _Document) -> list[Rated]:
    """The options of one sense, best first: what was *rated*, and the company of what the other names are taken for."""
    others = {other: place for other, place in document.chosen.items() if other[0] != sense[0]}
    ranked = [(score + _company(sense, place, others, document), place) for score, place in rated]
    return sorted(ranked, key=lambda pair: (-pair[0], pair[1].id))


def _company(sense: Sense, place: Candidate, others: Mapping[Sense, Candidate], document: _Document) -> float:
    """What *others* add: to a unit that shares its name with its seat only units that are named bare and have no seat.

    "Basra and Baghdad" are cities, and so is "Moscow and Belgorod Oblast"; "Kunduz and Takhar" are provinces.
    """
    if sense[1] or place.kind != "adm1" or not _has_seat(place, document.options[sense[0]]):
        return company(place, list(others.values()))
    bare = {folded: other for (folded, kinds), other in others.items() if not kinds}
    units = [other for folded, other in bare.items() if not _has_seat(other, document.options[folded])]
    return company(place, units)


def _weigh(place: Candidate, name: Name, document: _Document) -> float:
    base = _prior(place, document.options[name.folded])
    introduced = document.introduced.get(name.folded)
    if name.kinds:
        base += 0.25 if place.kind in name.kinds else -0.2
    elif introduced:
        base += _INTRODUCED * (place.kind in introduced)
    elif place.kind == "adm1" and _has_seat(place, document.options[name.folded]):
        base -= _SEAT  # of a city and the province that is called after it, the city is meant
    return base + 0.3 * (_NOWHERE_IN_PARTICULAR if place.country is None else document.focus.on(place.country))


def _prior(place: Candidate, options: Sequence[Candidate]) -> float:
    """How likely the place is meant before anything else is read."""
    if place.kind == "country":
        return _SHARED_COUNTRY_PRIOR if is_shared(place, options) else _COUNTRY_PRIOR
    return 1.0 if place.kind in {"continent", "sea"} else place.score


def _has_seat(unit: Candidate, options: Sequence[Candidate]) -> bool:
    towns = [option for option in options if option.kind in {"town", "capital"} and option.country == unit.country]
    return any(town.unit == unit.unit or town.admin1 == unit.name for town in towns)


def _kin(place: Candidate, parents: Sequence[Sequence[Candidate]], children: Sequence[Sequence[Candidate]]) -> float:
    """What the names right beside it add: a parent that holds the place, a child that lies in it."""
    if not (parents or children):  # as with most names
        return 0.0
    is_child = any(is_held(place, options) for options in parents)
    is_parent = any(is_held(child, (place,)) for options in children for child in options)
    return _HELD * is_child + 0.2 * is_parent


def _containers(folded: str, parent: str, document: _Document) -> tuple[Candidate, ...]:
    """What *parent* may mean as a container: of two units only a country, for "Ohio, Oregon and Texas" is a list."""
    options = document.options[parent]
    is_list = all(any(option.kind == "adm1" for option in document.options[name]) for name in (folded, parent))
    return tuple(option for option in options if option.kind == "country") if is_list else options
