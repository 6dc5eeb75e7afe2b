"""Answer keys and codings: for each article, the events that count as right, read from JSON Lines.

A line is one of three: an article coded by hand, a suggestion as ``incidents suggest --json`` prints it, or a stored
event as ``incidents query --json`` does. Articles are named by the stem of their path or by their id.

An event coded by hand has flat keys, and other readings that count as right under ``*_alt``: ``event_date``,
``date_precision``, ``country``, ``location``, ``latitude``, ``longitude``, ``event_type``, ``sub_event_type``,
``weapons``, ``fatalities``, ``injured``, ``perpetrator``, ``claim_status``, ``main``, ``evidence``; ``date_alt``,
``country_alt``, ``alt_types`` (pairs), ``weapons_alt`` (null: none at all), ``fatalities_alt``,
``fatalities_excl_perp``, ``merge_fatalities``, ``fatalities_min``, ``fatalities_max``, ``injured_alt``, ``perp_alt``,
``claim_status_alt``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Any

from incidents.codebook.countries import Countries
from incidents.codebook.names import fold
from incidents.domain.casualties import Casualty, Count, exactly
from incidents.domain.dates import When
from incidents.domain.documents import INJURED, KILLED, NOT_MENTIONED
from incidents.domain.events import PERPETRATOR, Actor, Claim, Event, Weapon, from_document, overall_status
from incidents.domain.locations import Place
from incidents.errors import BadSource, UnknownTerm

GoldEvent = Mapping[str, Any]
_GOLD_KEYS = {"fatalities", "perpetrator", "claim_status", "location"}
_SLACK = {"day": 0, "week": 4, "month": 16, "year": 200}  # days by which a coded date may be off
_MONTH = len("2021-11")
_OTHER_TOTALS = ("fatalities_excl_perp", "merge_fatalities")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What counts as right for one event; every code and country is folded (``matching.fold``).

    *event* is the coding's own reading, for showing. *days* are right, give or take *slack* days. Empty *days*,
    *countries* or types and a *point* of None have nothing to compare. *weapons* must not be exceeded but by
    *other_weapons*, and one must be named unless *may_lack_weapon*. *killed* and *injured* hold every number that is
    right, *killed_range* the lowest and the highest that is near; no number counts as nobody. None among *perpetrators*
    stands for nobody named. *words* are the evidence.
    """

    event: Event
    days: tuple[date, ...]
    slack: int
    countries: frozenset[str]
    point: tuple[float, float] | None
    event_types: frozenset[str]
    sub_event_types: frozenset[str]
    weapons: frozenset[str]
    killed: frozenset[int]
    killed_range: tuple[int, int]
    injured: frozenset[int]
    claims: frozenset[str]
    perpetrators: tuple[str | None, ...]
    other_weapons: frozenset[str] = frozenset()
    may_lack_weapon: bool = False
    words: tuple[str, ...] = ()


Coding = Mapping[str, tuple[Answer, ...]]


