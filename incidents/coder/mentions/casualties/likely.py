"""The injured where nobody is said to be: people who were stabbed or shot, less those who died of it.

Reads mentions only. Whether to ask is for ``total``: a number of injured that is told comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from incidents.coder.mentions.casualties.counts import add_up, best_of, by_clause, highest
from incidents.coder.mentions.casualties.mention import PERPETRATORS, CasualtyMention
from incidents.domain.casualties import Casualty, Count
from incidents.domain.documents import EVERYONE, INJURED, KILLED


def likely_injured(mentions: Sequence[CasualtyMention], rows: Iterable[Casualty]) -> Iterator[Casualty]:
    """The row of the injured among those of *mentions* who were attacked; *rows* are those of the other harms."""
    attacked = (each for each in mentions if each.harm == INJURED and each.is_implied and not _is_left_out(each))
    most, dead = highest(map(add_up, by_clause(attacked))), _dead(rows)
    if most is not None and most.best is not None and dead is not None and most.best > dead:
        yield Casualty(INJURED, _less(most, dead))


def _is_left_out(mention: CasualtyMention) -> bool:
    is_of_others = mention.is_cumulative or mention.is_claim or mention.is_perpetrator
    return is_of_others or mention.is_partial or mention.is_subset


def _dead(rows: Iterable[Casualty]) -> int | None:
    """How many victims died, without the attackers; None where they are told of without a number."""
    killed = {row.group: row.count for row in rows if row.harm == KILLED}
    everyone = killed.get(EVERYONE)
    if everyone is not None and everyone.best is None:
        return None
    return best_of(everyone) - best_of(killed.get(PERPETRATORS))


def _less(count: Count, dead: int) -> Count:
    """*count* without the *dead*; a bound falls with it, and never below none."""
    low = None if count.low is None else max(count.low - dead, 0)
    high = None if count.high is None else max(count.high - dead, 0)
    return Count(low, None if count.best is None else count.best - dead, high, count.status)
