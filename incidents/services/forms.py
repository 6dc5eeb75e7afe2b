"""Forms: an event as typed values. All values of a change count, or none; the rules are the review room's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.coder.fields.summary import summarise
from incidents.domain.events import Event, Record, to_document
from incidents.domain.evidence import Alternative
from incidents.domain.problems import Problem
from incidents.domain.suggestions import take_alternative
from incidents.domain.text import count_of
from incidents.errors import BadUsage, UnknownTerm
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.resolution import Asked
from incidents.review.checks import check_event
from incidents.review.coding_form import apply_changes
from incidents.review.form_fields import FORMATS
from incidents.review.form_rows import FormContext
from incidents.services.place_search import Hit, has_gap, locate, search, settle

# An event, and what is to be said about it.
Filled = tuple[Event, tuple[Problem, ...]]
_ON_THE_MAP = frozenset({"point", "latitude", "longitude", "admin1"})
_CHOICES, _MOST_CHOICES = 9, 30
_NOT_TYPED = frozenset({"evidence", "confidence", "alternatives"})


class BadForm(BadUsage):
    """Values that no event can have; *problems* holds every problem of the form, by field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        listed = "".join(f"\n  {problem}" for problem in self.problems)
        count = count_of(len(self.problems), "problem")
        super().__init__(f"nothing was stored: {count}{listed}", mend="see what is allowed: incidents codebook")


