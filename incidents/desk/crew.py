"""Processes that share work in its order: a killed one is replaced, none outlives the one that the user sees.

Does not know what the work is.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from threading import Thread
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


_AHEAD = 4  # tasks that are begun, for each process, while the result of the first is waited for


def work_through(tasks: Iterable[Task], work: Callable[[Task], Result], *, jobs: int) -> Iterator[Result | None]:
    """What *work*, a function of a module, makes of each of *tasks*, in their order, by *jobs* processes.

    When a process is killed, what was begun is tried again, one task at a time: a task at which a process is killed
    again gives None, and the others go on. *work* itself never gives None.
    """
    crew = _Crew(work, jobs)
    waiting = iter(tasks)
    begun: deque[tuple[Task, Future[Result]]] = deque()
    try:
        while True:
            begun.extend((task, crew.begin(task)) for task in islice(waiting, _AHEAD * jobs - len(begun)))
            if not begun:
                break
            result = _result(begun[0][1])
            if result is None:
                yield from (_retried(crew, task, future) for task, future in begun)
                begun.clear()
            else:
                begun.popleft()
                yield result
    except BaseException:
        crew.dismiss()
        raise
    crew.close()


class _Crew(Generic[Task, Result]):
    """*size* processes that do *work* on one task after the other."""

    def __init__(self, work: Callable[[Task], Result], size: int) -> None:
        self._work, self._size = work, size
        self._others = frozenset(active_children())
        self._pool = self._open()

    def begin(self, task: Task) -> Future[Result]:
        """Have *task* done, after those that were begun before; by new processes where one was killed."""
        try:
            return self._pool.submit(self._work, task)
        except BrokenProcessPool:
            self._pool = self._open()
            return self._pool.submit(self._work, task)

    def close(self) -> None:
        """Wait until all that was begun is done, and let the processes go."""
        self._pool.shutdown()

    def dismiss(self) -> None:
        """Let the processes go at once, in the middle of their work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            if process not in self._others:
                process.terminate()

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._size, mp_context=get_context("spawn"), initializer=_join)


def _retried(crew: _Crew[Task, Result], task: Task, future: Future[Result]) -> Result | None:
    """What came of *task*, with nothing else begun where it has to be done again."""
    result = _result(future)
    return _result(crew.begin(task)) if result is None else result


def _result(future: Future[Result]) -> Result | None:
    """What came of a task, once it is done; None when a process was killed before it was."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _join() -> None:
    """Ctrl-C is for the process that the user sees, which tells the others; they end when it does, however it ends."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
