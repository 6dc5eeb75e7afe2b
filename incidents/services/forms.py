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
        from incidents.services.checks import complete_place

        place, notes = complete_place(event.place, gazetteer=self.open_gazetteer(), territories=open_territories())
        return replace(event, place=place), notes

    def _doubt(self, event: Event) -> tuple[Problem, ...]:
        """Return what the map says against the point of *event*."""
        if event.place.point is None:
            return ()
        from incidents.geo.regions import open_territories
        from incidents.services.checks import doubts

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


def open_forms(context: Context) -> Forms:
    """Return the coding form under the codebook and the gazetteer of *context*."""
    return Forms(context.codebook, lambda: context.layered_gazetteer, context.today)


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


_MOST = 60
_WITHIN, _BEGUN = 120.0, 150.0  # what holds the word, what begins with it; what is alike has less
_NEAR_ENOUGH = 75.0  # of 100, by rapidfuzz: "armd clash" finds "Armed clash"
# The vocabularies from which a row is one code, the most particular first.
_CODES = {"type": ("sub_event_types", "event_types"), "stage": ("stages",)}
# What comes at the beginning of a piece, and behind a key, in the rows that are typed in a language of their own.
_HEADS = {
    "weapons": ("weapons",),
    "actors": ("actor_roles",),
    "targets": ("target_types",),
    "casualties": ("harms",),
    "claim": ("claim_statuses",),
    "killed": ("casualty_status",),
    "injured": ("casualty_status",),
}
_BEHIND: Mapping[tuple[str, str], str] = {
    ("actors", "type"): "actor_types",
    ("actors", "attribution"): "attributions",
    ("targets", "outcome"): "target_outcomes",
    ("claim", "mode"): "claim_modes",
}
_NAMED = frozenset({"perpetrator", "target", "associated", "by"})  # keys behind which an actor's name comes
_PIECE = re.compile(r"(?P<key>[\w ]*?)(?P<mark>[=(;,:]|^)\s*(?P<typed>[^=(;,:]*)$")
# The words by which the form writes the kinds of silence, by code.
_COUNTED = frozenset({"killed", "injured"})
_SILENCES = {"stated none": "none", "stated unknown": "unknown", "not mentioned": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """*text* is what stands in the row when it is taken, *label* what it is called, *why* what it means.

    *hit* is the place that it stands for, None for anything else.
    """

    text: str
    label: str
    why: str
    hit: Hit | None = None


def offer(row: str, typed: str, codebook: Codebook) -> tuple[Choice, ...]:
    """What may be meant by *typed* in the row of that label, the likeliest first; all when nothing is typed."""
    if row in _CODES:
        terms = [term for name in _CODES[row] for term in codebook.vocabulary(name)]
        return tuple(_choice(term, term.code, codebook) for term in _rank(terms, typed))
    piece = _PIECE.search(typed)
    if piece is None or row not in _HEADS:
        return ()
    before, word = typed[: piece.start("typed")], piece["typed"]
    if row == "actors" and piece["key"].strip() in _NAMED and piece["mark"] == "=":
        return tuple(_name_actors(word, before, codebook))
    if row == "casualties" and " " in word:
        harm, _, word = word.partition(" ")
        return tuple(
            _choice(term, f"{before}{harm} {term.code}=", codebook)
            for term in _rank(codebook.vocabulary("casualty_groups"), word)
        )
    terms = [term for name in _vocabularies(row, piece) for term in codebook.vocabulary(name)]
    fitting = [term for term in terms if row not in _COUNTED or term.code in _SILENCES]
    return tuple(_choice(term, before + _written(term, row, piece), codebook) for term in _rank(fitting, word))


def offer_places(hits: Sequence[Hit]) -> tuple[Choice, ...]:
    """Places to pick, each with why it is one."""
    return tuple(_place(hit) for hit in hits)


def _place(hit: Hit) -> Choice:
    place = hit.place
    names = dict.fromkeys(part for part in (place.name, place.within, place.admin1, place.country) if part)
    where = f"{place.latitude:.3f},{place.longitude:.3f}"
    return Choice(text=place.name, label=f"{', '.join(names)} \u00b7 {where}", why=hit.why, hit=hit)


def _vocabularies(row: str, piece: re.Match[str]) -> Sequence[str]:
    """The vocabularies that fit where *piece* stands."""
    mark, key = piece["mark"], piece["key"].strip()
    if mark in {"", ";"}:
        return _HEADS[row]
    if (row, mark) == ("claim", "("):
        return ("claim_modes",)
    named = _BEHIND.get((row, key)) if mark == "=" else None
    return () if named is None else (named,)


def _written(term: Term, row: str, piece: re.Match[str]) -> str:
    """How *term* is written where *piece* stands."""
    if row in _COUNTED:
        return _SILENCES.get(term.code, term.code)
    is_head = piece["mark"] in {"", ";"}
    return f"{term.code}=" if is_head and row in {"actors", "casualties"} else term.code


def _choice(term: Term, text: str, codebook: Codebook) -> Choice:
    label = term.code if term.label == term.code else f"{term.code} \u00b7 {term.label}"
    above = _parent(term, codebook)
    return Choice(text=text, label=label, why=f"{above}{term.definition} e.g. {term.example}")


def _parent(term: Term, codebook: Codebook) -> str:
    """The event type above a sub-event type, which two kinds of drone strike are told apart by."""
    own = codebook.vocabulary("sub_event_types").get(term.code)
    return f"{term.parent}: " if own == term and term.parent is not None else ""


def _rank(terms: Iterable[Term], typed: str) -> Sequence[Term]:
    """The terms that *typed* may mean, the likeliest first; of equals the order of the codebook stays."""
    wanted = fold(typed)
    if not wanted:
        return list(terms)
    rated = [(_rate(term.names, wanted), term) for term in terms]
    found = [pair for pair in rated if pair[0] >= _NEAR_ENOUGH]
    return [term for _, term in sorted(found, key=lambda pair: -pair[0])][:_MOST]


def _rate(names: Iterable[str], wanted: str) -> float:
    """How near the nearest of *names* comes, 0 to 200: beginnings above what is within, that above what is alike."""
    from rapidfuzz import fuzz

    folded = [fold(name) for name in names]
    begun = [len(wanted) / len(name) for name in folded if name.startswith(wanted)]
    if begun:
        return _BEGUN + 50 * max(begun)
    if any(wanted in name for name in folded):
        return _WITHIN
    return float(max(fuzz.partial_ratio(wanted, name) if len(wanted) <= len(name) else 0.0 for name in folded))


def _name_actors(typed: str, before: str, codebook: Codebook) -> Iterator[Choice]:
    """Actors of the registry whose name begins with or holds *typed*; none before something is typed."""
    wanted = fold(typed)
    if not wanted:
        return
    rated = sorted(
        ((_rate(actor.names, wanted), actor) for actor in codebook.actors), key=lambda pair: (-pair[0], pair[1].name)
    )
    for rate, actor in rated[:_MOST]:
        if rate >= _WITHIN:
            years = f"{actor.since or '?'} to {actor.until or 'now'}"
            notes = f"type={actor.type}" + (f", country={actor.countries[0]}" if actor.countries else "")
            why = "; ".join(filter(None, (actor.type, ", ".join(actor.countries), years, actor.note)))
            yield Choice(text=f"{before}{actor.label} ({notes})", label=actor.label, why=why)
