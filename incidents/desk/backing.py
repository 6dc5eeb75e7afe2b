"""Which backend suggests, as a small value that any process can open for itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from incidents.codebook.loader import Codebook
from incidents.coder.backend import Backend
from incidents.geo.gazetteer import Gazetteer
from incidents.store.database import Database

RULES = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """A backend by *name*; places that *database* has coded or listed before come first, where there is one."""

    name: str = RULES
    database: Database | None = None


BY_RULES = Backing()


def open_backend(backing: Backing, *, codebook: Codebook, gazetteer: Gazetteer) -> Backend:
    """The backend that *backing* describes."""
    del backing  # the rules are the only one
    from incidents.coder.pipeline import suggest  # noqa: PLC0415 - a query need not wait for forty modules of rules

    return partial(suggest, codebook=codebook, gazetteer=gazetteer)
