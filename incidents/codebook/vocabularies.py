"""Reading a vocabulary: its head, its attributes and its terms, refused by file and key.

Checks what one file can tell; links to other files are for ``check``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incidents.codebook.matching import fold
from incidents.codebook.model import Attribute, Head, Scalar, Term, Vocabulary
from incidents.codebook.table import Table

_VERSION = r"\d+\.\d+\.\d+"
_KINDS: Mapping[str, type[str | int | bool]] = {"text": str, "integer": int, "boolean": bool}


def read_vocabulary(table: Table, name: str) -> Vocabulary:
    """The vocabulary *name* from its file; BadCodebook at the first fault of its head, later for one of its terms."""
    if table.text("name") != name:
        table.refuse("name", f"must be {name!r}, as the file is called")
    head = table.table("attributes")
    attributes = tuple(_read_attribute(head.table(key)) for key in head)
    rows = table.tables("terms", named_by="code")
    told = Head(
        name=name,
        label=table.text("label"),
        definition=table.text("definition"),
        attributes=attributes,
        parents=table.optional_text("parents"),
    )
    table.close()
    terms = _Terms(told, rows)
    return Vocabulary(told, read=terms.read, read_all=terms.read_all)


class _Terms:
    """The terms in the *rows* of a file, read when they are asked for."""

    def __init__(self, head: Head, rows: Sequence[Table]) -> None:
        self._head = head
        self._rows = rows
        self._coded = {row.text("code"): row for row in reversed(rows)}

    def read(self, code: str) -> Term | None:
        """The term with exactly this code."""
        return _read_term(self._coded[code], self._head.attributes) if code in self._coded else None

    def read_all(self) -> tuple[Term, ...]:
        """Every term, none of which contradicts another."""
        terms = tuple(_read_term(row, self._head.attributes) for row in self._rows)
        whole = Vocabulary(self._head, read={term.code: term for term in terms}.get, read_all=lambda: terms)
        _refuse_twins(whole, self._rows)
        _refuse_bad_parents(whole, self._rows)
        return terms


def _read_attribute(table: Table) -> Attribute:
    attribute = Attribute(
        name=table.key.rpartition(".")[2],
        type=table.text("type"),
        definition=table.text("definition"),
        is_required=table.flag("required", default=True),
        is_unique=table.flag("unique", default=False),
        crosswalk=table.optional_text("crosswalk"),
        vocabulary=table.optional_text("vocabulary"),
    )
    if attribute.type not in _KINDS:
        table.refuse("type", f"must be one of {', '.join(_KINDS)} (got {attribute.type!r})")
    table.close()
    return attribute


def _read_term(table: Table, attributes: Iterable[Attribute]) -> Term:
    term = Term(
        code=table.text("code"),
        label=table.text("label"),
        definition=table.text("definition"),
        example=table.text("example"),
        includes=table.texts("includes"),
        excludes=table.texts("excludes"),
        parent=table.optional_text("parent"),
        not_under=table.texts("not_under"),
        aliases=table.texts("aliases"),
        cues=table.texts("cues"),
        changed=_read_version(table),
        attributes=_read_values(table, attributes),
    )
    table.close()
    return term


def _read_version(table: Table) -> str | None:
    """The version in which the definition got the meaning that it has."""
    version = table.optional_text("changed")
    if version is not None and re.fullmatch(_VERSION, version) is None:
        table.refuse("changed", f"must be a version such as 0.3.0 (got {version!r})")
    return version


def _read_values(table: Table, attributes: Iterable[Attribute]) -> dict[str, Scalar]:
    wanted = [each for each in attributes if each.is_required or table.has(each.name)]
    return {each.name: table.scalar(each.name, _KINDS[each.type]) for each in wanted}


def _refuse_twins(vocabulary: Vocabulary, rows: Iterable[Table]) -> None:
    """Refuse a code, a name or a value that must be unique, when an earlier term has it."""
    codes: set[str] = set()
    owners: dict[tuple[str, Scalar], str] = {}
    for term, row in zip(vocabulary.terms, rows, strict=True):
        if term.code in codes:
            row.refuse("code", "is a duplicate")
        codes.add(term.code)
        for key, mark in _marks(term, vocabulary.attributes):
            owner = owners.setdefault(mark, term.code)
            if owner != term.code:
                row.refuse(key, f"is a duplicate: {owner!r} has it")


def _marks(term: Term, attributes: Iterable[Attribute]) -> Iterator[tuple[str, tuple[str, Scalar]]]:
    """What no other term may have: (key of the file, (name space, value))."""
    for key, names in (("code", (term.code,)), ("label", (term.label,)), ("aliases", term.aliases)):
        yield from ((key, ("name", fold(name))) for name in names)
    yield from ((each.name, (each.name, term.attributes[each.name])) for each in attributes if each.is_unique)


def _refuse_bad_parents(vocabulary: Vocabulary, rows: Iterable[Table]) -> None:
    """Refuse a parent that does not exist, a circle of parents, and a *not_under* that is no ancestor."""
    if vocabulary.parents is not None:
        return
    for term, row in zip(vocabulary.terms, rows, strict=True):
        if term.parent is not None and vocabulary.get(term.parent) is None:
            row.refuse("parent", f"{term.parent!r} is not a code of {vocabulary.name}")
        above = vocabulary.ancestors(term.code)
        if term.code in above:
            row.refuse("parent", f"a circle: {' -> '.join((term.code, *above))}")
        for code in term.not_under:
            if code not in above:
                row.refuse("not_under", f"{code!r} is not above {term.code!r}")
