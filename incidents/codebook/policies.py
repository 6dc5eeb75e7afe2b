"""How a team works, as data: reconciliation of reports, review, measures of agreement, redaction of releases.

Reads ``reconciliation.toml``, ``review.toml``, ``agreement.toml`` and ``redactions.toml``; applies none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from incidents.codebook.files import Table, read_table
from incidents.codebook.names import Names
from incidents.codebook.vocabularies import Term
from incidents.errors import BadCodebook

ASPECTS_FILE, MOVES_FILE, MEASURES_FILE = "reconciliation.toml", "review.toml", "agreement.toml"
REDACTIONS_FILE = "redactions.toml"
NOMINAL, ORDINAL, INTERVAL, RATIO, SET = "nominal", "ordinal", "interval", "ratio", "set"
METRICS = (NOMINAL, ORDINAL, INTERVAL, RATIO, SET)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """Something that reports may differ on: *keys* of the event document that are decided together.

    *rule* is the code of the rule that decides by default, one of *rules*, which are those that make sense here.
    """

    name: str
    label: str
    definition: str
    keys: tuple[str, ...]
    rule: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Aspects:
    """Every aspect, in file order."""

    all: tuple[Aspect, ...]

    def __iter__(self) -> Iterator[Aspect]:
        return iter(self.all)

    def find(self, word: str) -> Aspect:
        """Return the aspect with the name, label or key *word*. Raises UnknownTerm, which names similar ones."""
        return self._names.find(word)

    @cached_property
    def _names(self) -> Names[Aspect]:
        own = [(name, each) for each in self.all for name in (each.name, each.label)]
        keys = [(key, each) for each in self.all for key in each.keys]
        return Names([*own, *keys], kind="field", label=attrgetter("name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move of an event *to* a status from one of *sources*, by those named in *by*, or by everybody if it is empty.

    With *needs_other_eyes* the rule of four eyes counts for it, with *needs_reason* a reason must be given.
    """

    name: str
    label: str
    definition: str
    sources: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    needs_other_eyes: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Every move, as *file* defines them. With *four_eyes* nobody may review what they coded themselves."""

    file: str
    four_eyes: bool
    all: tuple[Move, ...]

    def get(self, name: str) -> Move:
        """Return the move of that name. Raises BadCodebook if the file has none."""
        found = next((move for move in self.all if move.name == name), None)
        if found is None:
            raise BadCodebook(f"{self.file}: moves: there is no move {name!r}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredField:
    """A field that coders are compared on, by its *metric*; *by* is the number of a term that orders its codes.

    *at_least* is what agreement must reach, None for a field that is measured only.
    """

    name: str
    metric: str
    by: str | None = None
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What agreement is measured on and how it is judged.

    With fewer than *least_units* nothing is judged. If one code has a share of *prevalent_from*, alpha is misleading.
    From *good_from* on agreement is called good. *events_at_least* is asked of agreement on which events there are.
    """

    least_units: int
    prevalent_from: float
    good_from: float
    events_at_least: float | None
    fields: tuple[MeasuredField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What a release for one audience leaves out: whatever a flag is False for.

    *decimals* of a degree are kept of a point, None for all; *delay_days* hold back the newest events. Without the
    names of places, none is closer than its first-level unit. *no_names* are words, in small letters, by which targets
    are described and that name nobody.
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


def read_aspects(table: Table) -> Aspects:
    """Read the aspects of the file. Raises BadCodebook at the first fault, as all functions here."""
    table.text("definition")
    rows = table.tables("aspects", named_by="name")
    table.close()
    aspects = tuple(row.record(Aspect) for row in rows)
    for aspect, row in zip(aspects, rows, strict=True):
        if aspect.rule not in aspect.rules:
            row.refuse("rule", f"must be one of {', '.join(aspect.rules)} (got {aspect.rule!r})")
    return Aspects(aspects)


def read_moves(table: Table) -> Moves:
    """Read the moves of the file."""
    table.text("definition")
    moves = tuple(row.record(Move, sources=row.texts("from")) for row in table.tables("moves", named_by="name"))
    return table.record(Moves, file=table.file, all=moves)


def read_own_moves(path: Path) -> Moves:
    """Read the moves in a file of the project's own."""
    return read_moves(read_table(path.parent, path.name))


def read_measures(table: Table) -> Measures:
    """Read the measures of the file."""
    table.text("definition")
    events = table.table("events")
    threshold = events.share("at_least") if events.has("at_least") else None
    events.close()
    rows = table.tables("fields", named_by="name")
    fields = tuple(row.record(MeasuredField) for row in rows)
    for field, row in zip(fields, rows, strict=True):
        if field.metric not in METRICS:
            row.refuse("metric", f"must be one of {', '.join(METRICS)} (got {field.metric!r})")
    return table.record(Measures, events_at_least=threshold, fields=fields)


def read_redactions(table: Table, targets: Iterable[Term]) -> Names[Redaction]:
    """Read the redactions, by audience; words in small letters by which the coder knows *targets* name nobody."""
    table.text("definition")
    phrases = (phrase for term in targets for phrase in (*term.cues, *term.aliases))
    words = {word for phrase in phrases for word in _WORD.findall(phrase) if word.islower()}
    no_names = frozenset({*words, *map(str.casefold, table.texts("no_names"))})
    rows = table.tables("redactions", named_by="name")
    table.close()
    found = [row.record(Redaction, no_names=no_names) for row in rows]
    mend = f"one of: {', '.join(each.name for each in found)}"
    return Names(((each.name, each) for each in found), kind="redaction", label=attrgetter("name"), mend=mend)
