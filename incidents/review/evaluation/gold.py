"""Events coded by hand in the layout of the project's gold: flat keys, other right readings under ``*_alt``.

Keys: ``event_date``, ``date_precision``, ``country``, ``location``, ``latitude``, ``longitude``, ``event_type``,
``sub_event_type``, ``weapons``, ``fatalities``, ``injured``, ``perpetrator``, ``claim_status``, ``main``, ``evidence``;
``date_alt``, ``country_alt``, ``alt_types`` (pairs), ``weapons_alt`` (null: none at all), ``fatalities_alt``,
``fatalities_excl_perp``, ``merge_fatalities``, ``fatalities_min``, ``fatalities_max``, ``injured_alt``, ``perp_alt``,
``claim_status_alt``. Does not read our own event documents: ``codings`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from incidents.codebook.countries import Countries
from incidents.codebook.matching import fold
from incidents.domain.claim import NOT_MENTIONED, Claim
from incidents.domain.event import Event
from incidents.domain.harm import INJURED, KILLED, Casualty, exactly
from incidents.domain.weapon import Weapon
from incidents.domain.when import When
from incidents.domain.where import Place
from incidents.domain.who import PERPETRATOR, Actor
from incidents.errors import UnknownTerm
from incidents.review.evaluation.answers import Answer, fold_all

GoldEvent = Mapping[str, Any]
_SLACK = {"day": 0, "week": 4, "month": 16, "year": 200}  # days by which a coded date may miss
_MONTH = len("2021-11")
_OTHER_TOLLS = ("fatalities_excl_perp", "merge_fatalities")


def read_gold(gold: GoldEvent, *, countries: Countries) -> Answer:
    """The answer key in *gold*. Raises ValueError or TypeError for values that no event can have."""
    killed = _numbers(gold.get("fatalities"), *_listed(gold, "fatalities_alt"))
    killed |= {gold[key] or 0 for key in _OTHER_TOLLS if key in gold}
    types = [(gold.get("event_type"), gold.get("sub_event_type")), *gold.get("alt_types", ())]
    weapons = fold_all(*_listed(gold, "weapons"))
    return Answer(
        event=_event(gold, countries),
        days=_days(gold),
        slack=_SLACK.get(gold.get("date_precision") or "day", 0),
        countries=_countries([gold.get("country"), *_listed(gold, "country_alt")], countries),
        point=None if gold.get("latitude") is None else (gold["latitude"], gold["longitude"]),
        event_types=fold_all(*(pair[0] for pair in types)),
        sub_event_types=fold_all(*(pair[1] for pair in types)),
        weapons=weapons,
        other_weapons=fold_all(*_listed(gold, "weapons_alt")),
        may_lack_weapon=None in _listed(gold, "weapons_alt"),
        killed=killed,
        killed_range=_range(gold, killed),
        injured=_numbers(gold.get("injured"), *_listed(gold, "injured_alt")),
        claims=fold_all(gold.get("claim_status"), *_listed(gold, "claim_status_alt")) or fold_all(NOT_MENTIONED),
        perpetrators=(gold.get("perpetrator"), *_listed(gold, "perp_alt")),
        words=tuple(_listed(gold, "evidence")),
    )


def _listed(gold: GoldEvent, key: str) -> list[Any]:
    return gold.get(key) or []


def _days(gold: GoldEvent) -> tuple[date, ...]:
    """Every right day; a month stands for its middle."""
    written = [day for day in (gold.get("event_date"), *_listed(gold, "date_alt")) if day]
    return tuple(date.fromisoformat(f"{day}-15" if len(day) == _MONTH else day[:10]) for day in written)


def _countries(names: Iterable[str | None], countries: Countries) -> frozenset[str]:
    """The names as they are, and the codes of those that the codebook knows."""
    given = [name for name in names if name]
    return fold_all(*given, *(_code(name, countries) for name in given))


def _code(name: str | None, countries: Countries) -> str | None:
    if not name:
        return None
    try:
        return countries.find(name).iso3
    except UnknownTerm:
        return name


def _numbers(*numbers: int | None) -> frozenset[int]:
    return frozenset(number or 0 for number in numbers)


def _range(gold: GoldEvent, killed: frozenset[int]) -> tuple[int, int]:
    low = gold.get("fatalities_min") or min(killed)
    return min(low, *killed), max(gold.get("fatalities_max") or 0, *killed)


def _event(gold: GoldEvent, countries: Countries) -> Event:
    """The first reading, as an event of our own."""
    days, status = _days(gold), gold.get("claim_status") or NOT_MENTIONED
    status = "stated none" if fold(status) == "none" else status
    harmed = ((KILLED, gold.get("fatalities")), (INJURED, gold.get("injured")))
    perpetrator = gold.get("perpetrator")
    return Event(
        main=gold.get("main", True),
        when=When(days[0], days[0], gold.get("date_precision") or "day") if days else None,
        place=Place(
            country=_code(gold.get("country"), countries),
            admin1=gold.get("admin1"),
            name=gold.get("location"),
            latitude=gold.get("latitude"),
            longitude=gold.get("longitude"),
        ),
        event_type=gold.get("event_type"),
        sub_event_type=gold.get("sub_event_type"),
        weapons=tuple(Weapon(code) for code in _listed(gold, "weapons")),
        actors=(Actor(perpetrator, PERPETRATOR),) if perpetrator else (),
        casualties=tuple(Casualty(harm, exactly(number)) for harm, number in harmed if number is not None),
        claims=() if status == NOT_MENTIONED else (Claim(status, gold.get("claimed_by")),),
    )
