"""The signs by which the type of one event is judged, gathered from its account and what was found in it.

Does not judge: ``types`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incidents.codebook.model import Vocabulary
from incidents.coder.events.accounts import Account
from incidents.coder.fields.types import Signs
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, PROTESTER, RIOTER, Party
from incidents.coder.mentions.triggers import Trigger
from incidents.domain.weapon import Weapon

_WEIGHTS = (3, 2)
_LEADING, _FOREMOST = 3, 2
_OUTCOMES = frozenset({"kill", "hit", "arrest", "intercept", "blast"})
_STATES = frozenset({FORCE, NATION, COUNTRY})
_FIGHTERS = frozenset({ARMED, GROUP})


def gather_signs(
    account: Account,
    weapons: Sequence[Weapon],
    *,
    doer: Party | None,
    sufferers: Sequence[Party],
    vocabulary: Vocabulary,
) -> Signs:
    """The signs of *account*; *doer* acted, *sufferers* were attacked; *vocabulary* is that of the *weapons*."""
    is_harmed = any(mention.count.best or mention.count.low for mention in account.casualties)
    acts = _weigh(account)
    present = {party.kind for passage in account.passages for party in passage.reading.parties}
    return Signs(
        acts=acts,
        weapons=frozenset(code for weapon in weapons for code in (weapon.weapon, *vocabulary.ancestors(weapon.weapon))),
        has_crowd=bool(present & {PROTESTER, RIOTER}),
        is_by_armed=doer is not None and doer.kind in {ARMED, GROUP},
        is_target_armed=any(_is_armed_side(party, doer) for party in sufferers[:_FOREMOST]),
        is_harmed=is_harmed,
        is_crowd_shot_at=_is_crowd_shot_at(acts, doer, sufferers),
        is_by_military=doer is not None and doer.kind in _STATES and not doer.is_police,
        is_stopped=acts["intercept"] > 0 and not is_harmed and _are_stopped(weapons),
    )


def _is_armed_side(party: Party, doer: Party | None) -> bool:
    """True for a state's forces; for fighters only where a state attacks: else they are the attackers themselves."""
    return party.kind == FORCE or (party.kind in _FIGHTERS and doer is not None and doer.kind in _STATES)


def _is_crowd_shot_at(acts: Counter[str], doer: Party | None, sufferers: Sequence[Party]) -> bool:
    has_protest = acts["protest"] > 0 or any(party.kind == PROTESTER for party in sufferers)
    return acts["shooting"] > 0 and has_protest and doer is not None and doer.kind == FORCE


def _weigh(account: Account) -> Counter[str]:
    """How often each kind of act is told; the opening counts more, and so does what a sentence is built on."""
    acts: Counter[str] = Counter()
    for order, passage in enumerate(account.passages):
        weight = _WEIGHTS[order] if order < len(_WEIGHTS) else 1
        leading = _leading(passage.acts)
        for act in passage.acts:
            acts[act.kind] += weight * (_LEADING if act is leading else 1)
    return acts


def _leading(acts: Sequence[Trigger]) -> Trigger | None:
    """The act that a sentence is built on: its first verb of violence, else its first act."""
    verbs = (act for act in acts if act.is_verb and not act.is_passive and act.kind not in _OUTCOMES)
    return next(verbs, acts[0] if acts else None)


def _are_stopped(weapons: Sequence[Weapon]) -> bool:
    counted = [weapon for weapon in weapons if weapon.launched is not None]
    return bool(counted) and all(weapon.intercepted == weapon.launched for weapon in counted)
