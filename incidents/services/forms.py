"""Forms: an event as typed values, and what may be typed into each row of the form.

All values of a change count, or none. The rules themselves are in ``review.coding_form``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.vocabularies import Term
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
from incidents.services.context import Context
from incidents.services.place_search import Hit, has_gap, locate, search, set_place

# An event, and the problems with it.
Filled = tuple[Event, tuple[Problem, ...]]
_MAP_FIELDS = frozenset({"point", "latitude", "longitude", "admin1"})
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
    """The coding form under one codebook and one gazetteer; "yesterday" is the day before *today*."""

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
        summary that the program wrote is updated, so that it never states an old figure.

        >>> changed, problems = project.forms.fill(record.event, {"killed": "5", "place": "Mosul"})
        """
        changed, problems = apply_changes(event, changes, codebook=self.codebook, today=self.today)
        if {"place", "country"} & set(changes) and not {"point", "latitude", "longitude"} & set(changes):
            changed, note = locate(changed, gazetteer=self.open_gazetteer())
            problems = problems if note is None else (*problems, note)
        elif _MAP_FIELDS & set(changes) and changed.place != event.place:
            changed, notes = (changed, ()) if _clears_unit(changes) else self.complete(changed)
            problems = (*problems, *notes, *self._contradictions(changed))
        return _update_summary(event, changed), problems

    def take(self, event: Event, alternative: Alternative) -> Event:
        """Return *event* with the values of one of its alternatives, and with a new summary."""
        return _update_summary(event, take_alternative(event, alternative))

    def complete(self, event: Event) -> Filled:
        """Return *event* with the country and the unit that its point lies in, where they are unknown, and notes."""
        if not has_gap(event.place):
            return event, ()
        from incidents.geo.regions import open_territories
        from incidents.services.checks import complete_place

        place, notes = complete_place(event.place, gazetteer=self.open_gazetteer(), territories=open_territories())
        return replace(event, place=place), notes

    def _contradictions(self, event: Event) -> tuple[Problem, ...]:
        """Return what contradicts the point of *event* on the map."""
        if event.place.point is None:
            return ()
        from incidents.geo.regions import open_territories
        from incidents.services.checks import check_point

        return tuple(check_point(event.place, gazetteer=self.open_gazetteer(), territories=open_territories()))

    def field_errors(self, event: Event, field: str, text: str) -> tuple[Problem, ...]:
        """Return the errors of *text* typed into *field* of *event*, without regard to other fields."""
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

    def choose_place(self, event: Event, chosen: Hit) -> Event:
        """Return *event* at the place that somebody chose among its ``choices``, with a new summary."""
        return _update_summary(event, set_place(event, chosen.place))

    def move(self, event: Event, chosen: Hit) -> Event:
        """Return *event* moved to the place that somebody chose; the article's words for the place stay."""
        place = chosen.place
        emptied, _ = apply_changes(
            event, dict.fromkeys(("country", "admin1", "place", "point"), ""), codebook=self.codebook
        )
        named, _ = apply_changes(emptied, {"place": place.name}, codebook=self.codebook)
        moved = set_place(replace(named, place=replace(named.place, reported=event.place.reported)), place)
        return _update_summary(event, moved)

    def check(self, event: Event, *, published_on: date | None = None) -> tuple[Problem, ...]:
        """Return every problem of *event* as a whole."""
        return check_event(event, codebook=self.codebook, published_on=published_on, today=self.today)

    def write_new(self, values: Mapping[str, str]) -> Filled:
        """Return a new event with *values*. Raises BadForm with every problem at once, BadUsage if they say nothing."""
        event, problems = self.fill(Event(), values)
        if event == Event() and not any(problem.is_error for problem in problems):
            raise BadUsage("of this event nothing is known; nothing was stored", mend="say when and where")
        named = {problem.field for problem in problems}
        others = [problem for problem in self.check(event) if problem.field not in named]
        return _refuse_errors(event, [*problems, *others])

    def change(self, event: Event, changes: Mapping[str, str]) -> Filled:
        """Return *event* with *changes*. Raises BadForm with every problem at once.

        Problems that were there before and are not touched do not count: a draft is corrected step by step.
        """
        changed, problems = self.fill(event, changes)
        before = self.check(event)
        new = [problem for problem in self.check(changed) if problem not in before]
        return _refuse_errors(changed, [*problems, *new])