@dataclass(frozen=True, slots=True)
class Edit:
    """The *record* before the edit, the keys of its document that changed, and *warnings* about the new values."""

    record: Record
    keys: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """The coding form under one codebook and one gazetteer; *today* is what "yesterday" is reckoned from."""

    codebook: Codebook
    open_gazetteer: Callable[[], Gazetteer]
    today: date

    def show(self, event: Event) -> Mapping[str, str]:
        """Return the text in each field of the form of *event*, as it would be typed."""
        context = FormContext(self.codebook, self.today)
        return {field: written.show(event, context) for field, written in FORMATS.items()}

    def fill(self, event: Event, changes: Mapping[str, str]) -> Filled:
        """Return *event* with the values typed in *changes*, by field, and every problem with them.

        A place that is typed without a point gets its point from the gazetteer, if it is clear which place is meant; a
        point that is typed without a country or a unit gets those from the map, with a warning if it lies outside. A
        summary that the program wrote is written anew, so that it never states an old figure.
        """
        changed, problems = apply_changes(event, changes, codebook=self.codebook, today=self.today)
        if {"place", "country"} & set(changes) and not {"point", "latitude", "longitude"} & set(changes):
            changed, note = locate(changed, gazetteer=self.open_gazetteer())
            problems = problems if note is None else (*problems, note)
        elif _ON_THE_MAP & set(changes) and changed.place != event.place:
            changed, notes = (changed, ()) if _is_emptied(changes) else self.complete(changed)
            problems = (*problems, *notes, *self._doubt(changed))
        return _retell(event, changed), problems

    def take(self, event: Event, alternative: Alternative) -> Event:
        """Return *event* with the values of one of its alternatives, and with a new summary."""
        return _retell(event, take_alternative(event, alternative))

    def complete(self, event: Event) -> Filled:
        """Return *event* with the country and the unit that its point lies in, where they are unknown, and notes."""
        if not has_gap(event.place):
            return event, ()
        from incidents.geo.regions import open_territories
        from incidents.services.place_checks import complete_place

        place, notes = complete_place(event.place, gazetteer=self.open_gazetteer(), territories=open_territories())
        return replace(event, place=place), notes

    def _doubt(self, event: Event) -> tuple[Problem, ...]:
        """Return what the map says against the point of *event*."""
        if event.place.point is None:
            return ()
        from incidents.geo.regions import open_territories
        from incidents.services.place_checks import doubts

        return tuple(doubts(event.place, gazetteer=self.open_gazetteer(), territories=open_territories()))

    def object_to(self, event: Event, field: str, text: str) -> tuple[Problem, ...]:
        """Return what makes *text* unreadable in *field*, before anything else of *event* is typed."""
        _, problems = apply_changes(event, {field: text}, codebook=self.codebook, today=self.today)
        return tuple(problem for problem in problems if problem.is_error)

    def choices(self, event: Event) -> tuple[Hit, ...]:
        """Return the places that the event's place may mean, with why, if it has a name and no point."""
        place = event.place
        if place.name is None or place.point is not None:
            return ()
        asked = Asked(name=place.name, country=place.country, admin1=place.admin1)
        return search(self.open_gazetteer(), asked, limit=_CHOICES)

    def find_places(self, event: Event, typed: str) -> tuple[Hit, ...]:
        """Return the places that *typed* ("Mosul", or "Mosul, Iraq") may mean, those in the event's country first."""
        name, _, within = (part.strip() for part in typed.partition(","))
        if not name:
            return ()
        country = self._find_country(within)
        asked = Asked(name=name, country=country, admin1=within if within and country is None else None)
        hits = search(self.open_gazetteer(), asked, limit=_MOST_CHOICES)
        home = event.place.country
        return tuple(sorted(hits, key=lambda hit: hit.place.country != home))[:_CHOICES]

    def _find_country(self, word: str) -> str | None:
        try:
            return self.codebook.countries.find(word).iso3 if word else None
        except UnknownTerm:
            return None

    def settle(self, event: Event, chosen: Hit) -> Event:
        """Return *event* at the place that somebody chose among its ``choices``, and with a new summary."""
        return _retell(event, settle(event, chosen.place))

    def move(self, event: Event, chosen: Hit) -> Event:
        """Return *event* moved to the place that somebody chose; the article's words for the place stay."""
        place = chosen.place
        emptied, _ = apply_changes(
            event, dict.fromkeys(("country", "admin1", "place", "point"), ""), codebook=self.codebook
        )
        named, _ = apply_changes(emptied, {"place": place.name}, codebook=self.codebook)
        moved = settle(replace(named, place=replace(named.place, reported=event.place.reported)), place)
        return _retell(event, moved)

    def check(self, event: Event, *, published_on: date | None = None) -> tuple[Problem, ...]:
        """Return every problem of *event* as a whole."""
        return check_event(event, codebook=self.codebook, published_on=published_on, today=self.today)

    def write_new(self, values: Mapping[str, str]) -> Filled:
        """Return a new event with *values*. Raises BadForm with every problem at once, BadUsage if they say nothing."""
        event, problems = self.fill(Event(), values)
        if event == Event() and not any(problem.is_error for problem in problems):
            raise BadUsage("of this event nothing is known; nothing was stored", mend="say when and where")
        named = {problem.field for problem in problems}
        return _sound(event, [*problems, *(problem for problem in self.check(event) if problem.field not in named)])

    def change(self, event: Event, changes: Mapping[str, str]) -> Filled:
        """Return *event* with *changes*. Raises BadForm with every problem at once.

        Problems that were there before and are not touched do not count: a draft is corrected step by step.
        """
        changed, problems = self.fill(event, changes)
        before = self.check(event)
        return _sound(changed, [*problems, *(problem for problem in self.check(changed) if problem not in before)])


def _is_emptied(changes: Mapping[str, str]) -> bool:
    """Return whether somebody typed that the country or the unit is unknown: then it is not filled again."""
    return any(changes.get(field, "?").strip() == "" for field in ("country", "admin1"))


def compare(before: Event, after: Event) -> tuple[str, ...]:
    """Return the keys of the document in which two events differ, in its order."""
    old, new = to_document(before), to_document(after)
    return tuple(key for key in new if key not in _NOT_TYPED and old[key] != new[key])


def _retell(event: Event, changed: Event) -> Event:
    """Return *changed*, which was *event*, with a new summary if the program wrote the old one."""
    is_ours = event.summary is not None and event.summary == summarise(event) and changed.summary == event.summary
    return replace(changed, summary=summarise(changed)) if is_ours else changed


def _sound(event: Event, problems: Sequence[Problem]) -> Filled:
    """Return *event* with the warnings among *problems*. Raises BadForm if there is an error among them."""
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise BadForm(errors)
    return event, tuple(problems)
