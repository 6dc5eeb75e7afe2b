"""Aspects of an event on which reports are compared, each with the rule that decides unless a person does.

Reads ``reconciliation.toml``. Applies no rule: ``review.reconciliation`` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from incidents.codebook.matching import Names
from incidents.codebook.model import Field, Vocabulary
from incidents.codebook.table import Table
from incidents.errors import BadCodebook

FILE = "reconciliation.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One thing that reports may differ on: *keys* of the event document that are decided together.

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
        """The aspect that *word* calls by name, label or one of its keys; UnknownTerm names what comes near."""
        return self._names.find(word)

    @cached_property
    def _names(self) -> Names[Aspect]:
        own = [(name, each) for each in self.all for name in (each.name, each.label)]
        keys = [(key, each) for each in self.all for key in each.keys]
        return Names([*own, *keys], kind="field", label=attrgetter("name"))


def read_aspects(table: Table) -> Aspects:
    """The aspects of the file; BadCodebook at the first fault."""
    table.text("definition")
    rows = table.tables("aspects", named_by="name")
    table.close()
    aspects = tuple(_read_aspect(row) for row in rows)
    for number, row in enumerate(rows):
        if aspects[number].name in {earlier.name for earlier in aspects[:number]}:
            row.refuse("name", "is a duplicate")
    return Aspects(aspects)


def check_aspects(aspects: Aspects, rules: Vocabulary, fields: Collection[Field]) -> None:
    """Refuse an aspect with a rule or a key that does not exist."""
    names = {field.name for field in fields if field.kind == "event"}
    for aspect in aspects:
        for key in aspect.keys:
            if key not in names:
                raise BadCodebook(f"schema/{FILE}: aspects[{aspect.name}].keys: there is no field {key!r}")
        for rule in aspect.rules:
            if rules.get(rule) is None:
                raise BadCodebook(f"schema/{FILE}: aspects[{aspect.name}].rules: {rule!r} is not a code of rules")


def _read_aspect(table: Table) -> Aspect:
    aspect = Aspect(
        name=table.text("name"),
        label=table.text("label"),
        definition=table.text("definition"),
        keys=table.texts("keys"),
        rule=table.text("rule"),
        rules=table.texts("rules"),
    )
    if aspect.rule not in aspect.rules:
        table.refuse("rule", f"must be one of {', '.join(aspect.rules)} (got {aspect.rule!r})")
    table.close()
    return aspect
