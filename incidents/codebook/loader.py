"""The codebook as one object: the vocabularies, fields, countries, profiles, word lists and policies of ``schema/``.

Each file is parsed when it is first asked for, and kept: a query needs three files of more than sixty. Parsing takes
less than 10 ms for the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from incidents.codebook.actors import Registry, load_actors
from incidents.codebook.countries import Countries, read_countries
from incidents.codebook.fields import FIELD_KINDS, Field, read_fields
from incidents.codebook.files import Table, read_table
from incidents.codebook.names import Names
from incidents.codebook.policies import (
    ASPECTS_FILE,
    MEASURES_FILE,
    MOVES_FILE,
    REDACTIONS_FILE,
    Aspects,
    Measures,
    Moves,
    Redaction,
    read_aspects,
    read_measures,
    read_moves,
    read_redactions,
)
from incidents.codebook.profiles import Dataset, Profile, read_datasets, read_profile
from incidents.codebook.vocabularies import Term, Vocabulary, read_vocabulary
from incidents.errors import BadCodebook, UnknownTerm
from incidents.resources import SCHEMA

Value = TypeVar("Value")
Cues = Mapping[str, tuple[str, ...]]
Crosswalks = Mapping[str, Mapping[str, str]]


def load(folder: Path = SCHEMA) -> Codebook:
    """Return the codebook in *folder*; the shipped one is read once in a process. Raises BadCodebook if it is none."""
    return _load_shipped() if folder == SCHEMA else Codebook(folder)


class Codebook:
    """A codebook on disk. Any access raises BadCodebook if the file that it needs is damaged."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "codebook.toml").is_file():
            raise BadCodebook(f"{folder} is not a codebook: codebook.toml is missing")
        self.folder = folder
        self._loaded: dict[tuple[str, str], Any] = {}

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

    @property
    def vocabulary_names(self) -> tuple[str, ...]:
        """The name of every vocabulary, in alphabetical order."""
        return self._stems("vocabularies")

    def vocabulary(self, name: str) -> Vocabulary:
        """Return the vocabulary *name*. Raises UnknownTerm if there is no such file."""
        return self._load("vocabularies", name, read_vocabulary, kind="vocabulary")

    def find_terms(self, word: str) -> tuple[tuple[Vocabulary, Term], ...]:
        """Return every term called *word* in any vocabulary. Raises UnknownTerm, which names similar ones."""
        vocabularies = [self.vocabulary(name) for name in self.vocabulary_names]
        pairs = ((name, term) for each in vocabularies for term in each for name in term.names)
        Names(pairs, kind="term", label=attrgetter("code")).find(word)
        found = ((each, each.match(word)) for each in vocabularies)
        return tuple((each, term) for each, term in found if term is not None)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field: of the event document, of the record around it, and those computed from it."""
        tables = [(kind, read_table(self.folder, f"fields/{kind}.toml")) for kind in FIELD_KINDS]
        return tuple(field for kind, table in tables for field in read_fields(table, kind))

    @cached_property
    def countries(self) -> Countries:
        """Every country."""
        return read_countries(read_table(self.folder, "countries.toml"))

    @property
    def profile_names(self) -> tuple[str, ...]:
        """The name of every profile, in alphabetical order."""
        return self._stems("profiles")

    def profile(self, name: str) -> Profile:
        """Return the profile *name*. Raises UnknownTerm if there is no such file."""
        return self._load("profiles", name, read_profile, kind="profile")

    @cached_property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets whose files can be imported."""
        return read_datasets(read_table(self.folder, "datasets.toml"))

    def crosswalk(self, name: str) -> Mapping[str, str]:
        """Return the codes and labels of another dataset's list, such as ``gtd.weapon_type``.

        Raises UnknownTerm if there is no such list.
        """
        dataset, _, listed = name.partition(".")
        crosswalks: Crosswalks = self._load("crosswalks", dataset, _read_crosswalks, kind="crosswalk")
        if listed not in crosswalks:
            raise UnknownTerm(name, kind="crosswalk", near=sorted(crosswalks))
        return crosswalks[listed]

    @property
    def cue_names(self) -> tuple[str, ...]:
        """The name of every file of word lists, in alphabetical order."""
        return self._stems("cues")

    def cues(self, name: str) -> Cues:
        """Return the word lists of ``cues/NAME.toml``: phrases that rules look for and that belong to no term."""
        return self._load("cues", name, _read_cues, kind="list of cues")

    @cached_property
    def aspects(self) -> Aspects:
        """What reports are compared on, and the rule for each."""
        return read_aspects(read_table(self.folder, ASPECTS_FILE))

    @cached_property
    def moves(self) -> Moves:
        """Who may move an event from which status to which."""
        return read_moves(read_table(self.folder, MOVES_FILE))

    @cached_property
    def measures(self) -> Measures:
        """How agreement between coders is measured, and the thresholds that it must reach."""
        return read_measures(read_table(self.folder, MEASURES_FILE))

    @cached_property
    def redactions(self) -> Names[Redaction]:
        """What a release leaves out, by audience."""
        return read_redactions(read_table(self.folder, REDACTIONS_FILE), self.vocabulary("target_types"))

    @cached_property
    def actors(self) -> Registry:
        """Named groups, forces and parties. They stand beside the codebook, in ``data/actors/``."""
        return load_actors()

    @cached_property
    def _head(self) -> dict[str, str]:
        table = read_table(self.folder, "codebook.toml")
        head = {key: table.text(key) for key in ("name", "version", "licence", "description")}
        table.close()
        return head

    def _load(self, folder: str, name: str, read: Callable[[Table, str], Value], *, kind: str) -> Value:
        """Return what *read* makes of the file *name* in *folder*, reading it once."""
        if (folder, name) not in self._loaded:
            names = self._stems(folder)
            if name not in names:
                from difflib import get_close_matches  # noqa: PLC0415 - only an error needs it

                near, mend = get_close_matches(name, names), f"there are {', '.join(names)}"
                raise UnknownTerm(name, kind=kind, near=near, mend=mend)
            self._loaded[folder, name] = read(read_table(self.folder, f"{folder}/{name}.toml"), name)
        loaded: Value = self._loaded[folder, name]
        return loaded

    def _stems(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self.folder / folder).glob("*.toml")))


@cache
def _load_shipped() -> Codebook:
    return Codebook(SCHEMA)


def _read_cues(table: Table, _name: str) -> Cues:
    return {key: table.texts(key) for key in table}


def _read_crosswalks(table: Table, _name: str) -> Crosswalks:
    lists = {key: table.table(key) for key in table}
    return {key: {code: labels.text(code) for code in labels} for key, labels in lists.items()}
