"""Which event of one coder is which of another's: the units that values are compared on, and who saw which.

Events are matched as an evaluation matches them, pair by pair within an article (``evaluation.matching``): a coder's
events to the units that stand, and what is left becomes a unit of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incidents.domain.event import Event
from incidents.review.evaluation.answers import Answer, answer_of
from incidents.review.evaluation.codings import Coding
from incidents.review.evaluation.matching import match

Unit = tuple[Event | None, ...]


@dataclass(frozen=True, slots=True)
class AlignedArticle:
    """An article that several people coded: for each event that anybody found, what each made of it, None for nothing.

    *coders* tells whose each place of a unit is.
    """

    article: str
    coders: tuple[str, ...]
    units: tuple[Unit, ...]


def align(article: str, codings: Mapping[str, Sequence[Answer]]) -> AlignedArticle:
    """The units of one article; *codings* are its events by coder, in an order that stays the same."""
    units: list[list[Event | None]] = []
    for place, answers in enumerate(codings.values()):
        known = [answer_of(next(event for event in unit if event is not None)) for unit in units]
        found = match(known, [answer.event for answer in answers])
        taken = set(found.values())
        for number, unit in enumerate(units):
            unit.append(answers[found[number]].event if number in found else None)
        new = [answer.event for position, answer in enumerate(answers) if position not in taken]
        units.extend([*[None] * place, event] for event in new)
    return AlignedArticle(article, tuple(codings), tuple(map(tuple, units)))


def align_two(one: Coding, other: Coding, *, names: tuple[str, str]) -> tuple[AlignedArticle, ...]:
    """Every article that both codings have, in the order of the first."""
    both = [article for article in one if article in other]
    return tuple(align(article, dict(zip(names, (one[article], other[article]), strict=True))) for article in both)
