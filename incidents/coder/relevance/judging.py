"""Whether an article is about a security incident of now, and if not, why.

Judged on the opening, where news says what it is about. What the opening speaks of (``opening``) and its words
(``wording``) are weighed by weights that were fitted on articles judged by hand (``data/weights``); without any act
that could be coded there is nothing to weigh. Does not find events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incidents.codebook.loader import Codebook
from incidents.codebook.weights import Features, load_weights
from incidents.coder.events.kinds import Kinds
from incidents.coder.reading import Reading
from incidents.coder.relevance.opening import count_subjects, describe_opening
from incidents.coder.relevance.wording import describe_wording

NOTHING = "no act of violence, protest or other security incident is told"
_LIKELY = 0.28
"""From here on an article is taken for relevant: to overlook an event costs more than to show one too many."""


def why_irrelevant(readings: Sequence[Reading], *, kinds: Kinds, codebook: Codebook) -> str | None:
    """None for an article with something to code; else a sentence that says why there is nothing."""
    if _has_act(readings, kinds) and _judge(readings, kinds) >= _LIKELY:
        return None
    subject = codebook.vocabulary("subjects").get(find_subject(readings, codebook=codebook) or "")
    return NOTHING if subject is None else f"{NOTHING}; {subject.definition[:1].lower()}{subject.definition[1:-1]}"


def _judge(readings: Sequence[Reading], kinds: Kinds) -> float:
    return load_weights("relevance").probability(describe_article(readings, kinds=kinds))


def describe_article(readings: Sequence[Reading], *, kinds: Kinds) -> Features:
    """All features by which an article is judged."""
    return {**describe_opening(readings, kinds=kinds), **describe_wording(readings)}


def find_subject(readings: Sequence[Reading], *, codebook: Codebook) -> str | None:
    """The code of ``subjects`` of which the first sentences speak most; None when they speak of none that is listed."""
    told: Counter[str] = Counter()
    for (subject, _), count in count_subjects(readings).items():
        told[subject] += count
    return max(codebook.vocabulary("subjects").codes, key=told.__getitem__) if told else None


def _has_act(readings: Sequence[Reading], kinds: Kinds) -> bool:
    codable = kinds.strong | kinds.weak
    return any(act.is_real and act.kind in codable for reading in readings for act in reading.triggers)
