"""Reading ``schema/redactions.toml``: what a release for a given audience leaves out. Leaves nothing out itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from incidents.codebook.model import Term
from incidents.codebook.table import Table

FILE = "redactions.toml"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is left out, flag by flag; False leaves it out.

    *decimals* of a degree are kept of a point, None for all; *delay_days* hold back the newest events. Without the
    names of places, none is closer than its first-level unit. *no_names* are words, in small letters, by which targets
    are called and that name nobody.
    """

    name: str
    label: str
    definition: str
    names_sources: bool
    shows_quotes: bool
    names_coders: bool
    names_places: bool
    names_targets: bool
    decimals: int | None
    delay_days: int
    no_names: frozenset[str]


def read_redactions(table: Table, targets: Iterable[Term]) -> tuple[Redaction, ...]:
    """Every redaction, in file order; the words in small letters by which the coder knows *targets* name nobody."""
    table.text("definition")
    phrases = (phrase for term in targets for phrase in (*term.cues, *term.aliases))
    words = {word for phrase in phrases for word in _WORD.findall(phrase) if word.islower()}
    no_names = frozenset({*words, *map(str.casefold, table.texts("no_names"))})
    rows = table.tables("redactions", named_by="name")
    table.close()
    return tuple(_read(row, no_names) for row in rows)


def _read(table: Table, no_names: frozenset[str]) -> Redaction:
    redaction = Redaction(
        name=table.text("name"),
        label=table.text("label"),
        definition=table.text("definition"),
        names_sources=table.flag("names_sources", default=False),
        shows_quotes=table.flag("shows_quotes", default=False),
        names_coders=table.flag("names_coders", default=False),
        names_places=table.flag("names_places", default=False),
        names_targets=table.flag("names_targets", default=False),
        decimals=table.integer("decimals") if table.has("decimals") else None,
        delay_days=table.integer("delay_days"),
        no_names=no_names,
    )
    table.close()
    return redaction
