"""What a codebook defines: vocabularies, fields, countries, layouts and word lists. A query takes no more of it.

Parsing is slow (some milliseconds a file), so each file is read when it is first asked for, and kept. Does not write.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from operator import attrgetter
from os.path import isfile

from incidents.codebook.countries import Countries, read_countries
from incidents.codebook.layouts import read_fields, read_profile
from incidents.codebook.matching import Names
from incidents.codebook.model import Field, Profile, Term, Vocabulary
from incidents.codebook.table import Table, read_table
from incidents.codebook.vocabularies import read_vocabulary
from incidents.errors import BadCodebook, UnknownTerm
from incidents.root import ROOT

FIELD_FILES = ("event", "record", "derived")
_SHIPPED = f"{ROOT}/schema"
_TOML = ".toml"


def load_definitions() -> Definitions:
    """Those of the codebook of this version, read once in a process."""
    require(_SHIPPED)
    return _shipped()


def require(folder: str) -> None:
    """Look whether *folder* is a codebook; BadCodebook when it is none."""
    if not isfile(f"{folder}/codebook.toml"):
        raise BadCodebook(f"{folder} is not a codebook: codebook.toml is missing")


@lru_cache(maxsize=1)
def _shipped() -> Definitions:
    return Definitions(_SHIPPED)


class Definitions:
    """A codebook on disk, so far as it defines. Any access may raise BadCodebook when its file is damaged."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._vocabularies: dict[str, Vocabulary] = {}
        self._profiles: dict[str, Profile] = {}
        self._cues: dict[str, Mapping[str, tuple[str, ...]]] = {}
        self._crosswalks: dict[str, Mapping[str, Mapping[str, str]]] = {}

    @property
    def name(self) -> str:
        """What the codebook is called."""
        return self._head["name"]

    @property
    def version(self) -> str:
        """The version that each coding names."""
        return self._head["version"]

    @property
    def licence(self) -> str:
        """An SPDX licence expression."""
        return self._head["licence"]

    @property
    def description(self) -> str:
        """One paragraph on what the codebook is for."""
        return self._head["description"]

    def vocabulary(self, name: str) -> Vocabulary:
        """The vocabulary *name*; UnknownTerm when there is no such file."""
        if name not in self._vocabularies:
            table = self._table("vocabularies", name, kind="vocabulary")
            self._vocabularies[name] = read_vocabulary(table, name)
        return self._vocabularies[name]

    @property
    def vocabulary_names(self) -> tuple[str, ...]:
        """Every vocabulary, by name in alphabetical order."""
        return self._stems("vocabularies")

    def profile(self, name: str) -> Profile:
        """The export layout *name*; UnknownTerm when there is no such file."""
        if name not in self._profiles:
            self._profiles[name] = read_profile(self._table("profiles", name, kind="profile"), name)
        return self._profiles[name]

    @property
    def profile_names(self) -> tuple[str, ...]:
        """Every layout, by name in alphabetical order."""
        return self._stems("profiles")

    def cues(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """The word lists of ``cues/NAME.toml``: phrases that rules look for and that belong to no term."""
        if name not in self._cues:
            table = self._table("cues", name, kind="list of cues")
            self._cues[name] = {key: table.texts(key) for key in table}
        return self._cues[name]

    @property
    def cue_names(self) -> tuple[str, ...]:
        """Every file of word lists, in alphabetical order."""
        return self._stems("cues")

    def crosswalk(self, name: str) -> Mapping[str, str]:
        """The codes and labels of another dataset's list, such as ``gtd.weapon_type``; UnknownTerm if there is none."""
        dataset, _, listed = name.partition(".")
        if dataset not in self._crosswalks:
            table = self._table("crosswalks", dataset, kind="crosswalk")
            self._crosswalks[dataset] = {key: _read_labels(table.table(key)) for key in table}
        if listed not in self._crosswalks[dataset]:
            raise UnknownTerm(name, kind="crosswalk", near=sorted(self._crosswalks[dataset]))
        return self._crosswalks[dataset][listed]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field: of the event document, of the record around it, and those computed from it."""
        tables = [(kind, read_table(self.folder, f"fields/{kind}.toml")) for kind in FIELD_FILES]
        return tuple(field for kind, table in tables for field in read_fields(table, kind))

    @cached_property
    def countries(self) -> Countries:
        """Every country."""
        return read_countries(read_table(self.folder, "countries.toml"))

    def find_terms(self, word: str) -> tuple[tuple[Vocabulary, Term], ...]:
        """Every term that *word* calls in any vocabulary, by vocabulary; UnknownTerm with near misses when none."""
        vocabularies = [self.vocabulary(name) for name in self.vocabulary_names]
        pairs = ((name, term) for each in vocabularies for term in each for name in term.names)
        Names(pairs, kind="term", label=attrgetter("code")).find(word)
        found = ((each, each.match(word)) for each in vocabularies)
        return tuple((each, term) for each, term in found if term is not None)

    @cached_property
    def _head(self) -> dict[str, str]:
        table = read_table(self.folder, "codebook.toml")
        head = {key: table.text(key) for key in ("name", "version", "licence", "description")}
        table.close()
        return head

    def _table(self, folder: str, name: str, *, kind: str) -> Table:
        if name not in self._stems(folder):
            from difflib import get_close_matches  # noqa: PLC0415 - only for what went wrong

            near = get_close_matches(name, self._stems(folder))
            raise UnknownTerm(name, kind=kind, near=near, mend=f"there are {', '.join(self._stems(folder))}")
        return read_table(self.folder, f"{folder}/{name}{_TOML}")

    def _stems(self, folder: str) -> tuple[str, ...]:
        files = os.listdir(f"{self.folder}/{folder}")
        return tuple(sorted(file.removesuffix(_TOML) for file in files if file.endswith(_TOML)))


def _read_labels(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}
