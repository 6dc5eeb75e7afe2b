"""What the ACLED layout computes from an event: its two sides, and the note that tells when and what happened.

Each side has a main actor, its allies and its kind. The layout knows no roles, so perpetrators stand first and those
they acted against second (its codebook: no direction, except in violence against civilians, where the perpetrator is
first and the civilians second). It has a name for every actor, so an unnamed one gets the layout's standing name. A
note is the summary as it is, but for a date at its beginning; without one, type and place. Nothing here is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from incidents.codebook.files import Scalar
from incidents.codebook.loader import Codebook
from incidents.codebook.vocabularies import Vocabulary
from incidents.domain.dates import When
from incidents.domain.documents import Document
from incidents.domain.events import PERPETRATOR, TARGET
from incidents.exchange.derived import country_name, read_time

STATE, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 3, 5, 6, 7, 8
AGAINST_CIVILIANS, PROTESTS, RIOTS = "Violence against civilians", "Protests", "Riots"
REMOTE_VIOLENCE, MOB_VIOLENCE = "Explosions/Remote violence", "Mob violence"
INTER = "acled.inter"

# Civilian targeting follows from this type alone, else from a side that is civilian (datasets reference, section 1.4).
_EXCESSIVE_FORCE = "Excessive force against protesters"
# Who stands first when the report names nobody: by event type, with the kind that goes with the name.
_UNNAMED = {PROTESTS: ("Protesters", PROTESTERS), RIOTS: ("Rioters", RIOTERS)}
_NOT_IDENTIFIED = "Unidentified "
_UNIDENTIFIED = ("Unidentified Armed Group", MILITIA)
_UNIDENTIFIED_GANG = "Unidentified Gang"
# The state's forces by their code, which is the same among actor types and target types; what they are called unnamed.
_FORCES = {"police": "Police Forces", "military": "Military Forces"}
_VIOLENT = frozenset({"Battles", REMOTE_VIOLENCE, AGAINST_CIVILIANS, RIOTS})


class Side(NamedTuple):
    """*name* of the main actor, *allies*, and *kind*: a code of ``acled.inter``, None when the type is not known."""

    name: str
    allies: tuple[str, ...] = ()
    kind: int | None = None


def first_side(event: Document, codebook: Codebook) -> Side:
    """Return the perpetrators with those associated with them; never empty, as the layout wants it."""
    mains, allies = _actors(event, PERPETRATOR, codebook)
    if mains:
        return _side(mains, allies, event, codebook)
    name, kind = _UNNAMED.get(event["event_type"], _UNIDENTIFIED)
    return Side(_in_country(name, event, codebook), _names(allies), kind)


def second_side(event: Document, codebook: Codebook) -> Side | None:
    """Return those it was done to, with those associated with them; None for an event with one side.

    Civilians in violence against civilians, and where only what was struck is known and that is civilian. Where only
    police or soldiers were struck, they are the second side in either case, as the forces of the country if unnamed.
    """
    mains, allies = _actors(event, TARGET, codebook)
    if _are_forces(mains, event) and not _has_civilians(event, codebook):
        return _side(mains, allies, event, codebook)
    if not mains and _struck_forces(event):
        return _forces(event, allies, codebook)
    if event["event_type"] == AGAINST_CIVILIANS or (not mains and _struck_civilians(event, codebook)):
        return Side(_in_country("Civilians", event, codebook), _names([*mains, *allies]), CIVILIANS)
    return _side(mains, allies, event, codebook) if mains else None


def _are_forces(mains: Sequence[Document], event: Document) -> bool:
    """Return whether all *mains* are police or soldiers; one of unknown type is where nothing else was struck."""
    return bool(mains) and all(
        actor["type"] in _FORCES or (actor["type"] is None and _struck_forces(event)) for actor in mains
    )


def _struck_forces(event: Document) -> bool:
    """Return whether an act of violence was aimed at police or soldiers and at nothing else."""
    return (
        event["event_type"] in _VIOLENT
        and bool(event["targets"])
        and all(each["type"] in _FORCES for each in event["targets"])
    )


def _forces(event: Document, allies: Iterable[Document], codebook: Codebook) -> Side:
    """Return the country's forces of the kinds that were struck, in the order in which the targets name them."""
    country = country_name(event, codebook)
    of = "" if country is None else f" of {country}"
    forces = (_FORCES[target["type"]] for target in event["targets"])
    main, *others = dict.fromkeys(f"{force}{of}" for force in forces)
    return Side(main, (*others, *_names(allies)), STATE)


