"""Which people suffered which verb: the clauses of ``patterns`` found in the symbols of a row of chunks.

Each person stands in one clause only. What a clause says in words is for ``clauses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.mentions.casualties.patterns import AGAIN, CLAUSES, COMPANY, SUBSETS, VERBS, Clause

_BESIDE = re.compile(r"[rol]w?(?:C[,&]+)*\Z")


@dataclass(frozen=True, slots=True)
class Finding:
    """A match, as positions of chunks: *people* who suffered the *verbs*, *part* of them set apart.

    *lead* holds the symbols of the small words before the verb; *span* the first position and the one after the last.
    """

    kind: str
    people: tuple[int, ...]
    part: tuple[int, ...]
    verbs: tuple[int, ...]
    lead: str
    span: tuple[int, int]


def find_clauses(symbols: str) -> tuple[Finding, ...]:
    """The clauses of harm in a row of *symbols*, from left to right; no person stands in two of them.

    "Including" clauses come last, with the verbs of the clause before them.
    """
    used: set[int] = set()
    found: list[Finding] = []
    told, plain = frozenset(symbols), symbols.replace("A", "&")
    for clause in CLAUSES:
        if clause.may_stand(told):
            found += _find(clause, plain, used)
    found.sort(key=lambda finding: finding.span)
    again = [*_find_again(AGAIN, plain, found, used), *_find_again(COMPANY, symbols, found, used)]
    return (*found, *again, *_find_subsets(plain, found, used))


def _find(clause: Clause, symbols: str, used: set[int]) -> Iterator[Finding]:
    """The matches of one clause that touch nobody of *used*, which grows; one that does is sought again further on."""
    at = 0
    while (match := clause.pattern.search(symbols, at)) is not None:
        finding = _finding(clause.kind, match, symbols)
        touched = {*finding.people, *finding.part, *(finding.verbs if finding.kind != "among" else ())}
        if touched & used:
            at = match.start() + 1
        else:
            at = match.end()
            used |= touched
            yield finding


def _finding(kind: str, match: re.Match[str], symbols: str) -> Finding:
    verbs = tuple(place for place in _places(match, "verb") if symbols[place] in VERBS)
    before = symbols[: verbs[0]]
    return Finding(
        kind=kind,
        people=_people(match, "np", symbols) or _people(match, "names", symbols),
        part=_people(match, "who" if kind == "among" else "sub", symbols),
        verbs=verbs,
        lead=before[len(before.rstrip("mMxXpvb")) :],
        span=match.span(),
    )


def _find_again(pattern: re.Pattern[str], symbols: str, found: Sequence[Finding], used: set[int]) -> Iterator[Finding]:
    for match in pattern.finditer(symbols):
        people = [place for place in _people(match, "np", symbols) if place not in used]
        before = [finding for finding in found if match.start("verb") in finding.verbs]
        if people and before:
            used.update(people)
            yield Finding("again", tuple(people), (), before[0].verbs, before[0].lead, match.span())


def _find_subsets(symbols: str, found: Sequence[Finding], used: set[int]) -> Iterator[Finding]:
    for pattern in SUBSETS:
        for match in pattern.finditer(symbols):
            people = tuple(place for place in _people(match, "np", symbols) if place not in used)
            before = [finding for finding in found if finding.span[0] < match.start() and finding.kind != "none"]
            if before and people:
                who = _people(match, "who", symbols)
                used.update((*people, *who))
                yield Finding("subset", people, who, before[-1].verbs, "", match.span())


def _people(match: re.Match[str], group: str, symbols: str) -> tuple[int, ...]:
    """The positions of people in *group*, without the names of places beside them ("in Kabul").

    What "the killing of" leads to is no place.
    """
    places = _places(match, group)
    verbs = _places(match, "verb")
    since = places[0] if places and verbs and verbs[-1] < places[0] else 0
    found = (place for place in places if symbols[place] in "NHUC")
    return tuple(place for place in found if symbols[place] != "C" or _BESIDE.search(symbols, since, place) is None)


def _places(match: re.Match[str], group: str) -> Sequence[int]:
    return range(*match.span(group)) if group in match.re.groupindex else ()
