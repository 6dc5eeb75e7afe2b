"""The codebook as one object: each file of ``schema/`` is parsed when it is first asked for, and kept.

Parsing TOML is slow (some milliseconds a file), so nothing is read before it is needed. Does not write.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from operator import attrgetter
from pathlib import Path

from incidents.codebook.actors import Registry, load_actors
from incidents.codebook.aspects import FILE, Aspects, check_aspects, read_aspects
from incidents.codebook.countries import Countries, read_countries
from incidents.codebook.datasets import Dataset, read_datasets
from incidents.codebook.layouts import read_fields, read_profile
from incidents.codebook.matching import Names
from incidents.codebook.measures import FILE as MEASURES
from incidents.codebook.measures import Measures, read_measures
from incidents.codebook.model import Field, Profile, Term, Vocabulary
from incidents.codebook.moves import FILE as MOVES
from incidents.codebook.moves import Moves, check_moves, read_moves
from incidents.codebook.redactions import FILE as REDACTIONS
from incidents.codebook.redactions import Redaction, read_redactions
from incidents.codebook.table import Table, read_table
from incidents.codebook.vocabularies import read_vocabulary
from incidents.errors import BadCodebook, UnknownTerm
from incidents.resources import SCHEMA

FIELD_FILES = ("event", "record", "derived")


def load(folder: Path = SCHEMA) -> Codebook:
    """The codebook in *folder*. Cheap: only looks whether it is one. The shipped one is read once in a process."""
    if not (folder / "codebook.toml").is_file():
        raise BadCodebook(f"{folder} is not a codebook: codebook.toml is missing")
    return _shipped() if folder == SCHEMA else Codebook(folder)


class Codebook:
    """A codebook on disk. Any access may raise BadCodebook when its file is damaged."""

    def __init__(self, folder: Path) -> None:
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
        folder = self.folder / "fields"
        tables = [(kind, read_table(folder / f"{kind}.toml", folder=self.folder)) for kind in FIELD_FILES]
        return tuple(field for kind, table in tables for field in read_fields(table, kind))

    @cached_property
    def countries(self) -> Countries:
        """Every country."""
        return read_countries(read_table(self.folder / "countries.toml", folder=self.folder))

    @cached_property
    def aspects(self) -> Aspects:
        """What reports are compared on, and the rule for each."""
        return read_aspects(read_table(self.folder / FILE, folder=self.folder))

    @cached_property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets whose files can be imported."""
        return read_datasets(read_table(self.folder / "datasets.toml", folder=self.folder))

    @cached_property
    def redactions(self) -> Names[Redaction]:
        """What a release leaves out, by whom it is for; UnknownTerm for an audience that there is not."""
        table = read_table(self.folder / REDACTIONS, folder=self.folder)
        found = read_redactions(table, self.vocabulary("target_types"))
        return Names(((each.name, each) for each in found), kind="redaction", label=attrgetter("name"))

    @cached_property
    def moves(self) -> Moves:
        """Who may move an event from which state to which."""
        return read_moves(read_table(self.folder / MOVES, folder=self.folder))

    @cached_property
    def measures(self) -> Measures:
        """How agreement between coders is measured, and what is asked of it."""
        return read_measures(read_table(self.folder / MEASURES, folder=self.folder))

    @cached_property
    def actors(self) -> Registry:
        """Named groups, forces and parties. They travel beside the codebook, in ``data/actors/``."""
        return load_actors()

    def find_terms(self, word: str) -> tuple[tuple[Vocabulary, Term], ...]:
        """Every term that *word* calls in any vocabulary, by vocabulary; UnknownTerm with near misses when none."""
        vocabularies = [self.vocabulary(name) for name in self.vocabulary_names]
        pairs = ((name, term) for each in vocabularies for term in each for name in term.names)
        Names(pairs, kind="term", label=attrgetter("code")).find(word)
        found = ((each, each.match(word)) for each in vocabularies)
        return tuple((each, term) for each, term in found if term is not None)

    def check(self) -> None:
        """Parse every file and test the links between them; BadCodebook at the first fault."""
        from incidents.codebook import check  # noqa: PLC0415 - no command but the check needs the rules

        check.check_version(self.version)
        vocabularies = {name: self.vocabulary(name) for name in self.vocabulary_names}
        for vocabulary in vocabularies.values():
            check.check_vocabulary(vocabulary, vocabularies, self._crosswalk_or_none)
        check.check_fields(self.fields, {*vocabularies, "countries"})
        check_aspects(self.aspects, self.vocabulary("rules"), self.fields)
        check_moves(self.moves, self.vocabulary("event_statuses"))
        for name in self.profile_names:
            check.check_profile(self.profile(name), self.fields, {each.name for each in self.datasets})
        check.check_countries(self.countries, vocabularies)
        check.check_actors(self.actors, vocabularies, self.countries)
        for name in self.cue_names:
            check.check_cues(name, self.cues(name))

    def _crosswalk_or_none(self, name: str) -> Mapping[str, str] | None:
        try:
            return self.crosswalk(name)
        except UnknownTerm:
            return None

    @cached_property
    def _head(self) -> dict[str, str]:
        table = read_table(self.folder / "codebook.toml", folder=self.folder)
        head = {key: table.text(key) for key in ("name", "version", "licence", "description")}
        table.close()
        return head

    def _table(self, folder: str, name: str, *, kind: str) -> Table:
        if name not in self._stems(folder):
            raise UnknownTerm(name, kind=kind, near=self._stems(folder))
        return read_table(self.folder / folder / f"{name}.toml", folder=self.folder)

    def _stems(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self.folder / folder).glob("*.toml")))


def _read_labels(table: Table) -> dict[str, str]:
    return {key: table.text(key) for key in table}


@lru_cache(maxsize=1)
def _shipped() -> Codebook:
    # What is compiled from it, word lists above all, is remembered by the object: one for all desks of a process.
    return Codebook(SCHEMA)
