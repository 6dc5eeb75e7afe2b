"""Which backend suggests, as a small value that any process can open for itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from incidents.codebook.loader import Codebook
from incidents.coder.backend import Backend
from incidents.desk.coding import MACHINE
from incidents.desk.learning import open_learned
from incidents.desk.placing import locate
from incidents.domain.article import Article
from incidents.domain.event import Event
from incidents.domain.learned import Learned
from incidents.domain.suggestion import Suggestion
from incidents.errors import BadUsage
from incidents.geo.gazetteer import Gazetteer
from incidents.store.database import Database

RULES, LLM = "rules", "llm"
KEY = "INCIDENTS_LLM_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
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


BY_RULES = Backing()


def choose_backing(
    name: str, *, url: str | None, model: str | None, seconds: float, learned: Path | None = None
) -> Backing:
    """The backend that a user asks for. Raises BadUsage for an unknown one, or without an address or a model."""
    if name not in {RULES, LLM}:
        raise BadUsage(f"there is no backend {name!r}", mend=f"one of: {RULES}, {LLM}")
    if learned is not None and name == LLM:
        raise BadUsage("what was learned is of the rules, not of a model", mend="leave out --model or --backend llm")
    if name == RULES:
        return Backing(learned=learned)
    backing = Backing(
        name=name,
        url=url or os.environ.get("INCIDENTS_LLM_URL"),
        model=model or os.environ.get("INCIDENTS_LLM_MODEL"),
        seconds=seconds,
    )
    if backing.url is None or backing.model is None:
        raise BadUsage(
            "nobody is named to be asked: articles are sent nowhere by default",
            mend="add --llm-url URL and --llm-model NAME, or set INCIDENTS_LLM_URL and INCIDENTS_LLM_MODEL",
        )
    name_recipient(backing)
    return backing


def name_recipient(backing: Backing) -> str | None:
    """Where articles go, None when they go nowhere. Raises BadUsage for an address that is none."""
    if backing.url is None or backing.model is None:
        return None
    from incidents.backends.endpoint import Endpoint  # noqa: PLC0415 - loads an HTTP client, which the rules need not

    endpoint = Endpoint(url=backing.url, model=backing.model, key=os.environ.get(KEY) or None)
    return f"{backing.model} at {endpoint.host}"


def name_proposer(backing: Backing) -> str:
    """Who is noted as having proposed what the backend suggests."""
    if backing.learned is not None:
        return f"{MACHINE} with {backing.learned.name}"
    return MACHINE if backing.model is None else f"{MACHINE} with {backing.model}"


def open_backend(backing: Backing, *, codebook: Codebook, gazetteer: Gazetteer) -> Backend:
    """The backend that *backing* describes."""
    from incidents.coder.pipeline import suggest  # noqa: PLC0415 - a query need not wait for forty modules of rules

    rules = partial(suggest, codebook=codebook, gazetteer=gazetteer)
    if backing.learned is not None:
        return _Tuned(rules, open_learned(backing.learned), codebook)
    return rules if backing.name == RULES else _open_model(backing, rules, codebook, gazetteer)


@dataclass(frozen=True, slots=True)
class _Tuned:
    """The rules, with what was learned of them."""

    rules: Backend
    learned: Learned
    codebook: Codebook

    def __call__(self, article: Article) -> Suggestion:
        """The suggestion for *article*."""
        from incidents.coder.learned import tune  # noqa: PLC0415

        return tune(self.rules(article), self.learned, codebook=self.codebook)


def _open_model(backing: Backing, rules: Backend, codebook: Codebook, gazetteer: Gazetteer) -> Backend:
    from incidents.backends.endpoint import Endpoint  # noqa: PLC0415 - loads an HTTP client, which the rules need not
    from incidents.backends.model import Model  # noqa: PLC0415

    key = os.environ.get(KEY) or None
    endpoint = Endpoint(url=backing.url or "", model=backing.model or "", key=key, seconds=backing.seconds)
    return Model(endpoint=endpoint, codebook=codebook, rules=rules, finish=partial(_finish, gazetteer=gazetteer))


def _finish(event: Event, *, gazetteer: Gazetteer) -> Event:
    """*event* with the point of its place, where the gazetteer is sure of it, and a summary."""
    from incidents.coder.fields.summary import summarise  # noqa: PLC0415

    located, _ = locate(event, gazetteer=gazetteer)
    return replace(located, summary=summarise(located))
