"""Suggestions: many articles through a backend of the coder, in one process or several, in their order.

An article that cannot be coded never stops the others, and the outcomes do not depend on the number of processes. A
process that is killed is replaced, and none outlives its parent.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache, partial
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Generic, TypeVar

from incidents.codebook.loader import Codebook, load
from incidents.coder.backend import Backend
from incidents.domain.articles import Article
from incidents.domain.dates import read_day
from incidents.domain.documents import Document
from incidents.domain.events import Event
from incidents.domain.learned import Learned
from incidents.domain.suggestions import Suggestion
from incidents.errors import BadSource, BadUsage, IncidentsError
from incidents.geo.gazetteer import Gazetteer, open_gazetteer
from incidents.intake.source import STANDARD_INPUT, Overrides, read_text
from incidents.services.articles import read_dated, undated, write_suggestion
from incidents.services.coding import MACHINE
from incidents.services.place_search import locate, open_layers
from incidents.services.training import open_learned
from incidents.store.database import Database

RULES, LLM = "rules", "llm"
KEY = "INCIDENTS_LLM_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendChoice:
    """A backend by *name*; *url* and *model* say where and whom ``llm`` asks, within *seconds* an article.

    Places that *database* has coded or listed before come first, where there is one. The key is not here: every process
    takes it from its environment. *learned* is a file of what was learned from verdicts, None to go without.
    """

    name: str = RULES
    database: Database | None = None
    url: str | None = None
    model: str | None = None
    seconds: float = 120.0
    learned: Path | None = None


RULES_ONLY = BackendChoice()


def choose_backend(
    name: str, *, url: str | None, model: str | None, seconds: float, learned: Path | None = None
) -> BackendChoice:
    """Return the backend that a user asks for. Raises BadUsage if it is unknown, or has no address or model."""
    if name not in {RULES, LLM}:
        raise BadUsage(f"there is no backend {name!r}", mend=f"one of: {RULES}, {LLM}")
    if learned is not None and name == LLM:
        raise BadUsage("what was learned is of the rules, not of a model", mend="leave out --model or --backend llm")
    if name == RULES:
        return BackendChoice(learned=learned)
    choice = BackendChoice(
        name=name,
        url=url or os.environ.get("INCIDENTS_LLM_URL"),
        model=model or os.environ.get("INCIDENTS_LLM_MODEL"),
        seconds=seconds,
    )
    if choice.url is None or choice.model is None:
        raise BadUsage(
            "nobody is named to be asked: articles are sent nowhere by default",
            mend="add --llm-url URL and --llm-model NAME, or set INCIDENTS_LLM_URL and INCIDENTS_LLM_MODEL",
        )
    name_recipient(choice)
    return choice


def name_recipient(choice: BackendChoice) -> str | None:
    """Return to whom articles are sent, None if they are sent nowhere. Raises BadUsage for an invalid address."""
    if choice.url is None or choice.model is None:
        return None
    from incidents.coder.backends.endpoint import Endpoint

    endpoint = Endpoint(url=choice.url, model=choice.model, key=os.environ.get(KEY) or None)
    return f"{choice.model} at {endpoint.host}"


def name_proposer(choice: BackendChoice) -> str:
    """Return who is recorded as the proposer of what the backend suggests."""
    if choice.learned is not None:
        return f"{MACHINE} with {choice.learned.name}"
    return MACHINE if choice.model is None else f"{MACHINE} with {choice.model}"


def open_backend(choice: BackendChoice, *, codebook: Codebook, gazetteer: Gazetteer) -> Backend:
    """Open the backend that *choice* describes."""
    from incidents.coder.pipeline import suggest

    rules = partial(suggest, codebook=codebook, gazetteer=gazetteer)
    if choice.learned is not None:
        return _Tuned(rules, open_learned(choice.learned), codebook)
    return rules if choice.name == RULES else _open_model(choice, rules, codebook, gazetteer)


@dataclass(frozen=True, slots=True)
class _Tuned:
    """The rules, with what was learned of them."""

    rules: Backend
    learned: Learned
    codebook: Codebook

    def __call__(self, article: Article) -> Suggestion:
        """Return the suggestion for *article*."""
        from incidents.coder.learned import tune

        return tune(self.rules(article), self.learned, codebook=self.codebook)


def _open_model(choice: BackendChoice, rules: Backend, codebook: Codebook, gazetteer: Gazetteer) -> Backend:
    from incidents.coder.backends.endpoint import Endpoint
    from incidents.coder.backends.model import Model

    key = os.environ.get(KEY) or None
    endpoint = Endpoint(url=choice.url or "", model=choice.model or "", key=key, seconds=choice.seconds)
    return Model(endpoint=endpoint, codebook=codebook, rules=rules, finish=partial(_finish, gazetteer=gazetteer))


def _finish(event: Event, *, gazetteer: Gazetteer) -> Event:
    """Return *event* with the point of its place, if the gazetteer is sure of it, and a summary."""
    from incidents.coder.fields.summary import summarise

    located, _ = locate(event, gazetteer=gazetteer)
    return replace(located, summary=summarise(located))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A source, and what the user says about it."""

    source: str
    published_on: str | None = None
    publisher: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What came of one source: a *suggestion*, or the *problem* that stood in its way."""

    source: str
    suggestion: Suggestion | None = None
    problem: IncidentsError | None = None


Read = Callable[[Request], Article]


def suggest_in_turn(requests: Iterable[Request], backend: Backend, *, read: Read) -> Iterator[Suggested]:
    """Yield the outcome of each request, worked out in this process; *read* may ask the user."""
    return (attempt(request, backend, read=read) for request in requests)


def suggest_in_parallel(requests: Sequence[Request], choice: BackendChoice, *, jobs: int) -> Iterator[Suggested]:
    """Yield the outcome of each request, in their order, worked out by *jobs* processes.

    Standard input is read in this process. An article whose process is killed has a problem.
    """
    sent = [request for request in requests if request.source != STANDARD_INPUT]
    outcomes = map_in_order(sent, partial(_work, choice=choice), jobs=jobs)
    for request in requests:
        if request.source == STANDARD_INPUT:
            yield _work(request, choice=choice)
        else:
            yield next(outcomes) or Suggested(source=request.source, problem=_killed(request.source))
    next(outcomes, None)  # nothing is left but to let the processes go


def attempt(request: Request, backend: Backend, *, read: Read) -> Suggested:
    """Return the outcome of one request. An error of the coder becomes a problem: it never stops the other articles."""
    source = request.source
    try:
        return Suggested(source=source, suggestion=backend(read(request)))
    except IncidentsError as problem:
        return Suggested(source=source, problem=problem)
    except Exception as fault:  # noqa: BLE001
        what = f"{source} could not be coded: {type(fault).__name__}: {fault}"
        return Suggested(source=source, problem=BadSource(what, mend="this is a fault of incidents: please report it"))


def read_request(request: Request) -> Article:
    """Read the article of *request*. Raises BadSource, also if it has no date of publication."""
    return read_dated(
        request.source, published_on=request.published_on, publisher=request.publisher, title=request.title
    )


def _killed(source: str) -> BadSource:
    what = f"{source} could not be coded: the process that did it was killed, perhaps for want of memory"
    return BadSource(what, mend="try it by itself, without --jobs")


def _work(request: Request, *, choice: BackendChoice) -> Suggested:
    return attempt(request, cached_backend(choice), read=read_request)


@lru_cache(maxsize=1)
def cached_backend(choice: BackendChoice) -> Backend:
    """Return the backend of this process, opened with its first article."""
    shipped = open_gazetteer()
    gazetteer = shipped if choice.database is None else open_layers(choice.database, shipped)
    return open_backend(choice, codebook=load(), gazetteer=gazetteer)


Row = Mapping[str, Any]


def suggest_rows(rows: Iterable[Row], *, choice: BackendChoice = RULES_ONLY) -> Iterator[Document]:
    """Yield a document for each of *rows*, in their order: what ``incidents suggest --json`` prints for such a file.

    A row has ``path``, a file's name or a URL, and ``text``, all that stands there: an article with or without header
    lines, or a page. ``title``, ``publisher`` and ``published_on`` (a date, or text) stand above what the text says;
    they may be absent or None. Of a row that cannot be coded the document has ``article`` with its path, and the
    ``problem``. The coder is opened with the first row and kept for all later calls in the same process.
    """
    for row in rows:
        yield _suggest(row, choice)


def _suggest(row: Row, choice: BackendChoice) -> Document:
    path = str(row["path"])
    outcome = attempt(Request(source=path), cached_backend(choice), read=partial(_read, row))
    if outcome.suggestion is None:
        return {"article": {"path": path}, "events": [], "problem": str(outcome.problem)}
    return write_suggestion(outcome.suggestion)


def _read(row: Row, request: Request) -> Article:
    """Read the article of *row*. Raises BadSource if it is none, or has no date of publication."""
    if not isinstance(row["text"], str):
        raise BadSource(f"{request.source} has no text")
    overrides = Overrides(title=row.get("title"), publisher=row.get("publisher"), published_on=_day(row, request))
    article = read_text(row["text"], source=request.source, overrides=overrides)
    if article.published_on is None:
        raise undated(request.source)
    return article


def _day(row: Row, request: Request) -> date | None:
    given = row.get("published_on")
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    try:
        return read_day(str(given))
    except ValueError as problem:
        raise BadSource(f"{request.source}: {problem}") from problem


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
