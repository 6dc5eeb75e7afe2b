"""Worker processes: map tasks in their order; a killed process is replaced, and none outlives its parent."""

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


def map_in_order(tasks: Iterable[Task], work: Callable[[Task], Result], *, jobs: int) -> Iterator[Result | None]:
    """Yield the result of *work*, a function of a module, for each of *tasks*, in their order, from *jobs* processes.

    If a process is killed, the tasks that were running are tried again, one at a time: a task that is killed again
    yields None, and the others go on. *work* itself must not return None.
    """
    pool = _Pool(work, jobs)
    waiting = iter(tasks)
    begun: deque[tuple[Task, Future[Result]]] = deque()
    try:
        while True:
            begun.extend((task, pool.begin(task)) for task in islice(waiting, _AHEAD * jobs - len(begun)))
            if not begun:
                break
            result = _result(begun[0][1])
            if result is None:
                yield from (_retried(pool, task, future) for task, future in begun)
                begun.clear()
            else:
                begun.popleft()
                yield result
    except BaseException:
        pool.dismiss()
        raise
    pool.close()


class _Pool(Generic[Task, Result]):
    """*size* processes that do *work* on one task after the other."""

    def __init__(self, work: Callable[[Task], Result], size: int) -> None:
        self._work, self._size = work, size
        self._others = frozenset(active_children())
        self._pool = self._open()

    def begin(self, task: Task) -> Future[Result]:
        """Start *task*, after those that were started before; in new processes if one was killed."""
        try:
            return self._pool.submit(self._work, task)
        except BrokenProcessPool:
            self._pool = self._open()
            return self._pool.submit(self._work, task)

    def close(self) -> None:
        """Wait until all tasks are done, and end the processes."""
        self._pool.shutdown()

    def dismiss(self) -> None:
        """End the processes at once."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in active_children():
            if process not in self._others:
                process.terminate()

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._size, mp_context=get_context("spawn"), initializer=_join)


def _retried(pool: _Pool[Task, Result], task: Task, future: Future[Result]) -> Result | None:
    """Return the result of *task*; run it again by itself if its process was killed."""
    result = _result(future)
    return _result(pool.begin(task)) if result is None else result


def _result(future: Future[Result]) -> Result | None:
    """Return the task's result, or None if its worker was killed."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _join() -> None:
    """Ignore Ctrl-C, which is for the parent process, and end whenever the parent ends."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