def _struck_civilians(event: Document, codebook: Codebook) -> bool:
    is_remote_or_mob = event["event_type"] == REMOTE_VIOLENCE or event["sub_event_type"] == MOB_VIOLENCE
    return is_remote_or_mob and _has_civilians(event, codebook)


def _has_civilians(event: Document, codebook: Codebook) -> bool:
    """Return whether a target is civilian by its type."""
    terms = (codebook.vocabulary("target_types").get(target["type"]) for target in event["targets"])
    return any(term is not None and term.attributes.get("is_civilian", False) for term in terms)


def is_civilian_targeting(event: Document, codebook: Codebook) -> bool:
    """Return whether civilians were the main target, as far as type and sides tell."""
    if event["sub_event_type"] == _EXCESSIVE_FORCE:
        return True
    if event["sub_event_type"] != MOB_VIOLENCE and event["event_type"] not in {REMOTE_VIOLENCE, AGAINST_CIVILIANS}:
        return False
    sides = (first_side(event, codebook), second_side(event, codebook))
    return any(side is not None and side.kind == CIVILIANS for side in sides)


def interaction(event: Document, codebook: Codebook) -> str | None:
    """Return the kinds of the two sides without an order ("State forces-Rebel group"); None when a kind is not known.

    The lower code stands first, except that civilians stand after external forces (datasets reference, section 1.3).
    """
    first, second = first_side(event, codebook), second_side(event, codebook)
    labels = codebook.crosswalk(INTER)
    if first.kind is None or (second is not None and second.kind is None):
        return None
    if second is None or second.kind is None:
        return f"{labels[str(first.kind)]} only"
    pair = sorted((first.kind, second.kind))
    ordered = reversed(pair) if pair == [CIVILIANS, EXTERNAL] else pair
    return "-".join(labels[str(kind)] for kind in ordered)


def _actors(event: Document, main: str, codebook: Codebook) -> tuple[list[Document], list[Document]]:
    """Return the actors in the role *main*, and those in the other roles that stand on the same side."""
    roles = codebook.vocabulary("actor_roles")
    number = _number_of_side(main, roles)
    same = [actor for actor in event["actors"] if _number_of_side(actor["role"], roles) == number]
    return [actor for actor in same if actor["role"] == main], [actor for actor in same if actor["role"] != main]


def _number_of_side(role: str, roles: Vocabulary) -> Scalar | None:
    term = roles.get(role)
    return None if term is None else term.attributes["side"]


def _side(mains: Sequence[Document], allies: Iterable[Document], event: Document, codebook: Codebook) -> Side:
    main, *others = mains
    return Side(_name(main, event, codebook), _names([*others, *allies]), _kind(main, event, codebook))


def _name(actor: Document, event: Document, codebook: Codebook) -> str:
    """Return its name.

    The layout has one of its own for people whom nobody has identified, whatever a report calls them.
    """
    name: str = actor["name"]
    if not name.startswith(_NOT_IDENTIFIED):
        return name
    return _in_country(_UNIDENTIFIED_GANG if actor["type"] == "criminal" else _UNIDENTIFIED[0], event, codebook)


def _names(actors: Iterable[Document]) -> tuple[str, ...]:
    return tuple(actor["name"] for actor in actors)


