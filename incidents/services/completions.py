"""Completions: what may be typed into a row - terms of the codebook with definitions, known actors, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from incidents.codebook.loader import Codebook
from incidents.codebook.names import fold
from incidents.codebook.vocabularies import Term
from incidents.services.place_search import Hit

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
