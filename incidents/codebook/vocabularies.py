"""Vocabularies: closed lists of terms with definitions, read from ``schema/vocabularies/``.

Faults that the file alone shows are refused here, links to other files in ``validation``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from incidents.codebook.files import Scalar, Table
from incidents.codebook.names import Names, fold

LEAD = "lead"  # the role that may name the members of a team; each team needs one
_USUAL_ROLE = "coder"  # may run the commands that no role names
_VERSION = r"\d+\.\d+\.\d+"
_TYPES: Mapping[str, type[Scalar]] = {"text": str, "integer": int, "boolean": bool}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One code of a vocabulary.

    *parent* is a code of the same vocabulary, or of the one that the vocabulary names as its ``parents``.
    *not_under* lists ancestors that do not count this term as theirs: a reconnaissance drone is a drone, and drones are
    explosive weapons, but it is not. *cues* are phrases in the cue language (``schema/README.md``).
    *attributes* are ranks and the codes of other datasets, as declared at the head of the file. *changed* is the
    version of the codebook since which the definition has its present meaning, None if it always had.
    """

    code: str
    label: str
    definition: str
    example: str
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    parent: str | None = None
    not_under: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    changed: str | None = None
    attributes: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a user may call the term."""
        return (self.code, self.label, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What the terms of one vocabulary say besides their words.

    *crosswalk* names the list of another dataset that the values are codes of (``gtd.weapon_type``);
    *vocabulary* the vocabulary of ours.
    """

    name: str
    type: str
    definition: str
    is_required: bool = True
    is_unique: bool = False
    crosswalk: str | None = None
    vocabulary: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """A closed list of terms in the order of its file. *parents* is the vocabulary that holds the terms' parents."""

    name: str
    label: str
    definition: str
    terms: tuple[Term, ...]
    attributes: tuple[Attribute, ...] = ()
    parents: str | None = None

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in file order."""
        return tuple(self._by_code)

    def get(self, code: str) -> Term | None:
        """Return the term with exactly this code, or None."""
        return self._by_code.get(code)

    def find(self, word: str) -> Term:
        """Return the term with the code, label or alias *word*. Raises UnknownTerm, which names similar ones.

        Case, accents, spaces and punctuation do not count.
        """
        return self._names.find(word)

    def match(self, word: str) -> Term | None:
        """As ``find``, but return None if nothing is called *word*."""
        return self._names.get(word)

    def children(self, code: str) -> tuple[Term, ...]:
        """Return the terms directly below *code*, in file order."""
        return tuple(term for term in self.terms if term.parent == code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the codes above *code* within this vocabulary, nearest first."""
        above: list[str] = []
        term = self.get(code)
        while term is not None and term.parent in self._by_code and term.parent not in above:
            above.append(term.parent)
            term = self._by_code[term.parent]
        return tuple(above)

    def descendants(self, code: str) -> tuple[str, ...]:
        """Return *code* and every code below it that counts as *code*: what a filter by *code* must match."""
        return (code, *self._below.get(code, ()))

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for term in self.terms:
            for code in self.ancestors(term.code):
                if code not in term.not_under:
                    below.setdefault(code, []).append(term.code)
        return below

    @cached_property
    def _by_code(self) -> dict[str, Term]:
        return {term.code: term for term in self.terms}

    @cached_property
    def _names(self) -> Names[Term]:
        pairs = ((name, term) for term in self.terms for name in term.names)
        return Names(pairs, kind=self.label.lower(), label=attrgetter("code"))


def roles_for(command: str, roles: Vocabulary) -> frozenset[str]:
    """Return the codes of the *roles* that may run *command*; only its first word counts."""
    verb = command.partition(" ")[0]
    needed = next((role for role in roles if verb in str(role.attributes["commands"]).split()), None)
    least = int((needed or roles.find(_USUAL_ROLE)).attributes["rank"])
    return frozenset(role.code for role in roles if int(role.attributes["rank"]) >= least)


def read_vocabulary(table: Table, name: str) -> Vocabulary:
    """Read the vocabulary *name* from its file. Raises BadCodebook at the first fault."""
    if table.text("name") != name:
        table.refuse("name", f"must be {name!r}, as the file is called")
    head = table.table("attributes")
    attributes = tuple(_read_attribute(head.table(key), key) for key in head)
    rows = table.tables("terms", named_by="code")
    vocabulary = table.record(
        Vocabulary, name=name, attributes=attributes, terms=tuple(_read_term(row, attributes) for row in rows)
    )
    _refuse_shared_names(vocabulary, rows)
    if vocabulary.parents is None:
        _refuse_bad_parents(vocabulary, rows)
    return vocabulary


def _read_attribute(table: Table, name: str) -> Attribute:
    if table.text("type") not in _TYPES:
        table.refuse("type", f"must be one of {', '.join(_TYPES)} (got {table.text('type')!r})")
    return table.record(
        Attribute,
        name=name,
        is_required=table.flag("required", default=True),
        is_unique=table.flag("unique"),
    )


def _read_term(table: Table, attributes: Sequence[Attribute]) -> Term:
    wanted = [each for each in attributes if each.is_required or table.has(each.name)]
    values = {each.name: table.scalar(each.name, _TYPES[each.type]) for each in wanted}
    term = table.record(Term, attributes=values)
    if term.changed is not None and re.fullmatch(_VERSION, term.changed) is None:
        table.refuse("changed", f"must be a version such as 0.3.0 (got {term.changed!r})")
    return term


def _refuse_shared_names(vocabulary: Vocabulary, rows: Sequence[Table]) -> None:
    """Refuse a name, or a value that must be unique, if an earlier term has it."""
    owners: dict[tuple[str, Scalar], str] = {}
    for term, row in zip(vocabulary, rows, strict=True):
        named = (("code", (term.code,)), ("label", (term.label,)), ("aliases", term.aliases))
        marks: list[tuple[str, tuple[str, Scalar]]] = [
            (key, ("name", fold(name))) for key, names in named for name in names
        ]
        unique = (each.name for each in vocabulary.attributes if each.is_unique and each.name in term.attributes)
        marks += [(key, (key, term.attributes[key])) for key in unique]
        for key, mark in marks:
            owner = owners.setdefault(mark, term.code)
            if owner != term.code:
                row.refuse(key, f"is a duplicate: {owner!r} has it")


def _refuse_bad_parents(vocabulary: Vocabulary, rows: Sequence[Table]) -> None:
    """Refuse a parent that does not exist, a circle of parents, and a *not_under* that is no ancestor."""
    for term, row in zip(vocabulary, rows, strict=True):
        if term.parent is not None and vocabulary.get(term.parent) is None:
            row.refuse("parent", f"{term.parent!r} is not a code of {vocabulary.name}")
        above = vocabulary.ancestors(term.code)
        if term.code in above:
            row.refuse("parent", f"a circle: {' -> '.join((term.code, *above))}")
        for code in term.not_under:
            if code not in above:
                row.refuse("not_under", f"{code!r} is not above {term.code!r}")
