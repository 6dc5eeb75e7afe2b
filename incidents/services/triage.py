"""Triage: a group of articles that share their words at a time, and one decision for each group.

Of a group to be coded the longest article is selected, and the others become its background, unless all are wanted. A
decision is stored at once; taking it back restores the state of each article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from incidents.coder.lead import Lead, read_lead
from incidents.domain.articles import BACKGROUND, LATER, NEW, SELECTED, Article, Intake
from incidents.domain.suggestions import TRIAGE, Effort
from incidents.review.duplicates import overlap, take_fingerprint
from incidents.services.effort import Meter
from incidents.services.project import Project

Group = tuple[Intake, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageItem:
    """A group as it is shown: the article that stands for it, its opening, the others with what they share of it."""

    group: Group
    article: Article
    lead: Lead
    others: tuple[tuple[Article, float], ...]


@dataclass(kw_only=True)
class Triage:
    """The groups that wait at *desk*, one after the other; *at* is the number of the one that is looked at, from 0.

    *left_out* is how many articles wait that others have.
    """

    project: Project
    groups: Sequence[Group]
    meter: Meter
    at: int = 0
    left_out: int = 0
    _counted: int = field(default=0, repr=False)
    _spent: float = field(default=0.0, repr=False)

    @property
    def is_done(self) -> bool:
        """Whether no group is left."""
        return self.at >= len(self.groups)

    def look(self) -> TriageItem:
        """The group that is to be decided on."""
        group = self.groups[self.at]
        articles = [self.project.articles.get(each.article_id) for each in group]
        chosen = max(articles, key=lambda article: len(article.text))
        return TriageItem(
            group=group,
            article=chosen,
            lead=read_lead(chosen, codebook=self.project.codebook, gazetteer=self.project.layered_gazetteer),
            others=tuple((each, _share(each, chosen)) for each in articles if each is not chosen),
        )

    def select(self, item: TriageItem, *, is_whole: bool = False) -> None:
        """The article that stands for the group is to be coded; with *is_whole* every article of it."""
        others = [] if is_whole else [article.id for article, _ in item.others]
        chosen = [each.article_id for each in item.group if each.article_id not in others]
        self.project.articles.decide(chosen, SELECTED)
        if others:
            self.project.articles.decide(others, BACKGROUND, reason=f"much the same text as article {item.article.id}")
        self._go_on(item)

    def decide(self, item: TriageItem, state: str, *, reason: str | None = None) -> None:
        """The whole group is put into *state*."""
        self.project.articles.decide([each.article_id for each in item.group], state, reason=reason)
        self._go_on(item)

    def undo(self) -> bool:
        """Put the group before back into the states that it had, and look at it again; False when there is none."""
        if self.at == 0:
            return False
        self.at -= 1
        for each in self.groups[self.at]:
            self.project.articles.decide([each.article_id], each.state, reason=each.reason)
        return True

    def _go_on(self, item: TriageItem) -> None:
        keys, seconds = self.meter.keys - self._counted, self.meter.seconds - self._spent
        self._counted, self._spent = self.meter.keys, self.meter.seconds
        cost = Effort(article=item.article.sha256, task=TRIAGE, keys=keys, seconds=round(seconds, 1))
        self.project.effort.keep(cost)
        self.at += 1


def open_triage(project: Project, meter: Meter, *, is_later: bool = False, is_all: bool = False) -> Triage:
    """The groups that nobody decided on, without articles that others have; with *is_all* those as well.

    With *is_later* also what was put off.
    """
    states = (NEW, LATER) if is_later else (NEW,)
    away = frozenset() if is_all else project.assignments.away()
    found = project.articles.groups(states)
    here = [tuple(each for each in group if each.article_id not in away) for group in found]
    left_out = sum(map(len, found)) - sum(map(len, here))
    return Triage(project=project, groups=[group for group in here if group], meter=meter, left_out=left_out)


def _share(one: Article, other: Article) -> float:
    """How much of the shorter article's words both have; 0 for one that is too short to tell."""
    first, second = take_fingerprint(one.text), take_fingerprint(other.text)
    return 0.0 if first is None or second is None else overlap(first, second)
