"""Many articles through a backend, in their order, by one process or several: what came of each.

What one article does to the coder never stops the others. The outcomes are the same whatever the number of processes.
Does not write anything; reads no clock.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context

from incidents.codebook.loader import load
from incidents.coder.backend import Backend
from incidents.desk.articles import read_dated
from incidents.desk.backing import Backing, open_backend
from incidents.desk.layers import open_layers
from incidents.domain.article import Article
from incidents.domain.suggestion import Suggestion
from incidents.errors import BadSource, IncidentsError
from incidents.geo.gazetteer import open_gazetteer
from incidents.intake.source import STANDARD_INPUT

_AHEAD = 4  # articles a process may be ahead of the reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A source, and what the user says about it."""

    source: str
    published_on: str | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one source: a *suggestion*, or the *problem* that stood in its way."""

    source: str
    suggestion: Suggestion | None = None
    problem: IncidentsError | None = None


Read = Callable[[Request], Article]


def suggest_here(requests: Iterable[Request], backend: Backend, *, read: Read) -> Iterator[Outcome]:
    """The outcome of each request, worked out in this process; *read* may ask the user."""
    return (attempt(request, backend, read=read) for request in requests)


def suggest_beside(requests: Iterable[Request], backing: Backing, *, jobs: int) -> Iterator[Outcome]:
    """The outcome of each request, worked out by *jobs* processes that each open the gazetteer once.

    Standard input is read here, which alone has it. Raises IncidentsError when a process was killed.
    """
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    waiting = iter(requests)
    begun: deque[tuple[Request, Future[Outcome]]] = deque()
    try:
        begun.extend((request, _begin(pool, request, backing)) for request in islice(waiting, _AHEAD * jobs))
        while begun:
            request, future = begun.popleft()
            yield _result(request, future)
            begun.extend((request, _begin(pool, request, backing)) for request in islice(waiting, 1))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def attempt(request: Request, backend: Backend, *, read: Read) -> Outcome:
    """What comes of one request. A fault of the coder is told as one and named, never raised: others are waiting."""
    source = request.source
    try:
        return Outcome(source=source, suggestion=backend(read(request)))
    except IncidentsError as problem:
        return Outcome(source=source, problem=problem)
    except Exception as fault:  # noqa: BLE001 - whatever an article brings to light, the next one is coded all the same
        what = f"{source} could not be coded: {type(fault).__name__}: {fault}"
        return Outcome(source=source, problem=BadSource(what, mend="this is a fault of incidents: please report it"))


def read_request(request: Request) -> Article:
    """The article of *request*, with a date of publication. Raises BadSource."""
    return read_dated(
        request.source, published_on=request.published_on, publisher=request.publisher, title=request.title
    )


def _begin(pool: ProcessPoolExecutor, request: Request, backing: Backing) -> Future[Outcome]:
    if request.source != STANDARD_INPUT:
        return pool.submit(_work, request, backing)
    done: Future[Outcome] = Future()
    done.set_result(_work(request, backing))
    return done


def _result(request: Request, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        what = f"a process was killed at or before {request.source}, perhaps for want of memory"
        raise IncidentsError(what, mend="try again with fewer --jobs") from None


def _work(request: Request, backing: Backing) -> Outcome:
    return attempt(request, _backend(backing), read=read_request)


@lru_cache(maxsize=1)
def _backend(backing: Backing) -> Backend:
    """The backend of this process, opened with its first article."""
    shipped = open_gazetteer()
    gazetteer = shipped if backing.database is None else open_layers(backing.database, shipped)
    return open_backend(backing, codebook=load(), gazetteer=gazetteer)


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that the user sees; it tells the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
