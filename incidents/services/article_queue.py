"""Article queue: the articles that a person triages or codes one after the other.

While one article is coded, the next one is prepared in a thread. Triage decides on groups of articles that share their
words: of a group to be coded the longest article is selected, and the others become its background, unless all are
wanted. A decision is stored at once; undoing it restores the state of each article.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Thread

from incidents.coder.lead import Lead, read_lead
from incidents.domain.articles import BACKGROUND, LATER, NEW, SELECTED, Article, Intake
from incidents.domain.suggestions import TRIAGE, Effort
from incidents.domain.text import count_of
from incidents.errors import IncidentsError
from incidents.review.duplicates import overlap, take_fingerprint
from incidents.services.coding import Meter
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.coding_task import Proposal
from incidents.services.journal import Work
from incidents.services.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSteps:
    """The steps to open the article *name*: *read* and *propose* may take long, *lay* begins its session and is quick.

    Each may raise IncidentsError.
    """

    name: str
    read: Callable[[], Article]
    propose: Callable[[Article], Proposal]
    lay: Callable[[Proposal], CodingSession]


class PendingArticle:
    """An article that is being prepared by *steps*."""

    def __init__(self, steps: ArticleSteps) -> None:
        self.name = steps.name
        self._steps = steps
        self._article: Future[Article] = Future()
        self._proposal: Future[Proposal] = Future()

    def start(self, tell: Callable[[], object]) -> None:
        """Read the article and suggest events in a daemon thread, which calls *tell* after each step."""
        Thread(target=self._prepare, args=(tell,), daemon=True).start()

    @property
    def article(self) -> Article | None:
        """The article, once it is read."""
        return self._article.result() if self._article.done() and self._article.exception() is None else None

    @property
    def is_ready(self) -> bool:
        """Whether its session can be opened, or it is known why not."""
        return self._proposal.done()

    def lay(self) -> CodingSession:
        """Open its session. Waits until it is ready; raises what any of the steps raised."""
        return self._steps.lay(self._proposal.result())

    def _prepare(self, tell: Callable[[], object]) -> None:
        try:
            self._article.set_result(self._steps.read())
            tell()
            self._proposal.set_result(self._steps.propose(self._article.result()))
        except BaseException as error:  # noqa: BLE001
            self._proposal.set_exception(error)
        tell()


class PreparedQueue:
    """The articles that are left, in the order of *steps*; the next one is prepared before its turn.

    *tell* is called from a thread whenever a step of an article is done.
    """

    def __init__(self, steps: Iterable[ArticleSteps], tell: Callable[[], object]) -> None:
        self._steps = deque(steps)
        self._tell = tell
        self._next: PendingArticle | None = None

    def __len__(self) -> int:
        return len(self._steps) + (self._next is not None)

    def prepare(self) -> None:
        """Start to prepare the next article, unless it is started or there is none."""
        if self._next is None and self._steps:
            self._next = PendingArticle(self._steps.popleft())
            self._next.start(self._tell)

    def take(self) -> PendingArticle | None:
        """Return the next article, started; None if there is none."""
        self.prepare()
        taken, self._next = self._next, None
        return taken


class ArticleQueue:
    """The session of the current article, and the articles that follow.

    *awaited* is the next article while it is not ready; then *session* is still the one before. *failures* are the
    errors of articles that could not be opened, *spent* is how many are coded already: both are passed over. *left* is
    the work on each article as it was left. *tell* is called from a thread whenever a step of the next article is done.
    """

    def __init__(self, session: CodingSession, following: Iterable[ArticleSteps], tell: Callable[[], object]) -> None:
        self.session = session
        self.awaited: PendingArticle | None = None
        self.failures: list[IncidentsError] = []
        self.spent = 0
        self.left: list[Work] = []
        self._queue = PreparedQueue(following, tell)
        self._count = len(self._queue) + 1

    @property
    def place(self) -> str:
        """The number of the current article, such as ``2/60``; empty if there is only one."""
        return f"{self._count - len(self._queue)}/{self._count}" if self._count > 1 else ""

    def prepare(self) -> None:
        """Start to prepare the next article, unless it is started or there is none."""
        self._queue.prepare()

    def leave(self) -> None:
        """Keep the current work as it is."""
        if self.awaited is None:
            self.left.append(self.session.work)

    def turn(self) -> bool:
        """Leave the current article and wait for the next one; return False if there is none."""
        self.leave()
        self.awaited = self._queue.take()
        return self.awaited is not None

    def take_up(self) -> tuple[Reply, bool]:
        """Open the awaited article if it is ready, passing over those that cannot be opened.

        Return what to show, and whether no article is left.
        """
        told = Reply("")
        while self.awaited is not None and self.awaited.is_ready:
            try:
                self.session = self.awaited.lay()
                begun = self.session.begin()
            except IncidentsError as error:
                self.failures.append(error)
                told = Reply(f"passed over: {error.what}", is_refusal=True)
            else:
                if not self.session.is_spent:
                    self.awaited = None
                    return (told if told.text else begun), False
                self.spent += 1
                told = Reply(f"passed over: {count_of(self.spent, 'article')} coded already", is_pressing=True)
            self.awaited = self._queue.take()
        return told, self.awaited is None


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
