"""Article queue: the articles that a person codes one after the other; the next one is prepared in a thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

from incidents.domain.article import Article
from incidents.domain.shown import count_of
from incidents.errors import IncidentsError
from incidents.services.coding_session import CodingSession, Reply
from incidents.services.proposals import Proposal
from incidents.services.session_state import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSteps:
    """How the article called *name* comes onto a bench: *read* and *propose* may take long, *lay* is quick.

    Each may raise IncidentsError.
    """

    name: str
    read: Callable[[], Article]
    propose: Callable[[Article], Proposal]
    lay: Callable[[Proposal], CodingSession]


class PendingArticle:
    """One article on its way by *steps*."""

    def __init__(self, steps: ArticleSteps) -> None:
        self.name = steps.name
        self._steps = steps
        self._article: Future[Article] = Future()
        self._proposal: Future[Proposal] = Future()

    def start(self, tell: Callable[[], object]) -> None:
        """Read it and suggest for it in a thread of its own; *tell*, called there, hears of each step that is done.

        The thread does not keep the program from ending.
        """
        Thread(target=self._prepare, args=(tell,), daemon=True).start()

    @property
    def article(self) -> Article | None:
        """The article, once it is read."""
        return self._article.result() if self._article.done() and self._article.exception() is None else None

    @property
    def is_ready(self) -> bool:
        """Whether it can be laid on a bench, or it is known why not."""
        return self._proposal.done()

    def lay(self) -> CodingSession:
        """The article on a bench. Waits until it is ready; raises what any of the steps raised."""
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
    """The articles that are still to come, in the order of *steps*; the next one is prepared before its turn.

    *tell* is called from a thread whenever a step of an article is done.
    """

    def __init__(self, steps: Iterable[ArticleSteps], tell: Callable[[], object]) -> None:
        self._steps = deque(steps)
        self._tell = tell
        self._next: PendingArticle | None = None

    def __len__(self) -> int:
        return len(self._steps) + (self._next is not None)

    def prepare(self) -> None:
        """Begin with the next article, unless it is begun or there is none."""
        if self._next is None and self._steps:
            self._next = PendingArticle(self._steps.popleft())
            self._next.start(self._tell)

    def take(self) -> PendingArticle | None:
        """The next article, begun; None when there is none."""
        self.prepare()
        taken, self._next = self._next, None
        return taken


class ArticleQueue:
    """*bench* has the article at hand, unless the next one is *awaited* that is not ready yet.

    *failures* are why articles could not be opened, *spent* is how many are coded already: both are passed over. *left*
    is the work on each article as it was left. Of *following* the next one is prepared before its turn; *tell*, called
    from a thread, hears whenever it is further.
    """

    def __init__(self, bench: CodingSession, following: Iterable[ArticleSteps], tell: Callable[[], object]) -> None:
        self.bench = bench
        self.awaited: PendingArticle | None = None
        self.failures: list[IncidentsError] = []
        self.spent = 0
        self.left: list[Work] = []
        self._queue = PreparedQueue(following, tell)
        self._count = len(self._queue) + 1

    @property
    def place(self) -> str:
        """Which article of how many it is, such as ``2/60``; nothing where there is but one."""
        return f"{self._count - len(self._queue)}/{self._count}" if self._count > 1 else ""

    def prepare(self) -> None:
        """Begin with the next article, unless it is begun or there is none."""
        self._queue.prepare()

    def leave(self) -> None:
        """The work at hand stays as it is."""
        if self.awaited is None:
            self.left.append(self.bench.work)

    def turn(self) -> bool:
        """Leave the article at hand and wait for the next one; False when there is none."""
        self.leave()
        self.awaited = self._queue.take()
        return self.awaited is not None

    def take_up(self) -> tuple[Reply, bool]:
        """Lay the article that is awaited on the bench once it is ready, passing over those that cannot be.

        What is to be said, and whether all are through.
        """
        told = Reply("")
        while self.awaited is not None and self.awaited.is_ready:
            try:
                self.bench = self.awaited.lay()
                begun = self.bench.begin()
            except IncidentsError as error:
                self.failures.append(error)
                told = Reply(f"passed over: {error.what}", is_refusal=True)
            else:
                if not self.bench.is_spent:
                    self.awaited = None
                    return (told if told.text else begun), False
                self.spent += 1
                told = Reply(f"passed over: {count_of(self.spent, 'article')} coded already", is_pressing=True)
            self.awaited = self._queue.take()
        return told, self.awaited is None
