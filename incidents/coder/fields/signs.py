"""The signs by which the type of one event is judged, gathered from its account and what was found in it.

Does not judge: ``types`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from incidents.codebook.loader import Codebook
from incidents.codebook.vocabularies import Vocabulary
from incidents.coder.events.accounts import Account
from incidents.coder.events.dating import date_of
from incidents.coder.events.harmed import toll_of
from incidents.coder.events.passages import Passage
from incidents.coder.events.transitions import is_reaction
from incidents.coder.fields.combat import likely_combat
from incidents.coder.fields.types import Signs
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NATION, PROTESTER, RIOTER, Party
from incidents.coder.mentions.triggers import Trigger
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import Weapon

_WEIGHTS = (3, 2)
_LEADING = 3
_CLASH, _PROTEST, _ARRESTED = "clash", "protest", "arrested"
_BETWEEN, _BETWEEN_REACH = "between", 6  # words
_CROWD, _FIGHTERS = frozenset({PROTESTER, RIOTER}), frozenset({ARMED, GROUP})
_OUTCOMES = frozenset({"kill", "hit", "arrest", "intercept", "blast"})
_FINDING = frozenset({"bombing", "intercept", "arrest"})
_STATES = frozenset({FORCE, NATION, COUNTRY})


def gather_signs(
    account: Account,
    weapons: Sequence[Weapon],
    *,
    doer: Party | None,
    sufferers: Sequence[Party],
    codebook: Codebook,
) -> Signs:
    """The signs of *account*; *doer* acted with *weapons*, *sufferers* were attacked."""
    harm = [mention.count for mention in account.casualties if mention.harm != _ARRESTED]
    is_harmed = any(count.best or count.low for count in harm)
    acts, vocabulary = weigh_acts(account), codebook.vocabulary("weapons")
    combat = likely_combat(account, acts, doer=doer, target_types=codebook.vocabulary("target_types"))
    present = {party.kind for passage in account.passages for party in passage.reading.parties}
    fighting = _kinds_in_clash(account)
    first = next((passage.reading.weapons for passage in account.passages if passage.reading.weapons), ())
    return Signs(
        acts=acts,
        weapons=_with_parents((weapon.weapon for weapon in weapons), vocabulary),
        first_weapons=_with_parents((mention.code for mention in first), vocabulary),
        is_crowd_fighting=bool(fighting & _CROWD) and not fighting & _FIGHTERS,
        is_armed_fighting=ARMED in fighting,
        has_crowd=bool(present & _CROWD),
        crowd=doer.kind if doer is not None and doer.kind in _CROWD else None,
        is_by_armed=doer is not None and doer.kind in {ARMED, GROUP},
        likely_combat=combat,
        is_harmed=is_harmed,
        is_between=_is_between(account),
        is_crowd_shot_at=_is_crowd_shot_at(acts, doer, sufferers),
        is_by_military=doer is not None and doer.kind in _STATES and not doer.is_police,
        is_stopped=acts["intercept"] > 0 and not is_harmed and (_are_stopped(weapons) or _are_defused(account)),
    )


def _with_parents(codes: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(each for code in codes for each in (code, *vocabulary.ancestors(code)))


def is_own_force(doer: Party | None, country: str | None) -> bool:
    """True for a force of the *country* (alpha-3) that the event was in, or of no country that is told."""
    return doer is not None and doer.kind == FORCE and doer.country in {None, country}


def _is_crowd_shot_at(acts: Counter[str], doer: Party | None, sufferers: Sequence[Party]) -> bool:
    """True when a force shot at people who protested, or killed some of them and no fight is told of."""
    has_protest = acts["protest"] > 0 or any(party.kind == PROTESTER for party in sufferers)
    others = (_CLASH, "riot", "airstrike", "shelling", "bombing")
    is_one_sided = acts["kill"] > 0 and acts["protest"] > 0 and not any(acts[kind] for kind in others)
    is_shot_at = acts["shooting"] > 0 or is_one_sided
    return is_shot_at and has_protest and doer is not None and doer.kind == FORCE


def _kinds_in_clash(account: Account) -> set[str]:
    """The kinds of the parties that are named where the first clash is told."""
    told = (passage for passage in account.passages if _CLASH in passage.kinds)
    return {party.kind for passage in islice(told, 1) for party in passage.reading.parties}


def _is_between(account: Account) -> bool:
    """True where the first act that is more than an outcome is a clash between sides: "clashes erupted between"."""
    told = ((passage, act) for passage in account.passages for act in passage.acts if act.kind not in _OUTCOMES)
    for passage, act in islice(told, 1):
        after = passage.reading.words[act.last + 1 : act.last + 1 + _BETWEEN_REACH]
        return act.kind == _CLASH and any(word.folded == _BETWEEN for word in after)
    return False


def weigh_acts(account: Account) -> Counter[str]:
    """How often each kind of act is told; the opening counts more, and so does what a sentence is built on.

    A protest that an act only prompted is not counted.
    """
    acts: Counter[str] = Counter()
    for order, passage in enumerate(account.passages):
        weight = _WEIGHTS[order] if order < len(_WEIGHTS) else int(not _is_habit(passage))
        leading = _leading(passage.acts)
        for act in passage.acts:
            is_prompted = leading is not act and _is_prompted(act, leading, passage)
            acts[act.kind] += 0 if is_prompted else weight * (_LEADING if act is leading else 1)
    return acts


def _is_prompted(act: Trigger, leading: Trigger | None, passage: Passage) -> bool:
    """True for the protests in "an officer shot a woman, prompting protests"."""
    is_upon_act = leading is not None and leading.kind not in _OUTCOMES
    return act.kind == _PROTEST and is_upon_act and is_reaction(passage, act.first)


def _is_habit(passage: Passage) -> bool:
    """True for "the group still stages sporadic suicide bombings": what somebody does at other times."""
    return bool(keyed(passage.reading.cues, "discourse.habit")) and date_of(passage) is None and not toll_of(passage)


def _leading(acts: Sequence[Trigger]) -> Trigger | None:
    """The act that a sentence is built on: its first verb of violence, else its first act."""
    verbs = (act for act in acts if act.is_verb and not act.is_passive and act.kind not in _OUTCOMES)
    return next(verbs, acts[0] if acts else None)


def _are_defused(account: Account) -> bool:
    """True where nothing is told but that bombs were found and defused."""
    acts = [act for passage in account.passages for act in passage.acts]
    return {act.kind for act in acts} <= _FINDING and any(map(_has_defused, account.passages))


def _has_defused(passage: Passage) -> bool:
    """True where one of its acts is told by a word of defusing."""
    begun = {cue.start for cue in keyed(passage.reading.cues, "devices.defused")}
    return any(act.start in begun for act in passage.acts)


def _are_stopped(weapons: Sequence[Weapon]) -> bool:
    counted = [weapon for weapon in weapons if weapon.launched is not None]
    return bool(counted) and all(weapon.intercepted == weapon.launched for weapon in counted)
