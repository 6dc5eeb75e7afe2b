"""An event that follows from its reports: every aspect by its rule, but for what a person decided.

``adopt`` finds what a person decided before it was noted anywhere, ``settle`` lets the event follow, ``choose`` and
``rule_by`` note what a person decides now. All are pure; the judgements that they return are stored with the event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from incidents.codebook.aspects import Aspect
from incidents.domain.event import Event
from incidents.domain.judgement import ANALYST, Judgement
from incidents.review.reconciliation.hearing import SUMMARY, Hearing
from incidents.review.reconciliation.parts import PARTS

Judgements = tuple[Judgement, ...]
_SEVERAL = 2  # reports, from which on a rule decides anything


@dataclass(frozen=True, slots=True)
class Settled:
    """The event as it follows from its reports, and by which rules. What the codebook decides is noted from two on."""

    event: Event
    judgements: Judgements


def adopt(event: Event, judgements: Judgements, hearing: Hearing) -> Judgements:
    """*judgements*, and a person's choice for every aspect in which *event* is not what the reports give.

    An event that rests on no report is a person's choice wherever it says anything.
    """
    own = tuple(each for each in judgements if each.is_own)
    known = {each.aspect for each in own}
    open_ = (aspect for aspect in hearing.book.aspects if aspect.name not in known)
    found = (_choice(aspect, hearing, reason=None) for aspect in open_ if hearing.contradict(aspect, event))
    return (*own, *found)


def settle(event: Event, judgements: Judgements, hearing: Hearing) -> Settled:
    """*event* as it follows from the reports under the *judgements* that are a person's own; its evidence is kept.

    Of a choice it is said whether the reports have moved away from what they gave when it was made.
    """
    own = {each.aspect: each for each in judgements if each.is_own}
    is_told = event.summary is not None and event.summary == hearing.book.tell(event)
    after, noted = event, []
    for aspect in hearing.book.aspects:
        judgement = own.get(aspect.name) or Judgement(aspect=aspect.name, rule=aspect.rule)
        if judgement.rule == ANALYST:
            judgement = replace(judgement, has_moved=_has_moved(aspect, judgement, after, hearing))
        else:
            after = hearing.follow(aspect, judgement.rule, after)
        if judgement.is_own or _is_worth_noting(aspect, after, hearing):
            noted.append(judgement)
    if is_told and SUMMARY in own and own[SUMMARY].rule == ANALYST:
        after = replace(after, summary=hearing.book.tell(after))
    return Settled(hearing.put_in_order(after), tuple(noted))


def choose(before: Event, after: Event, judgements: Judgements, hearing: Hearing, *, reason: str | None) -> Judgements:
    """The judgements when a person turns *before* into *after*: a choice for each aspect that they changed.

    Whoever types what the reports give takes an earlier choice back. A summary of the program's is nobody's choice.
    """
    kept = {each.aspect: each for each in adopt(before, judgements, hearing)}
    for aspect in hearing.book.aspects:
        read = PARTS[aspect.name].read
        is_told = aspect.name == SUMMARY and after.summary == hearing.book.tell(after)
        if is_told or read(before) == read(after):
            continue
        kept.pop(aspect.name, None)
        if hearing.contradict(aspect, after):
            kept[aspect.name] = _choice(aspect, hearing, reason=reason)
    return tuple(kept.values())


def rule_by(
    aspect: Aspect, rule: str | None, judgements: Judgements, hearing: Hearing, *, reason: str | None
) -> Judgements:
    """*judgements* with *rule* for *aspect*; None returns to the codebook's, ``analyst`` keeps what the event says."""
    others = tuple(each for each in judgements if each.aspect != aspect.name)
    if rule is None:
        return others
    if rule == ANALYST:
        return (*others, _choice(aspect, hearing, reason=reason))
    return (*others, Judgement(aspect=aspect.name, rule=rule, is_own=True, reason=reason))


def moved(judgements: Iterable[Judgement]) -> Judgements:
    """Those choices that the reports have moved away from."""
    return tuple(each for each in judgements if each.has_moved)


def _choice(aspect: Aspect, hearing: Hearing, *, reason: str | None) -> Judgement:
    return Judgement(aspect=aspect.name, rule=ANALYST, is_own=True, reason=reason, basis=hearing.give(aspect))


def _has_moved(aspect: Aspect, judgement: Judgement, event: Event, hearing: Hearing) -> bool:
    return hearing.give(aspect) != judgement.basis and hearing.contradict(aspect, event)


def _is_worth_noting(aspect: Aspect, event: Event, hearing: Hearing) -> bool:
    part = PARTS[aspect.name]
    return len(hearing.reports) >= _SEVERAL and part.read(event) != part.absent
