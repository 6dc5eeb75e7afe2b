"""The sub-event type of one event, by the order of the codebook: what was used and what was done decide together.

The order follows ACLED's codebook (section on the event type hierarchy): a suicide bomb within an assault is a suicide
bomb, a protest that was fired upon is excessive force, a salvo that was stopped whole is disrupted weapons use.
Does not look at the text: it works on what was found there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

REMOTE_BY_WEAPON = (
    ("chemical", "Chemical weapon"),
    ("drone", "Air/drone strike"),
    ("airstrike", "Air/drone strike"),
    ("missile", "Shelling/artillery/missile attack"),
    ("artillery", "Shelling/artillery/missile attack"),
    ("rocket", "Shelling/artillery/missile attack"),
    ("vehicle_bomb", "Remote explosive/landmine/IED"),
    ("ied", "Remote explosive/landmine/IED"),
    ("landmine", "Remote explosive/landmine/IED"),
    ("grenade", "Grenade"),
)
_ARMED_ACTS = ("attack", "shelling", "airstrike", "bombing", "abduction", "stabbing", "vehicle")
_GRAVER_ACTS = ("bombing", "shelling", "airstrike", "clash", "shooting", "stabbing")
_HOSTILE_ACTS = (
    "attack",
    "shooting",
    "stabbing",
    "kill",
    "vehicle",
    "ramming",
    "sinking",
    "execute",
    "arson",
    "hit",
    "blast",
    "bombing",
    "suicide",
)
_LESSER = (
    ("coup", "Other"),
    ("arrest", "Arrests"),
    ("looting", "Looting/property destruction"),
    ("sabotage", "Looting/property destruction"),
    ("riot", "Looting/property destruction"),
    ("agreement", "Agreement"),
    ("intercept", "Disrupted weapons use"),
    ("threat", "Other"),
)
_CROWD_WEAPONS = frozenset({"stones", "incendiary", "arson", "fireworks"})
_CARRIED = frozenset({"firearm", "rocket", "grenade", "explosive", "knife"})
_DOMINANCE = 3  # times that another act may outweigh one that decides by itself
_PASSING = 6  # times that a protest may be told as often as violence, which is then told in passing
_FIGHTING, _VIOLENCE = "Armed clash", "Attack"
_EVEN, _UNSURE, _SURE = 0.5, 0.75, 0.85
_DOWNING = frozenset({"intercept", "kill"})
_REPRESSION = frozenset({"teargas", "other"})  # water cannon, rubber bullets


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the type is judged by.

    *acts* weighs kinds of triggers; *weapons* are codes with their parents, *first_weapons* those of the first sentence
    that names any. *likely_combat* is the probability that both sides bore arms; *crowd*: ``protester`` or ``rioter``,
    where a crowd did it; *is_crowd_fighting*: the clash is one of a crowd, *is_armed_fighting*: it is one of fighters,
    *is_between*: it is one between sides; *is_crowd_shot_at*: a force shot at protesters; *is_stopped*: every device
    was intercepted and nobody harmed.
    """

    acts: Counter[str]
    weapons: frozenset[str]
    first_weapons: frozenset[str] = frozenset()
    has_crowd: bool = False
    crowd: str | None = None
    is_crowd_fighting: bool = False
    is_armed_fighting: bool = False
    likely_combat: float = 0.0
    is_harmed: bool = False
    is_between: bool = False
    is_crowd_shot_at: bool = False
    is_by_military: bool = False
    is_by_armed: bool = False
    is_stopped: bool = False
    is_by_own_force: bool = False


def classify(signs: Signs) -> str | None:
    """The code of the sub-event type; None when nothing decides."""
    return next(iter(rank(signs)), None)


def rank(signs: Signs) -> tuple[str, ...]:
    """The codes of every sub-event type that something speaks for, in the order of the codebook; the first decides."""
    rules = (_suicide, _coup, _street, _storming, _abduction, _disrupted, _chemical, _territory, _remote, _fight, _rest)
    decided = (decide(signs) for decide in rules)
    return tuple(dict.fromkeys(code for code in decided if code is not None))


def _suicide(signs: Signs) -> str | None:
    acts = signs.acts
    others = max(acts[kind] for kind in _GRAVER_ACTS)
    return (
        "Suicide bomb" if acts["suicide"] * _DOMINANCE >= max(others, 1) and acts["suicide"] >= acts["clash"] else None
    )


def confidence_of(decided: str | None, signs: Signs) -> float:
    """How sure the type *decided* is (0..1): as sure as fighting is told from violence, where that is the question.

    Elsewhere the share of what is told that the foremost kind of act makes up decides between a lower and a higher one.
    """
    if decided in {_FIGHTING, _VIOLENCE}:
        return max(signs.likely_combat, 1 - signs.likely_combat)
    total = signs.acts.total()
    return _UNSURE if total and max(signs.acts.values()) * 2 < total else _SURE


def _is_dominant(acts: Counter[str], kind: str) -> bool:
    """True for an act that decides by itself, unless graver ones are told more than some times as often."""
    return acts[kind] > 0 and acts[kind] * _DOMINANCE >= max(acts[other] for other in (*_GRAVER_ACTS, "attack"))


