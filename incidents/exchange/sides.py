"""The two sides of an event as the ACLED layout has them: a main actor, its allies and its kind, twice.

The layout knows no roles, so perpetrators stand first and those they acted against second (its codebook: no
direction, except in violence against civilians, where the perpetrator is first and the civilians second). It has a
name for every actor, so an unnamed one gets the layout's standing name. Nothing here is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from incidents.codebook.definitions import Definitions
from incidents.codebook.model import Scalar, Vocabulary
from incidents.domain.event import Event
from incidents.domain.who import PERPETRATOR, TARGET, Actor

STATE, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 3, 5, 6, 7, 8
AGAINST_CIVILIANS, PROTESTS, RIOTS = "Violence against civilians", "Protests", "Riots"
REMOTE_VIOLENCE, MOB_VIOLENCE = "Explosions/Remote violence", "Mob violence"
INTER = "acled.inter"

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


def first_side(event: Event, codebook: Definitions) -> Side:
    """The perpetrators with those associated with them; never empty, as the layout wants it."""
    mains, allies = _actors(event, PERPETRATOR, codebook)
    if mains:
        return _side(mains, allies, event, codebook)
    name, kind = _UNNAMED.get(event.event_type or "", _UNIDENTIFIED)
    return Side(_in_country(name, event, codebook), _names(allies), kind)


def second_side(event: Event, codebook: Definitions) -> Side | None:
    """Those it was done to, with those associated with them; None for an event with one side.

    Civilians in violence against civilians, and where only what was struck is known and that is civilian. Where only
    police or soldiers were struck, they are the second side in either case, as the forces of the country if unnamed.
    """
    mains, allies = _actors(event, TARGET, codebook)
    if _are_forces(mains, event) and not _has_civilians(event, codebook):
        return _side(mains, allies, event, codebook)
    if not mains and _struck_forces(event):
        return _forces(event, allies, codebook)
    if event.event_type == AGAINST_CIVILIANS or (not mains and _struck_civilians(event, codebook)):
        return Side(_in_country("Civilians", event, codebook), _names([*mains, *allies]), CIVILIANS)
    return _side(mains, allies, event, codebook) if mains else None


def _are_forces(mains: Sequence[Actor], event: Event) -> bool:
    """Whether all *mains* are police or soldiers; one of unknown type is where nothing else was struck."""
    return bool(mains) and all(
        actor.type in _FORCES or (actor.type is None and _struck_forces(event)) for actor in mains
    )


def _struck_forces(event: Event) -> bool:
    """Whether an act of violence was aimed at police or soldiers and at nothing else."""
    return event.event_type in _VIOLENT and bool(event.targets) and all(each.type in _FORCES for each in event.targets)


def _forces(event: Event, allies: Iterable[Actor], codebook: Definitions) -> Side:
    """The country's forces of the kinds that were struck, in the order in which the targets name them."""
    country = codebook.countries.get(event.place.country) if event.place.country is not None else None
    of = "" if country is None else f" of {country.name}"
    main, *others = dict.fromkeys(f"{_FORCES[target.type]}{of}" for target in event.targets)
    return Side(main, (*others, *_names(allies)), STATE)


def _struck_civilians(event: Event, codebook: Definitions) -> bool:
    is_remote_or_mob = event.event_type == REMOTE_VIOLENCE or event.sub_event_type == MOB_VIOLENCE
    return is_remote_or_mob and _has_civilians(event, codebook)


def _has_civilians(event: Event, codebook: Definitions) -> bool:
    """Whether a target is civilian by its type."""
    terms = (codebook.vocabulary("target_types").get(target.type) for target in event.targets)
    return any(term is not None and term.attributes.get("is_civilian", False) for term in terms)


def interaction(event: Event, codebook: Definitions) -> str | None:
    """The kinds of the two sides without an order ("State forces-Rebel group"); None when a kind is not known.

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


def _actors(event: Event, main: str, codebook: Definitions) -> tuple[list[Actor], list[Actor]]:
    """The actors in the role *main*, and those in the other roles that stand on the same side."""
    roles = codebook.vocabulary("actor_roles")
    number = _number_of_side(main, roles)
    same = [actor for actor in event.actors if _number_of_side(actor.role, roles) == number]
    return [actor for actor in same if actor.role == main], [actor for actor in same if actor.role != main]


def _number_of_side(role: str, roles: Vocabulary) -> Scalar | None:
    term = roles.get(role)
    return None if term is None else term.attributes["side"]


def _side(mains: Sequence[Actor], allies: Iterable[Actor], event: Event, codebook: Definitions) -> Side:
    main, *others = mains
    return Side(_name(main, event, codebook), _names([*others, *allies]), _kind(main, event, codebook))


def _name(actor: Actor, event: Event, codebook: Definitions) -> str:
    """Its name; the layout has one of its own for people whom nobody has identified, whatever a report calls them."""
    if not actor.name.startswith(_NOT_IDENTIFIED):
        return actor.name
    return _in_country(_UNIDENTIFIED_GANG if actor.type == "criminal" else _UNIDENTIFIED[0], event, codebook)


def _names(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(actor.name for actor in actors)


def _kind(actor: Actor, event: Event, codebook: Definitions) -> int | None:
    """The actor's code in ``acled.inter``; a state's forces abroad are external forces there."""
    term = codebook.vocabulary("actor_types").get(actor.type) if actor.type is not None else None
    kind = None if term is None else term.attributes.get("acled")
    if kind is None:
        return None
    is_abroad = actor.country not in {None, event.place.country}
    return EXTERNAL if int(kind) == STATE and is_abroad else int(kind)


def _in_country(name: str, event: Event, codebook: Definitions) -> str:
    country = codebook.countries.get(event.place.country) if event.place.country is not None else None
    return name if country is None else f"{name} ({country.name})"
