"""Where one event happened, chosen among the places that its own sentences and the rest of the article name.

The event's own sentences come first, and in them the most exact place of the event's country that a preposition puts
something in, near an act. A country named beside wins over a nationality, and "told reporters in" counts for little.
The rest of the article only helps out: with a town when the event's own sentences name but a country or nothing, or
with one that lies in the unit which they name.
Does not read text; invents no point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.coder.fields.findings import Finding, Rival
from incidents.coder.mentions.places.finding import COUNTRY, DEMONYM, PlaceMention
from incidents.domain.locations import NOWHERE, Place
from incidents.geo.candidate import POINTS_WITHIN_A_TOWN
from incidents.geo.distance import distance

_SPECIFIC = {
    "exact": 4.0,
    "near": 3.5,
    "adm3": 3.3,
    "adm2": 3.0,
    "adm1": 2.2,
    "feature": 2.0,
    "sea_air": 2.0,
    "country": 0.5,
}
_LANDFORM = 2.5  # a feature that is no part of a country: mountains are narrower than the province that they lie in
_NATIONAL = 0.4  # the confidence in a country that only a nationality tells of
_BORROWED = 0.7  # the confidence left to a place that only the rest of the article names
_SAME_TOWN_KM, _REGION_KM = 40.0, 300.0
_WIDE = {"adm1": 0.3, "country": 0.1}  # the share of such points that lie near the spot
_NARROW = frozenset({"exact", "near", "adm2", "adm3"})
_LEAST, _MOST = 0.8, 0.97
_SECOND = 0.5  # what is left of the confidence in a place that is not the one chosen
_FAR = 120  # characters from an act beyond which distance says no more


def event_place(
    own: Sequence[PlaceMention], others: Sequence[PlaceMention] = (), *, acts: Sequence[int] = ()
) -> Finding[Place]:
    """The place of an event, with the mentions that bear it out; ``NOWHERE`` without mentions when none is told.

    *own* are the mentions in the event's own sentences, the sentence that opens it first; *others* those of the rest of
    the article, in its order; *acts* the offsets of the event's triggers in the article.
    """
    country = _country(own) or _country(others)
    ranked = _ranked(own, country, acts)
    if ranked and (ranked[0].place.precision == "adm1" or ranked[0].kind == "region"):
        closer = [mention for mention in others if _is_closer(mention, ranked[0])]
        if closer:
            return _told([*closer, *ranked], share=_BORROWED)
    if ranked and ranked[0].place.point is not None:
        return _in_country(_told(ranked, share=1.0), own)
    lent = [mention for mention in _ranked(others, country, ()) if mention.place.point is not None]
    if lent and not ranked:
        return _told(lent, share=_BORROWED)
    lent = [mention for mention in lent if mention.place.country == ranked[0].place.country] if ranked else []
    if lent and lent[0].place.precision in {"exact", "near"}:
        return _told(lent, share=_BORROWED)
    if ranked:
        return _told(ranked, share=1.0)
    return _national(own, others)


def pinned(where: Finding[Place]) -> Finding[Place]:
    """*where* with the confidence that its point lies within 25 km of the spot, rather than that the place is right.

    Measured on some 150 events of three sets of articles coded by hand: of points of towns and smaller units 96 in 100
    were that near, whatever spoke for them, and of the centres of first-level units one in four.
    """
    precision = where.value.precision
    if precision in _WIDE:
        return where._replace(confidence=round(_WIDE[precision] * where.confidence, 3))
    if precision in _NARROW:
        return where._replace(confidence=round(_LEAST + (_MOST - _LEAST) * where.confidence, 3))
    return where


def _country(mentions: Sequence[PlaceMention]) -> str | None:
    """The country that *mentions* are most about; nationalities only count where nothing else is named."""
    votes: dict[str, float] = {}
    for order, mention in enumerate(mentions):
        iso3 = mention.place.country
        if iso3 is not None and mention.kind != DEMONYM and not _is_elsewhere(mention):
            votes[iso3] = votes.get(iso3, 0.0) + _weight(mention) / (1.0 + 0.2 * order)
    return max(sorted(votes), key=lambda iso3: votes[iso3], default=None)


def _weight(mention: PlaceMention) -> float:
    return mention.score * (1.5 if mention.is_inside else 1.0)


def _is_elsewhere(mention: PlaceMention) -> bool:
    """Whether the words put something else there, or only name a country that is near."""
    return mention.is_away or mention.is_dateline or (mention.is_near and mention.kind == COUNTRY)


def _ranked(mentions: Sequence[PlaceMention], country: str | None, acts: Sequence[int]) -> list[PlaceMention]:
    """Those that may be where it happened, the likeliest first."""
    possible = [
        mention for mention in mentions if mention.kind not in {DEMONYM, "continent"} and mention.place.precision
    ]
    possible = [mention for mention in possible if not (mention.kind == COUNTRY and _is_elsewhere(mention))]
    weights = {id(mention): _rank(mention, country, acts, order) for order, mention in enumerate(possible)}
    return sorted(possible, key=lambda mention: (-weights[id(mention)], mention.start))


def _rank(mention: PlaceMention, country: str | None, acts: Sequence[int], order: int) -> float:
    agreed = country is None or mention.place.country in {country, None}
    nearness = max((1.0 - min(abs(mention.start - act), _FAR) / _FAR for act in acts), default=0.0)
    is_landform = mention.place.precision == "feature" and mention.kind != "region"
    return (
        (_LANDFORM if is_landform else _SPECIFIC.get(mention.place.precision or "", 0.0))
        + 1.2 * mention.is_inside
        - 2.5 * _is_elsewhere(mention)
        + 1.5 * agreed
        + nearness
        + mention.score
        - 0.15 * min(order, 8)
    )


def _is_closer(mention: PlaceMention, unit: PlaceMention) -> bool:
    """Whether *mention* puts something at a point in *unit*, which is all that the event's own sentences tell."""
    is_put = (mention.is_inside or mention.is_near) and not _is_elsewhere(mention)
    is_in_country = mention.place.country == unit.place.country
    is_in_unit = is_in_country and (_is_near_to(mention, unit) or mention.place.admin1 == unit.place.admin1)
    return is_put and is_in_unit and mention.place.precision in _NARROW and mention.place.point is not None


