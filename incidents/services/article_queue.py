"""Article queue: the articles that a person codes one after the other; the next one is prepared in a thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

from incidents.domain.articles import Article
from incidents.domain.text import count_of
from incidents.errors import IncidentsError
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.proposals import Proposal
from incidents.services.session_state import Work


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
