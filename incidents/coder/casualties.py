"""Who was harmed, and how many, in a sentence.

Says what the words say of killed, injured, missing, abducted and arrested people; does not say of which event.
``tolls`` adds the mentions of one event up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.coder.numbers import NumberWords
from incidents.coder.text import Sentence
from incidents.domain.harm import EVERYONE, Casualty, Count

RULE = "..."


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyMention:
    """What some words at ``text[start:end]`` say about harm to people; *sentence* is the index of their sentence.

    *harm* and *group* are codes of the codebook (``harms``, ``casualty_groups``; ``all`` for people in general).

    The flags tell what the number is not: *is_subset* part of another number ("including six children"),
    *is_additional* more than another ("and two others"), *is_perpetrator* the attackers' own losses, *is_claim* an
    actor's boast, *is_cumulative* a toll over more than this event ("since the war began"), *is_toll* a running total
    that replaces earlier ones ("the death toll rose to 45"), *is_partial* a word on one person only ("was unharmed").
    """

    start: int
    end: int
    quote: str
    sentence: int
    harm: str
    count: Count
    group: str = EVERYONE
    is_perpetrator: bool = False
    is_subset: bool = False
    is_additional: bool = False
    is_claim: bool = False
    is_cumulative: bool = False
    is_toll: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The cues of ``schema/cues/casualties.toml``, compiled once: ``CasualtyWords.of(codebook.cues("casualties"))``."""


def find_casualties(sentence: Sentence, *, words: CasualtyWords, numbers: NumberWords) -> tuple[CasualtyMention, ...]:
    """The harm told in *sentence*, from left to right. Threats, plans and what did not happen are left out."""
    return ()


def total(mentions: Sequence[CasualtyMention]) -> tuple[Casualty, ...]:
    """The casualties of one event from all that is said of it, by RULE."""
    return ()
