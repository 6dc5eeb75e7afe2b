"""What one clause says of one harm: its mentions added up, with those that go on from it ("two others were killed").

Which statement speaks for an event is for ``total``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.coder.mentions.casualties.counts import add_up, best_of
from incidents.coder.mentions.casualties.mention import CasualtyMention
from incidents.domain.casualties import NONE, Count
from incidents.domain.documents import EVERYONE


@dataclass(frozen=True, slots=True)
class Statement:
    """What one clause says of one harm: the *victims*, and the *attackers* among the harmed, each None if unsaid."""

    sentence: int
    victims: Count | None
    attackers: Count | None
    groups: tuple[str, ...]
    is_toll: bool = False
    is_additional: bool = False
    is_implied: bool = False

    @property
    def best(self) -> int:
        """The best number of the victims, 0 where none is known."""
        return best_of(self.victims)

    @property
    def is_firm(self) -> bool:
        """True for a number that is reported, and no estimate."""
        return self.victims is not None and self.victims.status == "reported"

    @property
    def is_general(self) -> bool:
        """True for people in general or of several groups; one person alone is never that."""
        return self.is_toll or (self.best > 1 and (EVERYONE in self.groups or len(self.groups) > 1))


def is_counted(mention: CasualtyMention) -> bool:
    """True when it gives a number of people who were harmed."""
    return mention.count.best is not None and mention.count != NONE


def statements_of(mentions: Sequence[CasualtyMention]) -> list[Statement]:
    """The mentions with a number, put together clause by clause, in the order of the text; none of what is implied."""
    clauses: dict[tuple[int, int], list[CasualtyMention]] = {}
    for mention in mentions:
        if is_counted(mention):
            clauses.setdefault((mention.sentence, mention.statement), []).append(mention)
    return _join_additional([_statement(clause) for clause in clauses.values()])


def _statement(clause: Sequence[CasualtyMention]) -> Statement:
    victims = [each for each in clause if not each.is_perpetrator]
    attackers = [each.count for each in clause if each.is_perpetrator]
    return Statement(
        sentence=clause[0].sentence,
        victims=_sum([each.count for each in victims]) if victims else None,
        attackers=add_up(attackers) if attackers else None,
        groups=tuple(sorted({each.group for each in victims})),
        is_toll=any(each.is_toll for each in clause),
        is_additional=bool(victims) and all(each.is_additional for each in victims),
        is_implied=all(each.is_implied for each in clause),
    )


def _join_additional(statements: Sequence[Statement]) -> list[Statement]:
    """Add "two others were killed" to the statement it goes on from, in the same sentence or the one before."""
    joined: list[Statement] = []
    for statement in statements:
        last = joined[-1] if joined else None
        if last is not None and statement.is_additional and statement.sentence - last.sentence <= 1 and last.victims:
            joined[-1] = _added(last, statement)
        else:
            joined.append(statement)
    return [statement for statement in joined if not statement.is_implied]


def _added(one: Statement, other: Statement) -> Statement:
    """Both together; "several journalists were also injured" leaves a number as it is and takes its high."""
    groups = tuple(sorted({*one.groups, *other.groups}))
    victims = _sum([count for count in (one.victims, other.victims) if count is not None])
    is_implied = one.is_implied and other.is_implied
    return replace(one, sentence=other.sentence, victims=victims, groups=groups, is_implied=is_implied)


def _sum(counts: Sequence[Count]) -> Count:
    """All *counts* together; "eleven soldiers and several civilians" leaves the number as it is and takes its high."""
    firm = [count for count in counts if count.status == "reported"]
    if not firm or len(firm) == len(counts):
        return add_up(counts)
    return replace(add_up(firm), high=None)
