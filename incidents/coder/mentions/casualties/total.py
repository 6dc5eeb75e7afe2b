"""One number of killed, injured and so on from all that is said of one event. Reads no words, finds no event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from incidents.coder.mentions.casualties.counts import add_up, best_of, by_clause, highest, raise_high
from incidents.coder.mentions.casualties.likely import likely_injured
from incidents.coder.mentions.casualties.mention import CasualtyMention
from incidents.coder.mentions.casualties.statements import Statement, is_counted, statements_of
from incidents.domain.casualties import NONE, Casualty, Count
from incidents.domain.documents import EVERYONE, INJURED, STATED_NONE

RULE = "lead figure, later tolls replace it, attackers included"
"""How the total of a harm is found:

1. Boasts of an actor, tolls over more than this event, parts of another number and words on some people only do not
   count, nor does the death of a bomber of which nothing is said. A boast counts where there is nothing else.
2. Mentions of one statement add up; "two others" and "were also killed" add to the statement before, unless it is the
   killed that the injured are others to. So does "three others were injured" after "the minister was stabbed".
3. The last running total ("the toll rose to 45") is the number; else the first statement about people in general,
   unless one group has more; else the groups that cannot overlap (civilians, security forces, fighters) add up, each
   at its highest.
4. A later and higher statement about people in general gives the high, unless it is far off and many times higher.
   Estimates ("dozens") count where no number is given, or only one of fewer people.
5. Attackers' losses that the number does not hold already are added, as ACLED does; they stand in a row of their own,
   so that GTD's reading, which tells them apart, can be had by subtraction.
6. "Nobody was hurt" counts where no number is given, or only some sentences after it.
7. Where nobody is said to be injured, people who were stabbed or shot are, but for as many as were killed.
"""
_MOST_TIMES, _FAR = 3, 2
_HARMS = ("killed", "injured", "abducted", "missing", "arrested")
_DISJOINT = ("civilians", "security_forces", "fighters")


def total(mentions: Sequence[CasualtyMention]) -> tuple[Casualty, ...]:
    """The casualties of one event from all *mentions* of it, by RULE: a row for everyone, then one for each group."""
    ordered = sorted(mentions, key=lambda mention: (mention.start, mention.end))
    settled = [
        replace(each, is_additional=False) if each.is_additional and not _is_on_top(each, ordered) else each
        for each in ordered
    ]
    rows: list[Casualty] = []
    for harm in _HARMS:
        of_harm = [each for each in settled if each.harm == harm]
        told = _rows(harm, of_harm)
        if harm == INJURED and not any(row.count.best is not None for row in told):
            told = [*likely_injured(of_harm, rows)] or told
        rows += told
    return tuple(rows)


def _is_on_top(mention: CasualtyMention, mentions: Sequence[CasualtyMention]) -> bool:
    """True when "others" are on top of people who suffered the same, not of the killed in the same sentence."""
    before = [each for each in mentions if each.sentence == mention.sentence and each.start < mention.start]
    return mention.is_additional and (not before or any(each.harm == mention.harm for each in before))


def _rows(harm: str, mentions: Sequence[CasualtyMention]) -> list[Casualty]:
    of_event = [each for each in mentions if not (each.is_cumulative or each.is_partial)]
    trusted = [each for each in of_event if not each.is_claim]
    trusted = trusted if any(not each.is_subset for each in trusted) else of_event
    count = _everyone(trusted)
    told = [each for each in trusted if each.is_perpetrator or not each.is_implied]
    groups = sorted({each.group for each in told if best_of(each.count) > 0} - {EVERYONE})
    rows = [] if count is None else [Casualty(harm, count)]
    for group in groups:
        most = highest(map(add_up, by_clause(each for each in told if each.group == group)))
        rows += [] if most is None else [Casualty(harm, most, group)]
    return rows


def _everyone(mentions: Sequence[CasualtyMention]) -> Count | None:
    if _is_spared(mentions):
        return NONE
    statements = statements_of([each for each in mentions if not each.is_subset])
    chosen = _choose(statements)
    attackers = chosen.attackers if chosen is not None else None
    if attackers is None and not (chosen is not None and _holds_attackers(chosen, statements, mentions)):
        attackers = highest(each.attackers for each in statements)
    victims = None if chosen is None else chosen.victims
    known = [count for count in (victims, attackers) if count is not None]
    if known:
        return add_up(known)
    said = [each.count for each in mentions if not (each.is_subset or each.is_implied)]
    return next((count for count in said if count.status == STATED_NONE), said[0] if said else None)


def _is_spared(mentions: Sequence[CasualtyMention]) -> bool:
    """True when "there were no casualties" comes first, and numbers only further on: they are of another event."""
    told = [each for each in mentions if not each.is_implied]
    if not told or told[0].count != NONE:
        return False
    return all(each.sentence > told[0].sentence + 1 for each in told if is_counted(each))


def _holds_attackers(chosen: Statement, statements: Iterable[Statement], mentions: Iterable[CasualtyMention]) -> bool:
    """True for "killed 21, including six attackers", and for "killed three" where a guard and two bombers died."""
    told = (each for each in mentions if each.sentence == chosen.sentence)
    if any(each.is_subset and each.is_perpetrator for each in told):
        return True
    parts = (each for each in statements if each.victims is not None and each.attackers is not None)
    return any(each.best + best_of(each.attackers) == chosen.best for each in parts)


def _choose(statements: Sequence[Statement]) -> Statement | None:
    """The statement that speaks for the event, by points 3 and 4 of RULE."""
    known = [each for each in statements if each.victims is not None]
    firm = [each for each in known if each.is_firm] or known
    tolls = _of_event([each for each in firm if each.is_toll], firm)
    if tolls:
        return tolls[-1]
    others = [each for each in firm if not each.is_general]
    general = [each for each in firm if each.is_general and not each.is_toll and not _is_aside(each, firm[0])]
    most = max((each.best for each in others), default=0)
    if general and (most <= general[0].best or firm[0].is_general):
        return replace(general[0], victims=raise_high(general[0].victims, max(each.best for each in general)))
    groups = _by_group(others)
    vague = next((each for each in known if each.is_general and not each.is_firm), None)
    return vague if vague is not None and (groups is None or groups.best < vague.best) else groups


def _is_aside(statement: Statement, first: Statement) -> bool:
    """True for a number that is told long after, and many times, that of the few whom the report began with."""
    return statement.sentence > first.sentence + _FAR and statement.best > _MOST_TIMES * max(first.best, 1)


def _of_event(tolls: Sequence[Statement], firm: Sequence[Statement]) -> list[Statement]:
    """*tolls* without those that are many times the number told before: they are over a war or a year."""
    first = next((each for each in firm if each.is_general), None)
    if first is None or first.is_toll:
        return list(tolls)
    return [each for each in tolls if each.best <= _MOST_TIMES * first.best or each.sentence <= first.sentence + 1]


def _by_group(statements: Sequence[Statement]) -> Statement | None:
    """The sum over groups that cannot overlap, or the highest single statement when that is more."""
    if not statements:
        return None
    most = max(statements, key=lambda statement: statement.best)
    by_group = {
        group: max((each for each in statements if each.groups == (group,)), key=lambda each: each.best)
        for group in _DISJOINT
        if any(each.groups == (group,) for each in statements)
    }
    summed = [each.victims for each in by_group.values() if each.victims is not None]
    if len(summed) < 2 or best_of(add_up(summed)) < most.best:
        return most
    attackers = [each.attackers for each in by_group.values() if each.attackers is not None]
    return replace(most, victims=add_up(summed), attackers=add_up(attackers) if attackers else None)
