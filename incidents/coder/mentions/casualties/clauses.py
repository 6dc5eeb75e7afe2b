"""What the clauses of a sentence say of harm: each match of a pattern becomes mentions.

Leaves out threats, plans and what did not happen. Adds nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from incidents.coder.mentions.casualties.matching import Finding, find_clauses
from incidents.coder.mentions.casualties.mention import PERPETRATORS, CasualtyMention
from incidents.coder.mentions.casualties.row import PARTS, Row
from incidents.coder.mentions.casualties.wording import ClauseWords
from incidents.domain.casualties import NONE, Count
from incidents.domain.documents import EVERYONE, INJURED, KILLED

_BOTH = (KILLED, INJURED)
_UNKNOWN = Count(status="stated unknown")
_OWN_STATEMENT = -1
"""The statement number of what stands outside of all clauses."""
_NEAR = 2  # chunks
_FIGHTERS = "fighters"


def read_clauses(row: Row) -> Iterator[CasualtyMention]:
    """Whom each clause of *row* says was harmed, or that nobody was."""
    symbols = row.symbols
    first_claim = symbols.find("k")
    findings = find_clauses(symbols)
    for number, finding in enumerate(map(row.told_once, findings)):
        if not (_is_void(row, finding) or any(_is_charged_with(row, other, finding) for other in findings)):
            is_claim = finding.kind == "active" and 0 <= first_claim < finding.verbs[0]
            is_part = any(_is_part_of(row, other, finding) for other in findings)
            mentions = [replace(each, is_subset=each.is_subset or is_part) for each in _read(row, finding, number)]
            yield from (replace(mention, is_claim=_is_boast(mention)) for mention in mentions) if is_claim else mentions


def read_statements(row: Row) -> Iterator[CasualtyMention]:
    """Read "no casualties were reported" and "the number of victims is unclear"."""
    for place, symbol in enumerate(row.symbols):
        if symbol in "zZ":
            for harm in _harms_of_nobody(row.text(place), row.words):
                yield row.mention([place], _OWN_STATEMENT, harm, NONE if symbol == "z" else _UNKNOWN)


def _read(row: Row, finding: Finding, number: int) -> Iterator[CasualtyMention]:
    harms = _harms(row, finding)
    if finding.kind == "none":
        yield from _read_none(row, finding, number, harms)
    elif finding.kind == "unharmed":
        yield replace(row.mention(finding.verbs, number, INJURED, NONE), is_partial=True)
    elif set(_BOTH) <= set(harms):
        places = (*finding.people, *finding.verbs)
        yield from (row.mention(places, number, harm, _UNKNOWN) for harm in _BOTH)
    else:
        part = [] if finding.kind in PARTS else row.part(finding)
        for harm in harms:
            yield from (_victim(row, finding, number, harm, place) for place in (*row.victims(finding), *part))


def _read_none(row: Row, finding: Finding, number: int, harms: Sequence[str]) -> Iterator[CasualtyMention]:
    """Nobody, or nobody of a group: "no soldiers were hurt" says nothing of others."""
    groups = [row.chunks[place].group for place in finding.people if row.chunks[place].group != EVERYONE]
    first, hurt = row.text(finding.span[0]), row.text(finding.verbs[0])
    if (
        not groups
        and harms == (INJURED,)
        and row.words.says_injured.search(hurt)
        and row.words.says_nobody.match(first)
    ):
        harms = _BOTH
    for harm in harms:
        mention = row.mention(range(*finding.span), number, harm, NONE)
        yield replace(mention, group=groups[0] if groups else EVERYONE, is_partial=bool(groups))


def _victim(row: Row, finding: Finding, number: int, harm: str, place: int) -> CasualtyMention:
    places = [place, *finding.part] if finding.kind == "subset" else [place, *finding.verbs]
    group = row.group(finding, place)
    return replace(
        row.mention(places, number, harm, row.count(place)),
        group=group,
        is_subset=finding.kind in PARTS or place in finding.part,
        is_additional=row.chunks[place].is_more or row.is_also(finding) or finding.kind == "again",
        is_perpetrator=group == PERPETRATORS,
        is_implied=finding.kind in {"own_death", "attacked"},
        is_toll=finding.kind == "toll" and not _is_put(row, finding),
    )


def _harms(row: Row, finding: Finding) -> tuple[str, ...]:
    """What was suffered, in the order of the words; "casualties" are killed and injured."""
    found: list[str] = []
    for place in finding.verbs:
        harm = row.chunks[place].harm
        if not _is_cause(row, finding, place):
            found += _BOTH if harm is None else [harm]
    return tuple(dict.fromkeys(found))


def _is_cause(row: Row, finding: Finding, place: int) -> bool:
    """True for the wounds in "found dead with gunshot wounds"."""
    before = row.chunks[place - 1] if place - 1 in finding.verbs else None
    return before is not None and (before.symbol, before.harm, row.chunks[place].symbol) == ("s", KILLED, "s")


def _is_boast(mention: CasualtyMention) -> bool:
    """False for fighters whom somebody says to have killed: armies report so, and rebels boast of soldiers."""
    return mention.group != _FIGHTERS


def _is_put(row: Row, finding: Finding) -> bool:
    """True for a toll that one more source "put at 54"; it does not replace what was told before."""
    first = finding.span[0]
    return row.words.put_at.search(row.text(max(0, first - _NEAR), first)) is not None


def _is_void(row: Row, finding: Finding) -> bool:
    """True for what did not happen, or is told of nobody whom this story harms."""
    return _is_unreal(row, finding) or _is_forecast(row, finding) or row.is_known(finding)


def _is_unreal(row: Row, finding: Finding) -> bool:
    """True for what could, would or did not happen, or was only meant to; "is said to have killed" is real."""
    if "X" in finding.lead or "m" not in finding.lead:
        return "X" in finding.lead
    first = finding.verbs[0] - len(finding.lead) + finding.lead.rindex("m")
    is_perfect = row.text(first).lower() == "to" and row.chunks[first + 1].symbol == "p"
    return not (is_perfect or "M" in finding.lead)


def _is_charged_with(row: Row, other: Finding, finding: Finding) -> bool:
    """True for what the victim of *other* had done: "X, who was accused of killing two in 2011, was shot dead"."""
    last = max(other.people, default=len(row.chunks))
    if not last < finding.span[0] <= finding.span[1] <= other.verbs[0]:
        return False
    return row.words.charged.search(row.text(last, finding.span[0])) is not None


def _is_part_of(row: Row, other: Finding, finding: Finding) -> bool:
    """True for "one of whom was badly wounded" after "four people were stabbed"."""
    is_before = other.kind == "attacked" and other.span[1] <= finding.span[0]
    last = max(finding.people, default=-1)
    return (
        is_before
        and finding.kind == "passive"
        and row.symbols[last + 1 : last + 2] in {"j", "J"}
        and _is_hurt(row, finding)
    )


def _is_hurt(row: Row, finding: Finding) -> bool:
    return all(row.chunks[place].harm == INJURED for place in finding.verbs)


def _is_forecast(row: Row, finding: Finding) -> bool:
    """True for a toll that "could rise to 50"."""
    first, end = finding.span
    return finding.kind == "toll" and row.words.forecast.search(row.text(first, end - 1)) is not None


def _harms_of_nobody(said: str, words: ClauseWords) -> tuple[str, ...]:
    """Which harm a statement denies: "no injuries" speaks of the injured, "nobody was hurt" of the dead as well."""
    is_of_dead = words.says_killed.search(said) is not None
    if words.says_injured.search(said) and not is_of_dead:
        return _BOTH if words.says_nobody.match(said) else (INJURED,)
    return (KILLED,) if is_of_dead else _BOTH
