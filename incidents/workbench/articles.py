"""The articles that a person works through, one after the other. Draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from incidents.domain.shown import count_of
from incidents.errors import IncidentsError
from incidents.workbench.bench import Bench
from incidents.workbench.coming import Coming, Queue, Steps
from incidents.workbench.settling import Reply
from incidents.workbench.work import Work


class Articles:
    """*bench* has the article at hand, unless the next one is *awaited* that is not ready yet.

    *failures* are why articles could not be opened, *spent* is how many are coded already: both are passed over. *left*
    is the work on each article as it was left. Of *following* the next one is prepared before its turn; *tell*, called
    from a thread, hears whenever it is further.
    """

    def __init__(self, bench: Bench, following: Iterable[Steps], tell: Callable[[], object]) -> None:
        self.bench = bench
        self.awaited: Coming | None = None
        self.failures: list[IncidentsError] = []
        self.spent = 0
        self.left: list[Work] = []
        self._queue = Queue(following, tell)
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