def _street(signs: Signs) -> str | None:
    """Crowds: fired upon, violent, met by the police, or peaceful."""
    acts = signs.acts
    crowd = acts["protest"] + acts["riot"] + signs.is_crowd_fighting * acts["clash"]
    by_person = 0 if signs.is_crowd_shot_at else acts["shooting"]
    by_blast = acts["blast"] if signs.is_harmed and acts["riot"] == 0 else 0
    armed = by_person + by_blast + sum(acts[kind] for kind in _ARMED_ACTS)
    is_fight = signs.is_armed_fighting and acts["clash"] > crowd
    if signs.is_crowd_shot_at:
        return "Excessive force against protesters"
    if is_fight or crowd == 0 or armed >= crowd or (signs.is_by_armed and acts["protest"] == 0):
        return None
    if not signs.has_crowd and acts["protest"] == 0:
        return "Mob violence"
    violent = acts["riot"] + acts["clash"]
    is_violent = violent * _PASSING > acts["protest"] or bool(_CROWD_WEAPONS & signs.weapons)
    if is_violent:
        return "Violent demonstration" if acts["protest"] or signs.has_crowd else "Mob violence"
    if acts["arrest"] or _REPRESSION & signs.weapons:
        return "Protest with intervention"
    return "Peaceful protest"


def _coup(signs: Signs) -> str | None:
    """Power seized without a shot; where people were killed or fought, that is what it was."""
    acts = signs.acts
    return "Other" if acts["coup"] > 0 and acts["clash"] + acts["kill"] + acts["shooting"] == 0 else None


def _storming(signs: Signs) -> str | None:
    """A crowd that attacks, where no protest is told of."""
    others = max(signs.acts[kind] for kind in (*_GRAVER_ACTS, "abduction"))
    if signs.crowd is None or signs.acts["attack"] <= others:
        return None
    return "Violent demonstration" if signs.crowd == "protester" else "Mob violence"


def _abduction(signs: Signs) -> str | None:
    acts = signs.acts
    others = max(acts[kind] for kind in _GRAVER_ACTS)
    if acts["abduction"] == 0 or acts["abduction"] < others:
        return None
    return "Abduction/forced disappearance" if not signs.is_harmed or acts["abduction"] > acts["kill"] else None


def _disrupted(signs: Signs) -> str | None:
    """Weapons that were stopped; an aircraft shot down with people on board is hit by artillery or a missile."""
    if signs.is_stopped:
        return "Disrupted weapons use"
    is_downing = signs.acts["intercept"] > 0 and {kind for kind in signs.acts if signs.acts[kind]} <= _DOWNING
    return "Shelling/artillery/missile attack" if is_downing and signs.is_harmed else None


def _chemical(signs: Signs) -> str | None:
    return "Chemical weapon" if _is_dominant(signs.acts, "chemical") else None


def _territory(signs: Signs) -> str | None:
    acts = signs.acts
    others = max(acts[kind] for kind in (*_GRAVER_ACTS, "attack", "abduction"))
    if max(acts["gain"], acts["overtake"]) <= others:
        return None
    is_gain = acts["gain"] >= acts["overtake"] or (signs.is_by_military and acts["gain"] > 0)
    is_regained = is_gain or signs.is_by_own_force
    return "Government regains territory" if is_regained else "Non-state actor overtakes territory"


def _remote(signs: Signs) -> str | None:
    """Explosive weapons; guns alone or fighting on the ground are not remote."""
    acts = signs.acts
    by_hand = acts["shooting"] + acts["stabbing"] + acts["clash"]
    remote = acts["bombing"] + acts["shelling"] + acts["airstrike"] + acts["blast"] + acts["hit"]
    is_small = signs.weapons <= _CARRIED and acts["shooting"] > 0 and acts["attack"] + acts["clash"] > 0
    if by_hand > remote or is_small:
        return None
    for weapons in (signs.weapons & signs.first_weapons, signs.weapons):
        for weapon, decided in REMOTE_BY_WEAPON:
            if weapon in weapons:
                return decided
    unarmed = [("airstrike", "Air/drone strike"), ("shelling", "Shelling/artillery/missile attack")]
    if signs.is_by_military and not signs.weapons:
        unarmed.append(("hit", "Air/drone strike"))
    return next((decided for kind, decided in unarmed if acts[kind]), None)


def _fight(signs: Signs) -> str | None:
    acts = signs.acts
    if _is_dominant(acts, "sexual"):
        return "Sexual violence"
    others = max(acts[kind] for kind in _HOSTILE_ACTS if kind != "kill")
    if others + acts["clash"] + acts["kill"] == 0:
        return None
    return _FIGHTING if signs.is_between or signs.likely_combat > _EVEN else _VIOLENCE


def _rest(signs: Signs) -> str | None:
    """What is left: the foremost of the lesser acts, at par the first of the list."""
    kind, decided = max(_LESSER, key=lambda lesser: signs.acts[lesser[0]])
    return decided if signs.acts[kind] else None
