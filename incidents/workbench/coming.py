"""The article that comes next, prepared beside the keys: read and suggested for while a person is at another one.

What the database has of it is asked for when its turn comes, so that nothing is out of date then. Draws nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

from incidents.domain.article import Article
from incidents.workbench.bench import Bench
from incidents.workbench.papers import Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How the article called *name* comes onto a bench: *read* and *propose* may take long, *lay* is quick.

    Each may raise IncidentsError.
    """

    name: str
    read: Callable[[], Article]
    propose: Callable[[Article], Proposal]
    lay: Callable[[Proposal], Bench]


class Coming:
    """One article on its way by *steps*."""

    def __init__(self, steps: Steps) -> None:
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

    def lay(self) -> Bench:
        """The article on a bench. Waits until it is ready; raises what any of the steps raised."""
        return self._steps.lay(self._proposal.result())

    def _prepare(self, tell: Callable[[], object]) -> None:
        try:
            self._article.set_result(self._steps.read())
            tell()
            self._proposal.set_result(self._steps.propose(self._article.result()))
        except BaseException as error:  # noqa: BLE001 - passed on to whoever lays the article
            self._proposal.set_exception(error)
        tell()


class Queue:
    """The articles that are still to come, in the order of *steps*; the next one is prepared before its turn.

    *tell* is called from a thread whenever a step of an article is done.
    """

    def __init__(self, steps: Iterable[Steps], tell: Callable[[], object]) -> None:
        self._steps = deque(steps)
        self._tell = tell
        self._next: Coming | None = None

    def __len__(self) -> int:
        return len(self._steps) + (self._next is not None)

    def prepare(self) -> None:
        """Begin with the next article, unless it is begun or there is none."""
        if self._next is None and self._steps:
            self._next = Coming(self._steps.popleft())
            self._next.start(self._tell)

    def take(self) -> Coming | None:
        """The next article, begun; None when there is none."""
        self.prepare()
        taken, self._next = self._next, None
        return taken
