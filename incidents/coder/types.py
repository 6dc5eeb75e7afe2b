"""The sub-event type of one event, by the order of the codebook: what was used and what was done decide together.

The order follows ACLED's codebook (section on the event type hierarchy): a suicide bomb within an assault is a suicide
bomb, a protest that was fired upon is excessive force, a salvo that was stopped whole is disrupted weapons use.
Does not look at the text: it works on what was found there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from incidents.domain.weapon import Weapon

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
_CROWD_WEAPONS = frozenset({"stones", "incendiary", "arson", "fireworks"})
_CARRIED = frozenset({"firearm", "rocket", "grenade", "explosive", "knife"})
_REPRESSION = frozenset({"teargas"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the type is judged by.

    *acts* counts kinds of triggers, those of the opening more than once; *weapons* by code with their parents;
    *is_two_sided* when both sides are armed; *are_civilians* when the target is unarmed; *crowd_fired_upon* when
    state forces shot at a crowd; *is_dead* when somebody was killed.
    """

    acts: Counter[str]
    weapons: Mapping[str, Weapon]
    has_crowd: bool = False
    has_police: bool = False
    is_two_sided: bool = False
    is_target_armed: bool = False
    is_harmed: bool = False
    crowd_fired_upon: bool = False
    is_suicide: bool = False
    is_by_military: bool = False
    is_unharmed_interception: bool = False
    extra: Mapping[str, int] = field(default_factory=dict)


def classify(findings: Findings) -> str | None:
    """The code of the sub-event type; None when nothing decides."""
    for decide in (_suicide, _street, _abduction, _disrupted, _chemical, _territory, _remote, _fight, _rest):
        decided = decide(findings)
        if decided is not None:
            return decided
    return None


def _suicide(findings: Findings) -> str | None:
    return "Suicide bomb" if findings.is_suicide and findings.acts["suicide"] >= findings.acts["clash"] else None


def _street(findings: Findings) -> str | None:
    """Crowds: fired upon, violent, met by the police, or peaceful."""
    acts = findings.acts
    crowd = acts["protest"] + acts["riot"]
    by_person = 0 if findings.crowd_fired_upon else acts["shooting"]
    armed = by_person + acts["attack"] + acts["shelling"] + acts["airstrike"] + acts["bombing"] + acts["abduction"] + acts["stabbing"] + acts["vehicle"]
    if crowd == 0 or (armed >= crowd and not findings.crowd_fired_upon):
        return None
    if findings.crowd_fired_upon:
        return "Excessive force against protesters"
    if not findings.has_crowd and acts["protest"] == 0:
        return "Mob violence"
    is_violent = acts["riot"] > 0 or acts["clash"] > 0 or bool(_CROWD_WEAPONS & findings.weapons.keys())
    if is_violent:
        return "Violent demonstration" if acts["protest"] or findings.has_crowd else "Mob violence"
    if acts["arrest"] or _REPRESSION & findings.weapons.keys():
        return "Protest with intervention"
    return "Peaceful protest"


def _abduction(findings: Findings) -> str | None:
    acts = findings.acts
    others = max((acts[kind] for kind in ("bombing", "shelling", "airstrike", "clash", "shooting", "stabbing")), default=0)
    if acts["abduction"] == 0 or acts["abduction"] < others:
        return None
    return "Abduction/forced disappearance" if not findings.is_harmed or acts["abduction"] > acts["kill"] else None


def _disrupted(findings: Findings) -> str | None:
    return "Disrupted weapons use" if findings.is_unharmed_interception else None


def _chemical(findings: Findings) -> str | None:
    return "Chemical weapon" if findings.acts["chemical"] else None


def _territory(findings: Findings) -> str | None:
    acts = findings.acts
    if acts["gain"] and acts["gain"] >= acts["overtake"]:
        return "Government regains territory"
    return "Non-state actor overtakes territory" if acts["overtake"] else None


def _remote(findings: Findings) -> str | None:
    """Explosive weapons; guns alone or fighting on the ground are not remote."""
    acts = findings.acts
    by_hand = acts["shooting"] + acts["stabbing"] + acts["clash"]
    remote = acts["bombing"] + acts["shelling"] + acts["airstrike"] + acts["blast"] + acts["hit"]
    is_small = findings.weapons.keys() <= _CARRIED and acts["shooting"] > 0 and acts["attack"] + acts["clash"] > 0
    if by_hand > remote or is_small:
        return None
    for weapon, decided in REMOTE_BY_WEAPON:
        if weapon in findings.weapons:
            return decided
    unarmed = [("airstrike", "Air/drone strike"), ("shelling", "Shelling/artillery/missile attack")]
    if findings.is_by_military and not findings.weapons:
        unarmed.append(("hit", "Air/drone strike"))
    return next((decided for kind, decided in unarmed if acts[kind]), None)


def _fight(findings: Findings) -> str | None:
    acts = findings.acts
    if acts["sexual"]:
        return "Sexual violence"
    if findings.is_two_sided or (findings.is_target_armed and findings.acts["attack"] + acts["clash"] > 0):
        return "Armed clash"
    hostile = ("attack", "shooting", "stabbing", "kill", "vehicle", "ramming", "execute", "arson", "hit", "blast", "bombing", "clash", "suicide")
    return "Attack" if any(acts[kind] for kind in hostile) else None


def _rest(findings: Findings) -> str | None:
    acts = findings.acts
    for kind, decided in (
        ("arrest", "Arrests"), ("looting", "Looting/property destruction"), ("agreement", "Agreement"),
        ("intercept", "Disrupted weapons use"), ("threat", "Other"),
    ):  # fmt: skip
        if acts[kind]:
            return decided
    return None
