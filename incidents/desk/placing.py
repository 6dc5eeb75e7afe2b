"""Which point a name or a pair of numbers means, for queries and for the coding form.

Does not decide which place a name means where two are likely: then the candidates are shown and the user chooses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from incidents.domain.event import Event
from incidents.domain.problem import Problem
from incidents.errors import BadUsage
from incidents.geo.candidate import FUZZY, Candidate, distance
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.layered import PROJECT, USER

_CLEARLY_LARGER = 10  # times the people: whoever types "Baghdad" does not mean the hamlet of that name
_APART_KM = 50.0
_SHOWN = 5


def find_place(
    name: str, *, gazetteer: Gazetteer, country: str | None, admin1: str | None = None
) -> tuple[Candidate, str]:
    """The place that *name* means and a sentence that says which was taken. Raises BadUsage when it is not clear.

    *country* excludes the places of all others; *admin1* only puts its own places first.
    """
    candidates = gazetteer.search(name, country=country, admin1=admin1, is_fuzzy=True)
    certain = [each for each in candidates if each.match != FUZZY]
    if not certain:
        _refuse_unknown(name, candidates)
    first, others = certain[0], certain[1:]
    rivals = [each for each in others if _are_apart(first, each)]
    is_own = first.layer in {PROJECT, USER}  # people of this project said which place the name means
    if not is_own and any(each.population * _CLEARLY_LARGER > first.population for each in rivals):
        _refuse_ambiguous(name, [first, *rivals])
    taken = f"{name} is taken to be {describe(first)}"
    if rivals:
        taken += f", not {describe(rivals[0])}; choose by country or by LAT,LON"
    return first, taken


def locate(event: Event, *, gazetteer: Gazetteer) -> tuple[Event, Problem | None]:
    """*event* with the point of its named place, where the gazetteer knows one and it is clear which; else as it is.

    Of what is known nothing is overwritten: what an old name left behind is gone by then (``review.consequences``).
    The problem is a warning that says what was taken, or why nothing was.
    """
    place = event.place
    if place.name is None or place.point is not None:
        return event, None
    try:
        found, taken = find_place(place.name, gazetteer=gazetteer, country=place.country, admin1=place.admin1)
    except BadUsage as error:
        return event, Problem(field="point", message=f"left empty: {error.what}", is_error=False)
    return settle(event, found), Problem(field="point", message=taken, is_error=False)


def settle(event: Event, found: Candidate) -> Event:
    """*event* with the point of *found*, and its country, unit and precision where they are not known."""
    place = event.place
    located = replace(
        place,
        country=place.country or found.country,
        admin1=place.admin1 or found.admin1,
        latitude=found.latitude,
        longitude=found.longitude,
        precision=place.precision or found.precision,
        layer=found.layer,
        match=found.match,
    )
    return replace(event, place=located)


def describe(candidate: Candidate) -> str:
    """A place in one line: name, admin1, country, coordinates."""
    names = [candidate.name, candidate.admin1, candidate.country]
    unique = list(dict.fromkeys(each for each in names if each))
    return f"{', '.join(unique)} ({candidate.latitude:.3f},{candidate.longitude:.3f})"


def _are_apart(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are two places, rather than one place in two layers."""
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude)) > _APART_KM


def _refuse_unknown(name: str, candidates: Sequence[Candidate]) -> None:
    near_misses = "".join(f"\n  {describe(each)}" for each in candidates[:_SHOWN])
    hint = f" - did you mean one of these?{near_misses}" if candidates else ""
    raise BadUsage(f"the gazetteer has no place called {name!r}{hint}", mend="or give LAT,LON")


def _refuse_ambiguous(name: str, candidates: Sequence[Candidate]) -> None:
    listed = "".join(f"\n  {describe(each)}" for each in candidates[:_SHOWN])
    raise BadUsage(f"{name!r} may be any of these places:{listed}", mend="choose by country, or give LAT,LON")