def read_coding(lines: Iterable[str], *, name: str, countries: Countries) -> Coding:
    """Read a coding from *lines*, articles in their order. Raises BadSource with *name* and the line."""
    coding: dict[str, tuple[Answer, ...]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            for article, answers in _read_line(line, f"{name}, line {number}", countries):
                coding[article] = coding.get(article, ()) + answers
    if not coding:
        raise BadSource(f"{name} holds no coded article", mend="give what this printed: incidents suggest FILES --json")
    return coding


def read_paths(lines: Iterable[str]) -> Mapping[str, str]:
    """Return the path of each article, where the lines have it; *lines* must be valid for ``read_coding``."""
    rows = [json.loads(line) for line in lines if line.strip()]
    articles = [each for row in rows for each in (row.get("article") or row, *(row.get("sources") or ()))]
    return {PurePath(each["path"]).stem: each["path"] for each in articles if each.get("path")}


def _read_line(line: str, where: str, countries: Countries) -> list[tuple[str, tuple[Answer, ...]]]:
    try:
        row = json.loads(line)
        if "event_id" in row:
            return [(article, (answer_of(from_document(row)),)) for article in _articles_of_event(row)]
        return [(_article(row), tuple(_read_event(event, countries) for event in row["events"]))]
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        reason = f"{type(problem).__name__}: {problem}"
        raise BadSource(f"{where} is no coded article ({reason})", mend="see: incidents evaluate --help") from None


def _read_event(event: Mapping[str, Any], countries: Countries) -> Answer:
    return read_gold(event, countries=countries) if _GOLD_KEYS & event.keys() else answer_of(from_document(event))


def _article(row: Mapping[str, Any]) -> str:
    article = row.get("article") or {}
    name = row.get("id") or article.get("id") or PurePath(row.get("path") or article.get("path") or "").stem
    if not name:
        raise ValueError("it names no article")
    return str(name)


def _articles_of_event(row: Mapping[str, Any]) -> list[str]:
    sources = row.get("sources") or []
    return [PurePath(source["path"]).stem if source.get("path") else str(source["article"]) for source in sources]


def answer_of(event: Event) -> Answer:
    """Return the answer key that an event of our own gives: its values and no others, the middle of a date range."""
    killed = event.killed
    return Answer(
        event=event,
        days=() if event.when is None else (event.when.middle,),
        slack=0 if event.when is None else event.when.days // 2,
        countries=fold_all(event.place.country),
        point=event.place.point,
        event_types=fold_all(event.event_type),
        sub_event_types=fold_all(event.sub_event_type),
        weapons=fold_all(*(weapon.weapon for weapon in event.weapons)),
        killed=frozenset({best_of(killed)}),
        killed_range=(killed.low or best_of(killed), max(killed.high or 0, best_of(killed))),
        injured=frozenset({best_of(event.injured)}),
        claims=fold_all(overall_status(event.claims)),
        perpetrators=perpetrators_of(event) or (None,),
        words=tuple(dict.fromkeys(evidence.quote for evidence in event.evidence)),
    )


def best_of(count: Count) -> int:
    """Return the best number of a count; 0 if none is given."""
    return count.best or 0


def perpetrators_of(event: Event) -> tuple[str, ...]:
    """Return the names of the perpetrators."""
    return tuple(actor.name for actor in event.actors if actor.role == PERPETRATOR and actor.name)


def fold_all(*words: str | None) -> frozenset[str]:
    """Return the folded *words*, without those that are unknown."""
    return frozenset(fold(word) for word in words if word)


def read_gold(gold: GoldEvent, *, countries: Countries) -> Answer:
    """Return the answer key of an event coded by hand. Raises ValueError or TypeError for values no event can have."""
    killed = _numbers(gold.get("fatalities"), *_listed(gold, "fatalities_alt"))
    killed |= {gold[key] or 0 for key in _OTHER_TOTALS if key in gold}
    types = [(gold.get("event_type"), gold.get("sub_event_type")), *gold.get("alt_types", ())]
    lowest = min(gold.get("fatalities_min") or min(killed), *killed)
    return Answer(
        event=_event(gold, countries),
        days=_days(gold),
        slack=_SLACK.get(gold.get("date_precision") or "day", 0),
        countries=_countries([gold.get("country"), *_listed(gold, "country_alt")], countries),
        point=None if gold.get("latitude") is None else (gold["latitude"], gold["longitude"]),
        event_types=fold_all(*(pair[0] for pair in types)),
        sub_event_types=fold_all(*(pair[1] for pair in types)),
        weapons=fold_all(*_listed(gold, "weapons")),
        other_weapons=fold_all(*_listed(gold, "weapons_alt")),
        may_lack_weapon=None in _listed(gold, "weapons_alt"),
        killed=killed,
        killed_range=(lowest, max(gold.get("fatalities_max") or 0, *killed)),
        injured=_numbers(gold.get("injured"), *_listed(gold, "injured_alt")),
        claims=fold_all(gold.get("claim_status"), *_listed(gold, "claim_status_alt")) or fold_all(NOT_MENTIONED),
        perpetrators=(gold.get("perpetrator"), *_listed(gold, "perp_alt")),
        words=tuple(_listed(gold, "evidence")),
    )


def _listed(gold: GoldEvent, key: str) -> list[Any]:
    return gold.get(key) or []


def _numbers(*numbers: int | None) -> frozenset[int]:
    return frozenset(number or 0 for number in numbers)


def _days(gold: GoldEvent) -> tuple[date, ...]:
    """Return every right day; a month stands for its middle."""
    written = [day for day in (gold.get("event_date"), *_listed(gold, "date_alt")) if day]
    return tuple(date.fromisoformat(f"{day}-15" if len(day) == _MONTH else day[:10]) for day in written)


def _countries(names: Iterable[str | None], countries: Countries) -> frozenset[str]:
    """Return the names as they are, and the codes of those that the codebook has."""
    given = [name for name in names if name]
    return fold_all(*given, *(_country_code(name, countries) for name in given))


def _country_code(name: str | None, countries: Countries) -> str | None:
    if not name:
        return None
    try:
        return countries.find(name).iso3
    except UnknownTerm:
        return name


def _event(gold: GoldEvent, countries: Countries) -> Event:
    """Return the first reading as an event of our own."""
    days, status = _days(gold), gold.get("claim_status") or NOT_MENTIONED
    status = "stated none" if fold(status) == "none" else status
    totals = ((KILLED, gold.get("fatalities")), (INJURED, gold.get("injured")))
    perpetrator = gold.get("perpetrator")
    return Event(
        main=gold.get("main", True),
        when=When(days[0], days[0], gold.get("date_precision") or "day") if days else None,
        place=Place(
            country=_country_code(gold.get("country"), countries),
            admin1=gold.get("admin1"),
            name=gold.get("location"),
            latitude=gold.get("latitude"),
            longitude=gold.get("longitude"),
        ),
        event_type=gold.get("event_type"),
        sub_event_type=gold.get("sub_event_type"),
        weapons=tuple(Weapon(code) for code in _listed(gold, "weapons")),
        actors=(Actor(perpetrator, PERPETRATOR),) if perpetrator else (),
        casualties=tuple(Casualty(harm, exactly(number)) for harm, number in totals if number is not None),
        claims=() if status == NOT_MENTIONED else (Claim(status, gold.get("claimed_by")),),
    )