def _is_near_to(mention: PlaceMention, region: PlaceMention) -> bool:
    """Whether it may lie in a part of a country that has no bounds: "southern Somalia"."""
    here, there = mention.place.point, region.place.point
    if region.kind != "region" or here is None or there is None:
        return False
    return distance(here, there) < _REGION_KM


def _told(ranked: Sequence[PlaceMention], *, share: float) -> Finding[Place]:
    """The best of *ranked*, with the mentions beside it that say the same less exactly."""
    best = _refined(ranked[0], ranked[1:])
    wider = [mention for mention in ranked if mention is not best and _is_wider(mention, best)]
    confidence = round(share * best.score * (0.8 if _is_elsewhere(best) else 1.0), 3)
    others = [mention for mention in ranked if mention is not best and mention not in wider]
    rivals = tuple(Rival(each.place, round(_SECOND * share * each.score, 3), each) for each in others)
    return Finding(best.place, (best, *wider[:2]), confidence, rivals)


def _in_country(found: Finding[Place], own: Sequence[PlaceMention]) -> Finding[Place]:
    """*found*, a lake or a forest of several countries, in the one that *own* puts something in, or names alone."""
    if found.value.country is not None or found.value.precision != "feature":
        return found
    put = [mention for mention in own if mention.place.country is not None and mention.is_inside]
    put = [mention for mention in put if mention.kind != DEMONYM and not _is_elsewhere(mention)]
    put = put or [mention for mention in _countries(own) if not _is_elsewhere(mention)]
    if len({mention.place.country for mention in put}) != 1:
        return found
    return found._replace(value=replace(found.value, country=put[0].place.country), mentions=(*found.mentions, put[0]))


def _refined(best: PlaceMention, rest: Sequence[PlaceMention]) -> PlaceMention:
    """The district or landmark of the town *best* that is told beside it, or *best*."""
    if best.kind not in {"town", "capital"}:
        return best
    inner = (mention for mention in rest if mention.kind in POINTS_WITHIN_A_TOWN and not _is_elsewhere(mention))
    return next((mention for mention in inner if _is_in_town(mention, best)), best)


def _is_in_town(mention: PlaceMention, town: PlaceMention) -> bool:
    here, there = mention.place.point, town.place.point
    is_same_country = mention.place.country == town.place.country
    is_of_another = mention.kind == "landmark" and mention.within not in {None, town.place.name}
    if is_of_another:
        return False  # towns lie near each other in small countries
    return is_same_country and here is not None and there is not None and distance(here, there) < _SAME_TOWN_KM


def _is_wider(mention: PlaceMention, best: PlaceMention) -> bool:
    """Whether *mention* names the town, unit or country that holds the best place."""
    if mention.kind == COUNTRY:
        return mention.place.country == best.place.country
    if mention.kind == "adm1":
        return mention.place.country == best.place.country and mention.place.admin1 == best.place.admin1
    return best.kind in POINTS_WITHIN_A_TOWN and mention.kind in {"town", "capital"} and _is_in_town(best, mention)


def _national(own: Sequence[PlaceMention], others: Sequence[PlaceMention]) -> Finding[Place]:
    """A country that is only near, or that nationalities tell of; nothing where several are as likely.

    "Near the coast of Venezuela" says more than "the U.S. Navy", and "at an Israeli kibbutz" more than "Lebanese".
    """
    put = [mention for mention in others if mention.is_inside and not _is_elsewhere(mention)]
    within = [mention for mention in own if not mention.is_near]
    for group in (
        _countries(own),
        _inside(own),
        _countries(put),
        own,
        within,
        _countries(others),
        _inside(others),
        others,
    ):
        told = [mention for mention in group if mention.place.country is not None]
        if len({mention.place.country for mention in told}) == 1:
            place = Place(country=told[0].place.country, reported=told[0].quote, precision="country")
            return Finding(place, (told[0],), _NATIONAL)
    return Finding(NOWHERE, (), 0.0)


def _countries(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [mention for mention in mentions if mention.kind == COUNTRY]


def _inside(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    return [mention for mention in mentions if mention.is_inside and not (mention.kind == DEMONYM and mention.is_near)]
