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

Group = tuple[Intake, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSteps:
    """The steps to open the article *name*: *read* and *propose* may take long, *open_session* is quick.

    Each may raise IncidentsError.
    """

    name: str
    read: Callable[[], Article]
    propose: Callable[[Article], Proposal]
    open_session: Callable[[Proposal], CodingSession]


class PendingArticle:
    """An article that is being prepared by *steps*."""

    def __init__(self, steps: ArticleSteps) -> None:
        self.name = steps.name
        self._steps = steps
        self._article: Future[Article] = Future()
        self._proposal: Future[Proposal] = Future()

    def start(self, notify: Callable[[], object]) -> None:
        """Read the article and suggest events in a daemon thread, which calls *notify* after each step."""
        Thread(target=self._prepare, args=(notify,), daemon=True).start()

    @property
    def article(self) -> Article | None:
        """The article, once it is read."""
        return self._article.result() if self._article.done() and self._article.exception() is None else None

    @property
    def is_ready(self) -> bool:
        """Whether its session can be opened, or it is known why not."""
        return self._proposal.done()

    def open_session(self) -> CodingSession:
        """Open its session. Waits until the article is ready; raises what any of the steps raised."""
        return self._steps.open_session(self._proposal.result())

    def _prepare(self, notify: Callable[[], object]) -> None:
        try:
            self._article.set_result(self._steps.read())
            notify()
            self._proposal.set_result(self._steps.propose(self._article.result()))
        except BaseException as error:  # noqa: BLE001
            self._proposal.set_exception(error)
        notify()


class PreparedQueue:
    """The articles that are left, in the order of *steps*; the next one is prepared before its turn.

    *notify* is called from a thread whenever a step of an article is done.
    """

    def __init__(self, steps: Iterable[ArticleSteps], notify: Callable[[], object]) -> None:
        self._steps = deque(steps)
        self._notify = notify
        self._next: PendingArticle | None = None

    def __len__(self) -> int:
        return len(self._steps) + (self._next is not None)

    def prepare(self) -> None:
        """Start to prepare the next article, unless it is started or there is none."""
        if self._next is None and self._steps:
            self._next = PendingArticle(self._steps.popleft())
            self._next.start(self._notify)

    def take(self) -> PendingArticle | None:
        """Return the next article, started; None if there is none."""
        self.prepare()
        taken, self._next = self._next, None
        return taken


class ArticleQueue:
    """The session of the current article, and the articles that follow.

    *pending* is the next article while it is not ready; then *session* is still the one before. *failures* are the
    errors of articles that could not be opened, *coded* is how many are coded already: both are passed over. *works* is
    the work on each article as it was left. *notify* is called from a thread whenever a step of the next article is
    done.
    """

    def __init__(self, session: CodingSession, following: Iterable[ArticleSteps], notify: Callable[[], object]) -> None:
        self.session = session
        self.pending: PendingArticle | None = None
        self.failures: list[IncidentsError] = []
        self.coded = 0
        self.works: list[Work] = []
        self._queue = PreparedQueue(following, notify)
        self._count = len(self._queue) + 1

    @property
    def position(self) -> str:
        """The number of the current article, such as ``2/60``; empty if there is only one."""
        return f"{self._count - len(self._queue)}/{self._count}" if self._count > 1 else ""

    def prepare(self) -> None:
        """Start to prepare the next article, unless it is started or there is none."""
        self._queue.prepare()

    def leave(self) -> None:
        """Note the work on the current article as it is left."""
        if self.pending is None:
            self.works.append(self.session.work)

    def advance(self) -> bool:
        """Leave the current article and wait for the next one; return False if there is none."""
        self.leave()
        self.pending = self._queue.take()
        return self.pending is not None

    def open_pending(self) -> tuple[Reply, bool]:
        """Open the pending article if it is ready, passing over those that cannot be opened or are coded already.

        Return what to show, and whether no article is left.
        """
        reply = Reply("")
        while self.pending is not None and self.pending.is_ready:
            try:
                self.session = self.pending.open_session()
                begun = self.session.begin()
            except IncidentsError as error:
                self.failures.append(error)
                reply = Reply(f"passed over: {error.what}", is_refusal=True)
            else:
                if not self.session.is_coded:
                    self.pending = None
                    return (reply if reply.text else begun), False
                self.coded += 1
                reply = Reply(f"passed over: {count_of(self.coded, 'article')} coded already", is_urgent=True)
            self.pending = self._queue.take()
        return reply, self.pending is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageItem:
    """A group as it is shown: its longest *article*, the *lead* of that, the others with the share of words in common.

    The share is of the shorter article, from 0 to 1.
    """

    group: Group
    article: Article
    lead: Lead
    others: tuple[tuple[Article, float], ...]


@dataclass(kw_only=True)
class Triage:
    """The groups of articles to decide on, one after the other; *position* is the current one's number, from 0.

    *assigned_to_others* is how many articles are left out because others have them.
    """

    project: Project
    groups: Sequence[Group]
    meter: Meter
    position: int = 0
    assigned_to_others: int = 0
    _keys: int = field(default=0, repr=False)
    _seconds: float = field(default=0.0, repr=False)

    @property
    def is_done(self) -> bool:
        """Whether no group is left."""
        return self.position >= len(self.groups)

    def current(self) -> TriageItem:
        """Return the group to decide on."""
        group = self.groups[self.position]
        articles = [self.project.articles.get(each.article_id) for each in group]
        longest = max(articles, key=lambda article: len(article.text))
        return TriageItem(
            group=group,
            article=longest,
            lead=read_lead(longest, codebook=self.project.codebook, gazetteer=self.project.layered_gazetteer),
            others=tuple((each, _overlap(each, longest)) for each in articles if each is not longest),
        )

    def select(self, item: TriageItem, *, is_whole: bool = False) -> None:
        """Select the longest article of the group to be coded; with *is_whole* every article of it."""
        others = [] if is_whole else [article.id for article, _ in item.others]
        chosen = [each.article_id for each in item.group if each.article_id not in others]
        self.project.articles.decide(chosen, SELECTED)
        if others:
            self.project.articles.decide(others, BACKGROUND, reason=f"much the same text as article {item.article.id}")
        self._advance(item)

    def decide(self, item: TriageItem, state: str, *, reason: str | None = None) -> None:
        """Put the whole group into *state*."""
        self.project.articles.decide([each.article_id for each in item.group], state, reason=reason)
        self._advance(item)

    def undo(self) -> bool:
        """Put the group before back into the states that it had, and return to it; return False if there is none."""
        if self.position == 0:
            return False
        self.position -= 1
        for each in self.groups[self.position]:
            self.project.articles.decide([each.article_id], each.state, reason=each.reason)
        return True

    def _advance(self, item: TriageItem) -> None:
        """Store what the decision cost, and go to the next group."""
        keys, seconds = self.meter.keys - self._keys, self.meter.seconds - self._seconds
        self._keys, self._seconds = self.meter.keys, self.meter.seconds
        effort = Effort(article=item.article.sha256, task=TRIAGE, keys=keys, seconds=round(seconds, 1))
        self.project.effort.keep(effort)
        self.position += 1


def open_triage(project: Project, meter: Meter, *, is_later: bool = False, is_all: bool = False) -> Triage:
    """Return the groups that nobody decided on, without articles that others have; with *is_all* those as well.

    With *is_later* also what was put off.
    """
    states = (NEW, LATER) if is_later else (NEW,)
    unavailable = frozenset() if is_all else project.assignments.unavailable()
    found = project.articles.groups(states)
    groups = [tuple(each for each in group if each.article_id not in unavailable) for group in found]
    left_out = sum(map(len, found)) - sum(map(len, groups))
    return Triage(project=project, groups=list(filter(None, groups)), meter=meter, assigned_to_others=left_out)


def _overlap(one: Article, other: Article) -> float:
    """Return the share of the shorter article's words that both have; 0 if one is too short to compare."""
    first, second = take_fingerprint(one.text), take_fingerprint(other.text)
    return 0.0 if first is None or second is None else overlap(first, second)