def _kind(actor: Document, event: Document, codebook: Codebook) -> int | None:
    """Return the actor's code in ``acled.inter``; a state's forces abroad are external forces there."""
    term = codebook.vocabulary("actor_types").get(actor["type"]) if actor["type"] is not None else None
    kind = None if term is None else term.attributes.get("acled")
    if kind is None:
        return None
    is_abroad = actor["country"] not in {None, event["country"]}
    return EXTERNAL if int(kind) == STATE and is_abroad else int(kind)


def _in_country(name: str, event: Document, codebook: Codebook) -> str:
    country = country_name(event, codebook)
    return name if country is None else f"{name} ({country})"


def _of_first(read: Callable[[Side], Any]) -> Callable[[Document, Codebook], Any]:
    return lambda event, codebook: read(first_side(event, codebook))


def _of_second(read: Callable[[Side], Any]) -> Callable[[Document, Codebook], Any]:
    def derive(event: Document, codebook: Codebook) -> Any:  # noqa: ANN401 - as wide as a document's values
        side = second_side(event, codebook)
        return None if side is None else read(side)

    return derive


# Spelled out, because strftime speaks the language of the machine it runs on.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}"
_DATED = re.compile(rf"\A(?:(?:On|Around) {_DAY}|Between {_DAY} and {_DAY}|On an unknown date), (?=\S)")
# Words that open a sentence and no name: within a note they are small.
_SMALL = frozenset({"A", "An", "The", "Two", "Three", "Four", "Five", "Six", "Several", "Dozens", "At", "Unidentified"})
_DISRUPTED, _INTERCEPTED = "Disrupted weapons use", "intercepted"


def notes(event: Document) -> str | None:
    """Return what happened, after "On 7 November 2021, ..." for a known day, else "Around ..." and the middle day.

    A date with which the summary begins gives way to it. Without a date what happened stands alone; None when neither
    date nor summary, type or place is known.
    """
    when, summary = read_time(event), event["summary"]
    if when is None:
        composed = _compose(event)
        told: str | None = summary
        return told if told is not None or composed is None else _with_first(composed, str.upper)
    start = prefix(event) + _opening(when)
    told = _compose(event) if summary is None else _continue(_undated(summary.removeprefix(prefix(event))))
    return f"{start}." if told is None else f"{start}, {told}"


def _compose(event: Document) -> str | None:
    """Return the type and the place as the rest of a sentence; None when neither is known."""
    kind = event["sub_event_type"] or event["event_type"]
    name = event["place"] or event["place_reported"] or event["admin1"]
    if kind is None and name is None:
        return None
    where = "" if name is None else f" in {name}"
    return f"{_with_first(kind or 'an event', str.lower)}{where}."


def _with_first(words: str, change: Callable[[str], str]) -> str:
    """Return *words* with their first letter changed; what follows, such as "IED", stays."""
    return change(words[:1]) + words[1:]


def _undated(summary: str) -> str:
    """Return *summary* without a date at its beginning, in any of the forms of a summary that the coder composed."""
    return _DATED.sub("", summary, count=1)


def _continue(summary: str) -> str:
    """Return *summary* as the rest of a sentence: a first word that is no name loses its capital."""
    first, space, rest = summary.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in _SMALL else summary


def prefix(event: Document) -> str:
    """Return the word that opens a note on a weapon that was stopped on its way; empty for every other event."""
    is_interception = event["sub_event_type"] == _DISRUPTED and event["stage"] == _INTERCEPTED
    return "Interception: " if is_interception else ""


def _opening(when: When) -> str:
    return f"{'On' if when.precision == 'day' else 'Around'} {_spelled(when.middle)}"


def _spelled(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


COMPUTED: Mapping[str, Callable[[Document, Codebook], Any]] = {
    "actor1": _of_first(lambda side: side.name),
    "assoc_actor_1": _of_first(lambda side: side.allies),
    "inter1": _of_first(lambda side: side.kind),
    "actor2": _of_second(lambda side: side.name),
    "assoc_actor_2": _of_second(lambda side: side.allies),
    "inter2": _of_second(lambda side: side.kind),
    "interaction": interaction,
    "civilian_targeting": is_civilian_targeting,
    "notes": lambda event, _: notes(event),
}
