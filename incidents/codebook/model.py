"""What the codebook consists of, as frozen values.

Does not read files (``loader``), does not check one file against another (``check``).
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from incidents.codebook.matching import Names
from incidents.codebook.table import Table

Scalar = str | int | bool
_NONE: Mapping[str, Any] = {}


class Term(NamedTuple):
    """One code of a vocabulary.

    *parent* is a code of the same vocabulary, or of the one that the vocabulary names as its ``parents``.
    *not_under* lists ancestors that do not count this term as theirs: a reconnaissance drone is a drone, and drones are
    explosive weapons, but it is not. *cues* are phrases in the cue language (``schema/README.md``).
    *attributes* are ranks and the codes of other datasets, as declared at the head of the file. *changed* is the
    version of the codebook since which the definition means what it says, None when it always did.
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
    attributes: Mapping[str, Scalar] = _NONE

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which a user may call the term."""
        return (self.code, self.label, *self.aliases)


class Attribute(NamedTuple):
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


class Head(NamedTuple):
    """What a vocabulary says of itself. *parents* is the vocabulary that holds the terms' parents."""

    name: str
    label: str
    definition: str
    attributes: tuple[Attribute, ...] = ()
    parents: str | None = None


class Vocabulary:
    """A closed list of terms, in the order of its file, with what its head says.

    Some ask for a few terms only, so each is read when it is first asked for; what is wrong with the others is told
    when all are. Any access may raise BadCodebook.
    """

    def __init__(
        self, head: Head, *, read: Callable[[str], Term | None], read_all: Callable[[], tuple[Term, ...]]
    ) -> None:
        self.name = head.name
        self.label = head.label
        self.definition = head.definition
        self.attributes = head.attributes
        self.parents = head.parents
        self._read = read
        self._read_all = read_all
        self._known: dict[str, Term | None] = {}

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Every term, in file order."""
        return self._read_all()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in file order."""
        return tuple(self._by_code)

    def get(self, code: str) -> Term | None:
        """The term with exactly this code."""
        if code not in self._known:
            self._known[code] = self._read(code)
        return self._known[code]

    def find(self, word: str) -> Term:
        """The term that *word* calls by code, label or alias; UnknownTerm names what comes near.

        Case, accents, spaces and punctuation do not count.
        """
        return self._names.find(word)

    def match(self, word: str) -> Term | None:
        """As ``find``, but None when nothing is called *word*."""
        return self._names.get(word)

    def children(self, code: str) -> tuple[Term, ...]:
        """The terms directly below *code*, in file order."""
        return tuple(term for term in self.terms if term.parent == code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above *code* within this vocabulary, nearest first."""
        above: list[str] = []
        term = self._by_code.get(code)
        while term is not None and term.parent in self._by_code and term.parent not in above:
            above.append(term.parent)
            term = self._by_code[term.parent]
        return tuple(above)

    def descendants(self, code: str) -> tuple[str, ...]:
        """*code* and every code below it that counts as *code*: what a filter by *code* must match."""
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


class Field(NamedTuple):
    """One key of the event document, of the record around it, or computed from it (*kind*: event, record, derived).

    *name* is the path with dots (``killed.best``, ``weapons.launched``). *type* is one of ``FIELD_TYPES``;
    *vocabulary* the list that a ``code`` is from (``countries`` for ISO 3166 alpha-3).
    *unknown* says how the field tells that nothing is known.
    """

    name: str
    kind: str
    label: str
    definition: str
    type: str
    example: Scalar
    unknown: str
    vocabulary: str | None = None
    required: bool = False
    unit: str | None = None


FIELD_TYPES = (
    "text",
    "date",
    "datetime",
    "integer",
    "number",
    "boolean",
    "code",
    "texts",
    "group",
    "rows",
    "mapping",
    "values",
)


class Column(NamedTuple):
    """One column of a layout. *source* is a field's path, None where the layout wants a *constant* or a blank.

    *conversion* is the name of a function of ``exchange``, None for the value as it is. *needed* makes the column one
    that may not be blank, and says why an event without it is left out ("it has no date"). *hxl* is its hashtag with
    attributes in the Humanitarian Exchange Language (HXL 1.1), None in a layout that has none.
    """

    name: str
    description: str
    source: str | None = None
    conversion: str | None = None
    constant: str | None = None
    needed: str | None = None
    hxl: str | None = None


class Profile(NamedTuple):
    """A layout of a file: which columns, in which order, from which field; and how its rows are read, if they are.

    One without columns is only read. *reading* is what its file says of that, which ``readings.reading_of`` reads: who
    only writes need not wait for it.
    """

    name: str
    label: str
    definition: str
    columns: tuple[Column, ...]
    reading: Table | None = None
