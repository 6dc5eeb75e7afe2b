"""Many articles through a backend, in their order, by one process or several: what came of each.

What one article does to the coder never stops the others. The outcomes are the same whatever the number of processes.
Does not write anything; reads no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from incidents.codebook.loader import load
from incidents.coder.backend import Backend
from incidents.desk.articles import read_dated
from incidents.desk.backing import Backing, open_backend
from incidents.desk.crew import work_through
from incidents.desk.layers import open_layers
from incidents.domain.article import Article
from incidents.domain.suggestion import Suggestion
from incidents.errors import BadSource, IncidentsError
from incidents.geo.gazetteer import open_gazetteer
from incidents.intake.source import STANDARD_INPUT


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


def suggest_beside(requests: Sequence[Request], backing: Backing, *, jobs: int) -> Iterator[Outcome]:
    """The outcome of each request, worked out by *jobs* processes that each open the gazetteer once.

    Standard input is read here, which alone has it. An article at which a process is killed is a problem.
    """
    sent = [request for request in requests if request.source != STANDARD_INPUT]
    outcomes = work_through(sent, partial(_work, backing=backing), jobs=jobs)
    for request in requests:
        if request.source == STANDARD_INPUT:
            yield _work(request, backing=backing)
        else:
            yield next(outcomes) or Outcome(source=request.source, problem=_killed(request.source))
    next(outcomes, None)  # nothing is left but to let the processes go


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


def _killed(source: str) -> BadSource:
    what = f"{source} could not be coded: the process that did it was killed, perhaps for want of memory"
    return BadSource(what, mend="try it by itself, without --jobs")


def _work(request: Request, *, backing: Backing) -> Outcome:
    return attempt(request, open_once(backing), read=read_request)


@lru_cache(maxsize=1)
def open_once(backing: Backing) -> Backend:
    """The backend of this process, opened with its first article."""
    shipped = open_gazetteer()
    gazetteer = shipped if backing.database is None else open_layers(backing.database, shipped)
    return open_backend(backing, codebook=load(), gazetteer=gazetteer)
