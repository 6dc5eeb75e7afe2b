"""A selection of events as SQL: the WHERE of a query, its order and its limit, with values as named parameters.

Composes text only: opens nothing, and never puts a value into the SQL. Each condition is one small function that yields
nothing when the selection does not ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from incidents.domain.documents import WITHDRAWN
from incidents.domain.filters import EVERYTHING, Box, Near, Selection
from incidents.domain.locations import Area
from incidents.errors import BadUsage
from incidents.store.connection import Link
from incidents.store.dialect import Dialect
from incidents.store.functions import TURNS, box_around, fold, write_area
from incidents.store.keys import event_key
from incidents.store.order import FIGURE, order_by

_NONE: Mapping[str, Any] = {}


class Query(NamedTuple):
    """SQL with ``:name`` placeholders, and their values."""

    sql: str
    parameters: Mapping[str, Any] = _NONE


_MARGIN = 1e-6  # degrees: a turn of the globe rounds, and the index must not lose a point on the outline


def in_box(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events in the selection's box."""
    if selection.box is not None:
        yield _lying(_halves(selection.box), "1 = 1", {}, name="box", dialect=dialect)


def near_point(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events within the selection's circle."""
    if selection.near is not None:
        yield _near(selection.near, dialect)


def in_area(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """The events inside the selection's area."""
    if selection.area is not None:
        inside = dialect.is_inside("latitude", "longitude", ":area")
        values = {"area": write_area(selection.area)}
        yield _lying(_boxes_around(selection.area), inside, values, name="area", dialect=dialect)


def _near(near: Near, dialect: Dialect) -> Query:
    distance = dialect.distance_km("latitude", "longitude", ":near_latitude", ":near_longitude")
    values = {"near_latitude": near.latitude, "near_longitude": near.longitude, "near_km": near.km}
    return _lying(_halves(box_around(near)), f"{distance} <= :near_km", values, name="near", dialect=dialect)


def _lying(boxes: Sequence[Box], exact: str, values: Mapping[str, Any], *, name: str, dialect: Dialect) -> Query:
    """Events in any of *boxes*, none of which crosses the antimeridian, that fulfil *exact* as well."""
    parameters = dict(values)
    conditions = []
    for number, box in enumerate(boxes):
        corners = {"south": box.south, "west": box.west, "north": box.north, "east": box.east}
        parameters |= {f"{name}_{side}_{number}": degrees for side, degrees in corners.items()}
        conditions.append(dialect.is_spot_in({side: f":{name}_{side}_{number}" for side in corners}, exact))
    return Query(sql=" OR ".join(conditions) or "1 = 0", parameters=parameters)


def _halves(box: Box) -> tuple[Box, ...]:
    """*box* as it is, or parted at the antimeridian where it crosses that."""
    if box.west <= box.east:
        return (box,)
    return (
        Box(south=box.south, west=box.west, north=box.north, east=180.0),
        Box(south=box.south, west=-180.0, north=box.north, east=box.east),
    )


def _boxes_around(area: Area) -> tuple[Box, ...]:
    """The boxes on the globe that hold *area*, whose rings may run past the antimeridian."""
    (south, north), (west, east) = area.south_north, area.west_east
    turned = ((west - turn - _MARGIN, east - turn + _MARGIN) for turn in TURNS)
    return tuple(
        Box(south=south, west=max(start, -180.0), north=north, east=min(end, 180.0))
        for start, end in turned
        if start <= 180.0 and end >= -180.0
    )


# Statuses of a statement by which somebody holds himself responsible.
_CLAIMING = ("claimed", "contested")
_LONGEST = 1000  # characters to search for; SQLite has an end at 50,000 bytes
_MOST = 2**63 - 1
ALL = Query(sql="1 = 1")
"""What every event fulfils."""


def select_events(
    selection: Selection, dialect: Dialect, columns: str = "event.*", *, also: Query = ALL, is_swept: bool = False
) -> Query:
    """The *columns* of the events that *selection* means, in its order: by day and identifier unless it says otherwise.

    Only those that fulfil *also*. With *is_swept* they are read as they lie on the disk and sorted then, which is
    quicker for whole databases unless there is a limit. Raises UnknownTerm for a column that cannot be sorted by,
    BadUsage for what cannot be searched for.
    """
    meant = where(selection, dialect)
    limit = "" if selection.limit is None else " LIMIT :limit"
    limited = {} if selection.limit is None else {"limit": _limit(selection.limit)}
    order = order_by(selection.order, dialect, is_swept=is_swept and selection.limit is None)
    sql = f"SELECT {columns} FROM event WHERE {meant.sql} AND {also.sql} ORDER BY {order}{limit}"
    return Query(sql=sql, parameters={**meant.parameters, **also.parameters, **limited})


def count_words(selection: Selection, dialect: Dialect) -> Query | None:
    """How many events have the words that *selection* asks for, as far as an index tells; None without one or words."""
    pattern = None if selection.text is None else _contains(selection.text)
    if pattern is None or not dialect.counts_words:
        return None
    sql = f"SELECT count(*) AS events FROM ({dialect.event_words.format(match=':words', like=':text')}) AS found"
    return Query(sql=sql, parameters={"words": dialect.ask(pattern.strip("%"))})


def count_events(selection: Selection, dialect: Dialect) -> Query:
    """How many events *selection* means, its limit included, in the column ``events``."""
    meant = where(selection, dialect)
    if selection.limit is None:
        return Query(sql=f"SELECT count(*) AS events FROM event WHERE {meant.sql}", parameters=meant.parameters)
    limited = f"SELECT 1 FROM event WHERE {meant.sql} LIMIT :limit"
    parameters = {**meant.parameters, "limit": _limit(selection.limit)}
    return Query(sql=f"SELECT count(*) AS events FROM ({limited}) AS limited", parameters=parameters)


def is_in(column: str, values: Sequence[Any], *, name: str) -> Query:
    """*column* is one of *values*; each becomes a parameter ``name_0``, ``name_1``, ..."""
    names = _names(name, len(values))
    return Query(sql=f"{column} IN ({_listed(names)})", parameters=dict(zip(names, values, strict=True)))


@lru_cache(maxsize=8)
def _names(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}_{number}" for number in range(count))


@lru_cache(maxsize=8)
def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f":{key}" for key in names)


def where(selection: Selection, dialect: Dialect) -> Query:
    """The condition that an event fulfils when *selection*, but for its limit, means it."""
    conditions = [query for condition in _CONDITIONS for query in condition(selection, dialect)]
    parameters = {name: value for query in conditions for name, value in query.parameters.items()}
    return Query(sql=" AND ".join(f"({query.sql})" for query in conditions) or "1 = 1", parameters=parameters)


def _codes(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    asked = {
        "event_id": tuple(map(event_key, selection.event_ids)),
        "status": selection.statuses,
    }
    for column, codes in asked.items():
        if codes:
            yield is_in(f"event.{column}", codes, name=column)


def _led_to(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.led_to:
        asked = is_in("asked.event_id", tuple(map(event_key, selection.led_to)), name="led_to")
        heirs = (
            f"WITH RECURSIVE heir(id) AS (SELECT asked.event_id FROM event AS asked WHERE {asked.sql}"
            " UNION SELECT merged.merged_into FROM event AS merged JOIN heir ON merged.event_id = heir.id"
            " WHERE merged.merged_into IS NOT NULL) SELECT id FROM heir"
        )
        yield Query(sql=f"event.event_id IN ({heirs})", parameters=asked.parameters)


def _moved(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.is_moved:
        yield Query(sql="event.judgements LIKE :moved", parameters={"moved": '%"has_moved": true%'})


def _shareable(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.is_shareable:
        yield Query(
            sql="event.event_id NOT IN (SELECT report_event.event_id FROM report_event"
            " JOIN imported_row ON imported_row.report_id = report_event.report_id"
            " JOIN dataset ON dataset.id = imported_row.dataset_id WHERE NOT dataset.may_be_shared)"
        )


def _types(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    """Events of any of the types, of both levels: a type is meant with all that is below it, coded or not."""
    asked = {"event_type": selection.event_types, "sub_event_type": selection.sub_event_types}
    either = [is_in(f"event.{column}", codes, name=column) for column, codes in asked.items() if codes]
    if either:
        parameters = {name: code for each in either for name, code in each.parameters.items()}
        yield Query(sql=" OR ".join(each.sql for each in either), parameters=parameters)


def _countries(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    named = is_in("event.country", selection.countries, name="country")
    unknown = "event.country IS NULL"
    if selection.countries and selection.countryless:
        yield Query(sql=f"{named.sql} OR {unknown}", parameters=named.parameters)
    elif selection.countries:
        yield named
    elif selection.countryless:
        yield Query(sql=unknown)


def _not_withdrawn(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if not selection.statuses:
        yield Query(sql="event.status <> :withdrawn", parameters={"withdrawn": WITHDRAWN})


def _admin1(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    unknown = ["event.admin1 IS NULL"] if selection.unitless else []
    if selection.admin1:
        names = [name for name in map(fold, selection.admin1) if name is not None]
        named = is_in(dialect.folded("event.admin1"), names, name="admin1")
        yield Query(sql=" OR ".join([named.sql, *unknown]), parameters=named.parameters)
    elif unknown:
        yield Query(sql=unknown[0])


def _interval(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.since is not None:
        yield Query(sql="event.end_date >= :since", parameters={"since": selection.since.isoformat()})
    if selection.until is not None:
        yield Query(sql="event.event_date <= :until", parameters={"until": selection.until.isoformat()})


def _weapons(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.weapons:
        used = is_in("weapon", selection.weapons, name="weapon")
        yield Query(
            sql=f"event.event_id IN (SELECT event_id FROM event_weapon WHERE {used.sql})", parameters=used.parameters
        )


def _actor(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    if selection.actors:
        patterns = {f"actor_{number}": _has_words(name) for number, name in enumerate(selection.actors)}
        takes_part = f"SELECT event_id FROM event_actor WHERE actor_id IN ({_any_named(dialect, patterns)})"
        yield Query(sql=f"event.event_id IN ({takes_part})", parameters=patterns)


def _claimed_by(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    if selection.claimed_by:
        claiming = is_in("status", _CLAIMING, name="claiming")
        patterns = {f"claimed_by_{number}": _has_words(name) for number, name in enumerate(selection.claimed_by)}
        named = f"actor_id IN ({_any_named(dialect, patterns)})"
        yield Query(
            sql=f"event.event_id IN (SELECT event_id FROM event_claim WHERE {claiming.sql} AND {named})",
            parameters={**claiming.parameters, **patterns},
        )


def _any_named(dialect: Dialect, patterns: Iterable[str]) -> str:
    """The actors whose name is like any of the parameters *patterns*."""
    return " UNION ".join(_named(dialect, f":{key}") for key in patterns)


def _named(dialect: Dialect, pattern: str) -> str:
    """The actors with a name, between two spaces, that is like *pattern*."""
    name, alias = (f"' ' || {dialect.folded(column)} || ' '" for column in ("name", "alias"))
    return (
        f"SELECT id FROM actor WHERE {name} LIKE {pattern}"
        f" UNION SELECT actor_id FROM actor_alias WHERE {alias} LIKE {pattern}"
    )


def _min_killed(selection: Selection, _dialect: Dialect) -> Iterator[Query]:
    if selection.min_killed is not None:
        dead = (
            "SELECT event_id FROM event_casualty"
            f" WHERE harm = 'killed' AND casualty_group = 'all' AND {FIGURE} >= :min_killed"
        )
        yield Query(sql=f"event.event_id IN ({dead})", parameters={"min_killed": _countable(selection.min_killed)})


def _text(selection: Selection, dialect: Dialect) -> Iterator[Query]:
    """Words side by side in one text, of which the last may go on: "drone" is in "two drones", not in "hydrone"."""
    if selection.text is None:
        return
    pattern = _contains(selection.text)
    if pattern is None:
        yield Query(sql="1 = 0")
        return
    folded = pattern.strip("%")
    words = {"match": ":words", "like": ":text"}
    own = dialect.event_words.format(**words)
    actors = f"SELECT event_id FROM event_actor WHERE actor_id IN ({_named(dialect, ':text')})"
    articles = (
        "SELECT event_id FROM report_event WHERE report_id IN (SELECT id FROM report WHERE article_id IN"
        f" ({dialect.article_words.format(**words)}))"
    )
    yield Query(
        sql=f"{dialect.member} IN ({own} UNION ALL {actors} UNION ALL {articles})",
        parameters={"text": f"% {folded}%", "words": dialect.ask(folded)},
    )


def _limit(limit: int) -> int:
    if limit < 0:  # SQLite would take it for "no limit"
        raise BadUsage(f"a limit of {limit} events", mend="give a number from 0 up, or no limit")
    return _countable(limit)


def _countable(number: int) -> int:
    # Nothing is beyond what the databases can count to, and comparing with the end of it says so, too.
    return max(-_MOST, min(number, _MOST))


def _contains(words: str) -> str | None:
    # Folding leaves only letters, digits and spaces: nothing that LIKE would take for a wildcard. If it leaves nothing
    # at all, nothing is found: nothing is LIKE NULL.
    if len(words) > _LONGEST:
        start = " ".join(words[:40].split())
        raise BadUsage(f"{start!r}... is too long to search for: {len(words)} characters", mend="give a few words")
    folded = fold(words)
    return f"%{folded}%" if folded else None


def _has_words(words: str) -> str | None:
    """A pattern for text between spaces: "IS" is in "IS fighters", not in "Afghanistan"."""
    pattern = _contains(words)
    return None if pattern is None else f"% {pattern.strip('%')} %"


_CONDITIONS: tuple[Callable[[Selection, Dialect], Iterator[Query]], ...] = (
    _codes,
    _led_to,
    _moved,
    _shareable,
    _types,
    _countries,
    _not_withdrawn,
    _admin1,
    _interval,
    in_box,
    in_area,
    near_point,
    _weapons,
    _actor,
    _claimed_by,
    _min_killed,
    _text,
)


def find_way(link: Link, selection: Selection) -> Dialect:
    """The dialect of *link*, going through the events by day where the limit of *selection* is reached soon so.

    To look up all events that have the words takes as many steps as there are; to go through all events until the
    limit is reached takes more, the rarer the words.
    """
    dialect = link.dialect
    counted = count_words(selection, dialect) if selection.limit is not None else None
    if counted is None or selection.limit is None or selection._replace(text=None, limit=None) != EVERYTHING:
        return dialect
    (found,) = link.rows(counted.sql, counted.parameters)
    (last,) = link.rows("SELECT max(rowid) AS number FROM event", {})
    steps = (last["number"] or 0) * selection.limit  # over the events found
    return dialect.walking() if steps < found["events"] ** 2 else dialect
