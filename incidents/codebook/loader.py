"""The codebook as one object: what it defines, the rules that go with it, and the actors that travel beside it.

Each file of ``schema/`` is parsed when it is first asked for, and kept. Does not write.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from operator import attrgetter
from pathlib import Path

from incidents.codebook.actors import Registry, load_actors
from incidents.codebook.aspects import FILE, Aspects, check_aspects, read_aspects
from incidents.codebook.datasets import Dataset, read_datasets
from incidents.codebook.definitions import Definitions, require
from incidents.codebook.matching import Names
from incidents.codebook.measures import FILE as MEASURES
from incidents.codebook.measures import Measures, read_measures
from incidents.codebook.moves import FILE as MOVES
from incidents.codebook.moves import Moves, check_moves, read_moves
from incidents.codebook.redactions import FILE as REDACTIONS
from incidents.codebook.redactions import Redaction, read_redactions
from incidents.codebook.table import read_table
from incidents.errors import UnknownTerm
from incidents.resources import SCHEMA


def load(folder: Path = SCHEMA) -> Codebook:
    """The codebook in *folder*. Cheap: only looks whether it is one. The shipped one is read once in a process."""
    require(str(folder))
    return _shipped() if folder == SCHEMA else Codebook(str(folder))


class Codebook(Definitions):
    """A codebook on disk. Any access may raise BadCodebook when its file is damaged."""

    @cached_property
    def aspects(self) -> Aspects:
        """What reports are compared on, and the rule for each."""
        return read_aspects(read_table(self.folder, FILE))

    @cached_property
    def datasets(self) -> tuple[Dataset, ...]:
        """The datasets whose files can be imported."""
        return read_datasets(read_table(self.folder, "datasets.toml"))

    @cached_property
    def redactions(self) -> Names[Redaction]:
        """What a release leaves out, by whom it is for; UnknownTerm for an audience that there is not."""
        table = read_table(self.folder, REDACTIONS)
        found = read_redactions(table, self.vocabulary("target_types"))
        mend = f"one of: {', '.join(each.name for each in found)}"
        return Names(((each.name, each) for each in found), kind="redaction", label=attrgetter("name"), mend=mend)

    @cached_property
    def moves(self) -> Moves:
        """Who may move an event from which state to which."""
        return read_moves(read_table(self.folder, MOVES))

    @cached_property
    def measures(self) -> Measures:
        """How agreement between coders is measured, and what is asked of it."""
        return read_measures(read_table(self.folder, MEASURES))

    @cached_property
    def actors(self) -> Registry:
        """Named groups, forces and parties. They travel beside the codebook, in ``data/actors/``."""
        return load_actors()

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


@lru_cache(maxsize=1)
def _shipped() -> Codebook:
    # What is compiled from it, word lists above all, is remembered by the object: one for all desks of a process.
    return Codebook(str(SCHEMA))
