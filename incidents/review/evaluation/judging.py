"""Every coded event of every article with what was suggested for it, and what was suggested beside.

Counts nothing: ``scores`` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incidents.domain.event import Event
from incidents.review.evaluation.answers import Answer
from incidents.review.evaluation.codings import Coding
from incidents.review.evaluation.fields import Right, judge, miss
from incidents.review.evaluation.matching import match


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One coded event, *number* from 0 in its article: *event* is what was suggested for it, None when it was missed.

    *right* says of each field whether it is right, None where there is nothing to compare.
    """

    article: str
    number: int
    answer: Answer
    event: Event | None
    right: Right

    @property
    def is_main(self) -> bool:
        """Whether its article is about it."""
        return self.answer.event.main

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that are wrong."""
        return tuple(field for field, is_right in self.right.items() if is_right is False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedArticle:
    """The events coded in one article, and the *spurious* ones, suggested for none of them.

    *is_absent*: the coding that is judged does not have the article at all.
    """

    article: str
    judgements: tuple[Judgement, ...]
    spurious: tuple[Event, ...] = ()
    is_absent: bool = False

    @property
    def suggested(self) -> int:
        """How many events were suggested."""
        return self.matched + len(self.spurious)

    @property
    def matched(self) -> int:
        """How many of its events were found."""
        return sum(judgement.event is not None for judgement in self.judgements)


def judge_coding(gold: Coding, suggested: Coding) -> tuple[JudgedArticle, ...]:
    """Each article of *gold*, in its order, judged by what *suggested* has for it; other articles do not count."""
    return tuple(_judge_article(article, answers, suggested) for article, answers in gold.items())


def _judge_article(article: str, answers: Sequence[Answer], suggested: Coding) -> JudgedArticle:
    events = [answer.event for answer in suggested.get(article, ())]
    found = match(answers, events)
    return JudgedArticle(
        article=article,
        judgements=tuple(_judgement(article, *each, events, found) for each in enumerate(answers)),
        spurious=tuple(event for position, event in enumerate(events) if position not in found.values()),
        is_absent=article not in suggested,
    )


def _judgement(
    article: str, number: int, answer: Answer, events: Sequence[Event], found: Mapping[int, int]
) -> Judgement:
    event = events[found[number]] if number in found else None
    right = miss(answer) if event is None else judge(answer, event)
    return Judgement(article=article, number=number, answer=answer, event=event, right=right)
