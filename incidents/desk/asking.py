"""What a user asks for, in their words, as a selection in codes.

Names and codes are both understood, and a near miss is answered with "did you mean". Does not read the database. What
reads a filter is imported when something is asked for by it: the others need not wait for it.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Term, Vocabulary
from incidents.domain.area import Area
from incidents.domain.selection import Box, Near, Selection
from incidents.errors import BadUsage, UnknownTerm

_KM = 50.0
_COMPARED = ("admin1", "actor", "claimed_by", "text")  # by letters and digits alone
_OR_NOT = "say what is looked for, or leave it out"
_SEVERAL = "of several each has the option before it: --country Iraq --country Syria"
Find = Callable[[str, str | None], tuple[tuple[float, float], str]]


class Question(NamedTuple):
    """Filters as people type them; see ``Selection`` for what they mean.

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


class Answer(NamedTuple):
    """The selection, and what the user should know about how it was read."""

    selection: Selection
    notes: tuple[str, ...] = ()


class Asking:
    """Resolves questions by one codebook, one way to find a named place (asked only for ``near``) and one day.

    *find* takes a name and the one country that is asked for; it gives the point and a sentence on which was taken.
    """

    def __init__(self, *, codebook: Definitions, find: Find, today: date) -> None:
        self._codebook = codebook
        self._find = find
        self._today = today

    def resolve(self, question: Question) -> Answer:
        """*question* in codes. Raises UnknownTerm or BadUsage for what cannot be read."""
        _refuse_blank(question)
        try:
            return self._resolve(question)
        except UnknownTerm as error:
            error.mend = error.mend or (_SEVERAL if "," in error.word else "see what there is: incidents codebook")
            raise

    def _resolve(self, question: Question) -> Answer:
        countries, is_countryless, regions = self._countries(question)
        point, notes = self._near(question, countries)
        units, is_unitless = ((), False) if question.admin1 is None else _unit(question.admin1)
        event_types, sub_event_types = self._types(question.type)
        selection = Selection(
            countries=countries,
            countryless=is_countryless,
            admin1=units,
            unitless=is_unitless,
            near=point,
            box=None if question.bbox is None else _box(question.bbox),
            area=None if question.within_polygon is None else _area(question.within_polygon),
            since=None if question.since is None else self._days("--since", question.since)[0],
            until=None if question.until is None else self._days("--until", question.until)[1],
            event_types=event_types,
            sub_event_types=sub_event_types,
            weapons=self._weapons(question.weapon),
            actors=() if question.actor is None else self._actors(question.actor),
            claimed_by=() if question.claimed_by is None else self._actors(question.claimed_by),
            min_killed=question.min_killed,
            text=question.text,
            statuses=tuple(self._codebook.vocabulary("event_statuses").find(word).code for word in question.status),
            led_to=question.id,
            is_moved=question.moved,
            is_shareable=question.shareable,
            order=question.sort,
            limit=question.limit,
        )
        _check_order(selection)
        return Answer(selection, (*regions, *notes))

    def _countries(self, question: Question) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        """The countries, whether events without one are meant as well, and what is to be told of regions."""
        if question.scheme is None and not question.country and not question.region:
            return (), False, ()
        from incidents.desk.regions import find_countries, find_scheme, tell_regions  # noqa: PLC0415 - see above

        scheme = find_scheme(question.scheme)
        if question.scheme is not None and not question.region:
            raise BadUsage("--scheme says whose regions are meant, and none is named", mend="add --region REGION")
        countries, is_countryless = find_countries(
            question.country, question.region, scheme=scheme, codebook=self._codebook
        )
        return countries, is_countryless, tell_regions(question.region, scheme=scheme, codebook=self._codebook)

    def _near(self, question: Question, countries: tuple[str, ...]) -> tuple[Near | None, tuple[str, ...]]:
        if question.near is None:
            if question.within is not None:
                raise BadUsage("--within needs a place to be within", mend="add --near PLACE")
            return None, ()
        from incidents.desk.points import near, read_point  # noqa: PLC0415 - see above

        km = _KM if question.within is None else question.within
        point = read_point(question.near)
        if point is not None:
            return near(point, km), ()
        country = countries[0] if len(countries) == 1 else None
        point, taken = self._find(question.near, country)
        return near(point, km), (taken,)

    def _days(self, option: str, words: str) -> tuple[date, date]:
        """The first and last day of a day, week, month or year as people type it."""
        from incidents.review.spans import read_span  # noqa: PLC0415 - see above

        try:
            return read_span(words, self._today)
        except ValueError as error:
            raise BadUsage(
                f"{option}: {error}", mend="type YYYY-MM-DD, YYYY-MM, YYYY, 2021-W44 or yesterday"
            ) from error

    def _types(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Event types and sub-event types by name. Without *words* no vocabulary is read."""
        if not words:
            return (), ()
        types, sub_types = self._codebook.vocabulary("event_types"), self._codebook.vocabulary("sub_event_types")
        found = [_find_in(word, types, sub_types) for word in words]
        whole = tuple(term.code for term in found if types.get(term.code) is not None)
        single = tuple(term.code for term in found if types.get(term.code) is None)
        return whole, single

    def _actors(self, word: str) -> tuple[str, ...]:
        """*word*, and every name that the registry has for the actors called so."""
        from incidents.codebook.actors import load_actors  # noqa: PLC0415 - only for who is asked for by name

        names = (name for actor in load_actors().called(word) for name in actor.names)
        return tuple(dict.fromkeys((word, *names)))

    def _weapons(self, words: tuple[str, ...]) -> tuple[str, ...]:
        if not words:
            return ()
        weapons = self._codebook.vocabulary("weapons")
        codes = {code for word in words for code in weapons.descendants(weapons.find(word).code)}
        return tuple(sorted(codes))


def _refuse_blank(question: Question) -> None:
    for name, value in question._asdict().items():
        words = value if isinstance(value, tuple) else (value,)
        if any(isinstance(word, str) and not word.strip() for word in words):
            raise BadUsage(f"--{name.replace('_', '-')} is empty", mend=_OR_NOT)
    for name in _COMPARED:
        words = getattr(question, name)
        if words is not None and not any(map(str.isalnum, words)) and not _fold(words):
            raise BadUsage(f"--{name.replace('_', '-')} {words!r} has neither letter nor digit to find", mend=_OR_NOT)


def _unit(name: str) -> tuple[tuple[str, ...], bool]:
    """The spellings of a unit, and whether events of no known unit are meant instead."""
    from incidents.desk.regions import is_none  # noqa: PLC0415 - see above
    from incidents.geo.names import spell_unit  # noqa: PLC0415 - see above

    return ((), True) if is_none(name) else (spell_unit(_fold(name)), False)


def _fold(words: str) -> str:
    from incidents.store.folding import fold  # noqa: PLC0415 - see above

    return fold(words) or ""


def _box(words: str) -> Box:
    from incidents.desk.points import read_box  # noqa: PLC0415 - see above

    return read_box(words)


def _area(path: str) -> Area:
    from pathlib import Path  # noqa: PLC0415 - only for who asks by polygon

    from incidents.geo.area_file import read_area  # noqa: PLC0415 - as above, and shapely

    return read_area(Path(path))


def _check_order(selection: Selection) -> None:
    if selection.since is not None and selection.until is not None and selection.since > selection.until:
        raise BadUsage(f"--since {selection.since} is after --until {selection.until}", mend="exchange the two days")
    if selection.limit is not None and selection.limit < 0:
        raise BadUsage(f"--limit is {selection.limit}", mend="type a number from 0 up")
    if selection.min_killed is not None and selection.min_killed < 0:
        raise BadUsage(f"--min-killed is {selection.min_killed}", mend="type a number from 0 up")


def _find_in(word: str, types: Vocabulary, sub_types: Vocabulary) -> Term:
    """The event type or sub-event type called *word*; near misses of both levels are told."""
    try:
        return types.find(word)
    except UnknownTerm as no_type:
        try:
            return sub_types.find(word)
        except UnknownTerm as no_sub_type:
            near_misses = [*no_sub_type.near, *no_type.near]
            raise UnknownTerm(word, kind="event type", near=near_misses, mend="see them: incidents codebook") from None
