"""What a sentence says of harm to people, as one value. Finds nothing and adds nothing up."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.domain.casualties import Count
from incidents.domain.documents import EVERYONE

PERPETRATORS = "perpetrators"
"""The group of the vocabulary ``casualty_groups`` whose losses are the attackers' own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyMention:
    """Some words at ``text[start:end]`` of the article, and whom they say was harmed.

    *sentence* is the index of their sentence, *statement* a number within it: mentions of one statement add up ("12
    civilians and 3 soldiers were killed"). *harm* and *group* are codes of the codebook (``harms``,
    ``casualty_groups``; ``all`` for people in general). *count* has a low of 2 and no best for people without a
    number ("civilians died").

    The flags tell what the number is not: *is_subset* part of another number ("including six children"),
    *is_additional* on top of another ("and two others"), *is_perpetrator* the attackers' own losses, *is_implied* what
    is not said outright (a bomber who blew himself up, a man who was stabbed), *is_claim* an actor's boast,
    *is_cumulative* a toll over more than this event ("since the war began"), *is_toll* a running total that replaces
    earlier ones ("the death toll rose to 45"), *is_partial* a word on some people only ("the mayor was unharmed").
    """

    start: int
    end: int
    quote: str
    sentence: int
    statement: int
    harm: str
    count: Count
    group: str = EVERYONE
    is_subset: bool = False
    is_additional: bool = False
    is_perpetrator: bool = False
    is_implied: bool = False
    is_claim: bool = False
    is_cumulative: bool = False
    is_toll: bool = False
    is_partial: bool = False