def open_forms(context: Context) -> Forms:
    """Return the coding form under the codebook and the gazetteer of *context*."""
    return Forms(context.codebook, lambda: context.layered_gazetteer, context.today)


def _clears_unit(changes: Mapping[str, str]) -> bool:
    """Return whether somebody typed that the country or the unit is unknown: then it is not filled again."""
    return any(changes.get(field, "?").strip() == "" for field in ("country", "admin1"))


def compare(before: Event, after: Event) -> tuple[str, ...]:
    """Return the keys of the document in which two events differ, in its order."""
    old, new = to_document(before), to_document(after)
    return tuple(key for key in new if key not in _NOT_TYPED and old[key] != new[key])


def _update_summary(event: Event, changed: Event) -> Event:
    """Return *changed*, which was *event*, with a new summary if the program wrote the old one."""
    is_ours = event.summary is not None and event.summary == summarise(event) and changed.summary == event.summary
    return replace(changed, summary=summarise(changed)) if is_ours else changed


def _refuse_errors(event: Event, problems: Sequence[Problem]) -> Filled:
    """Return *event* with the warnings among *problems*. Raises BadForm if there is an error among them."""
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise BadForm(errors)
    return event, tuple(problems)


_MOST_COMPLETIONS = 60
_CONTAINS, _STARTS = (
    120.0,
    150.0,
)  # scores of names that contain what was typed, or start with it; similar ones have less
_LEAST_SCORE = 75.0  # of 100, by rapidfuzz: "armd clash" finds "Armed clash"
# The vocabularies of the rows that hold one code, the most specific first.
_CODES = {"type": ("sub_event_types", "event_types"), "stage": ("stages",)}
# The vocabularies at the start of an item, and after a key, in the rows that have a syntax of their own.
_START_VOCABULARIES = {
    "weapons": ("weapons",),
    "actors": ("actor_roles",),
    "targets": ("target_types",),
    "casualties": ("harms",),
    "claim": ("claim_statuses",),
    "killed": ("casualty_status",),
    "injured": ("casualty_status",),
}
_KEY_VOCABULARIES: Mapping[tuple[str, str], str] = {
    ("actors", "type"): "actor_types",
    ("actors", "attribution"): "attributions",
    ("targets", "outcome"): "target_outcomes",
    ("claim", "mode"): "claim_modes",
}
_NAME_KEYS = frozenset({"perpetrator", "target", "associated", "by"})  # keys whose value is an actor's name
_ITEM = re.compile(r"(?P<key>[\w ]*?)(?P<mark>[=(;,:]|^)\s*(?P<typed>[^=(;,:]*)$")
# How the form writes that no number is known, by code.
_NUMBER_ROWS = frozenset({"killed", "injured"})
_NO_NUMBER = {"stated none": "none", "stated unknown": "unknown", "not mentioned": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A completion: the *text* of the row when it is taken, its *label*, and *why* it fits or what it means.

    *hit* is the place that it stands for, None for anything else.
    """

    text: str
    label: str
    why: str
    hit: Hit | None = None


def offer(row: str, typed: str, codebook: Codebook) -> tuple[Choice, ...]:
    """Return what *typed* may mean in the row with the label *row*, the likeliest first; everything if it is empty."""
    if row in _CODES:
        terms = [term for name in _CODES[row] for term in codebook.vocabulary(name)]
        return tuple(_choice(term, term.code, codebook) for term in _rank(terms, typed))
    item = _ITEM.search(typed)
    if item is None or row not in _START_VOCABULARIES:
        return ()
    before, word = typed[: item.start("typed")], item["typed"]
    if row == "actors" and item["key"].strip() in _NAME_KEYS and item["mark"] == "=":
        return tuple(_actor_choices(word, before, codebook))
    if row == "casualties" and " " in word:
        harm, _, word = word.partition(" ")
        return tuple(
            _choice(term, f"{before}{harm} {term.code}=", codebook)
            for term in _rank(codebook.vocabulary("casualty_groups"), word)
        )
    terms = [term for name in _vocabularies(row, item) for term in codebook.vocabulary(name)]
    fitting = [term for term in terms if row not in _NUMBER_ROWS or term.code in _NO_NUMBER]
    return tuple(_choice(term, before + _write(term, row, item), codebook) for term in _rank(fitting, word))


def offer_places(hits: Sequence[Hit]) -> tuple[Choice, ...]:
    """Return *hits* as choices, each with why it was found."""
    return tuple(_place_choice(hit) for hit in hits)


def _place_choice(hit: Hit) -> Choice:
    place = hit.place
    names = dict.fromkeys(part for part in (place.name, place.within, place.admin1, place.country) if part)
    where = f"{place.latitude:.3f},{place.longitude:.3f}"
    return Choice(text=place.name, label=f"{', '.join(names)} \u00b7 {where}", why=hit.why, hit=hit)


def _vocabularies(row: str, item: re.Match[str]) -> Sequence[str]:
    """Return the vocabularies of what is typed in *item*."""
    mark, key = item["mark"], item["key"].strip()
    if mark in {"", ";"}:
        return _START_VOCABULARIES[row]
    if (row, mark) == ("claim", "("):
        return ("claim_modes",)
    named = _KEY_VOCABULARIES.get((row, key)) if mark == "=" else None
    return () if named is None else (named,)


def _write(term: Term, row: str, item: re.Match[str]) -> str:
    """Return how *term* is written in *item*."""
    if row in _NUMBER_ROWS:
        return _NO_NUMBER.get(term.code, term.code)
    is_head = item["mark"] in {"", ";"}
    return f"{term.code}=" if is_head and row in {"actors", "casualties"} else term.code


def _choice(term: Term, text: str, codebook: Codebook) -> Choice:
    label = term.code if term.label == term.code else f"{term.code} \u00b7 {term.label}"
    parent = _parent(term, codebook)
    return Choice(text=text, label=label, why=f"{parent}{term.definition} e.g. {term.example}")


def _parent(term: Term, codebook: Codebook) -> str:
    """Return the event type of a sub-event type, because sub-event types of two event types may share a name."""
    own = codebook.vocabulary("sub_event_types").get(term.code)
    return f"{term.parent}: " if own == term and term.parent is not None else ""


def _rank(terms: Iterable[Term], typed: str) -> Sequence[Term]:
    """Return the terms that *typed* may mean, the likeliest first; equal ones in the order of the codebook."""
    query = fold(typed)
    if not query:
        return list(terms)
    scored = [(_score(term.names, query), term) for term in terms]
    found = [pair for pair in scored if pair[0] >= _LEAST_SCORE]
    return [term for _, term in sorted(found, key=lambda pair: -pair[0])][:_MOST_COMPLETIONS]


def _score(names: Iterable[str], query: str) -> float:
    """Return the score of the best of *names*, 0 to 200: those that start with *query* before those that contain it."""
    from rapidfuzz import fuzz

    folded = [fold(name) for name in names]
    starts = [len(query) / len(name) for name in folded if name.startswith(query)]
    if starts:
        return _STARTS + 50 * max(starts)
    if any(query in name for name in folded):
        return _CONTAINS
    return float(max(fuzz.partial_ratio(query, name) if len(query) <= len(name) else 0.0 for name in folded))


def _actor_choices(typed: str, before: str, codebook: Codebook) -> Iterator[Choice]:
    """Yield the actors of the registry whose name starts with or contains *typed*; none if it is empty."""
    query = fold(typed)
    if not query:
        return
    scored = sorted(
        ((_score(actor.names, query), actor) for actor in codebook.actors), key=lambda pair: (-pair[0], pair[1].name)
    )
    for score, actor in scored[:_MOST_COMPLETIONS]:
        if score >= _CONTAINS:
            years = f"{actor.since or '?'} to {actor.until or 'now'}"
            notes = f"type={actor.type}" + (f", country={actor.countries[0]}" if actor.countries else "")
            why = "; ".join(filter(None, (actor.type, ", ".join(actor.countries), years, actor.note)))
            yield Choice(text=f"{before}{actor.label} ({notes})", label=actor.label, why=why)
