"""A whole list of names put on the map at once: the best place of each, and whether it may be taken without a person.

Gives the same first answer as a search for each name alone. Does not read files and asks no service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from incidents.desk.place_search import Hit, search
from incidents.errors import BadSource, IncidentsError
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.locating import Asked, is_settled
from incidents.geo.name_list import Wanted

_RIVALS = 6  # answers that are looked at for another as likely
_TOLD = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The answer to *wanted*: *hit* is the best place, None for none; *is_settled* when it needs no person."""

    wanted: Wanted
    hit: Hit | None
    is_settled: bool = False


def match(
    names: Sequence[Wanted], *, gazetteer: Gazetteer, country_of: Callable[[str], str], country: str | None
) -> Iterator[Match]:
    """The answer to each of *names*, in their order; *country* (ISO alpha-3) is that of the names that name none.

    Raises BadSource, with the lines, before anything is looked up when a country is not known.
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
