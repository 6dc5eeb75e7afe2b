"""The links between the files of a codebook: refuses the first that leads nowhere, by file and key.

What one file can tell is refused where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NoReturn

from incidents.codebook.actors import KnownActor
from incidents.codebook.countries import Countries
from incidents.codebook.model import Field, Profile, Term, Vocabulary
from incidents.codebook.readings import WHEN, reading_of
from incidents.errors import BadCodebook

_HXL = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
# The cue language (schema/README.md): words, "word*", "(a|b)" and, between words, "...".
_CHOICE = re.compile(r"\([^()|]*(?:\|[^()|]*)+\)")
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[ _'\u2019&./*,$-])*")


def check_version(version: str) -> None:
    """Refuse a version that is not three numbers: codings name it, and it must sort."""
    if _VERSION.fullmatch(version) is None:
        _refuse("codebook.toml", "version", f"must be three numbers with dots between (got {version!r})")


def check_vocabulary(
    vocabulary: Vocabulary,
    vocabularies: Mapping[str, Vocabulary],
    crosswalk: Callable[[str], Mapping[str, str] | None],
) -> None:
    """Refuse a parent, a crosswalk or a value that points at nothing, and a cue that cannot be read."""
    file = f"vocabularies/{vocabulary.name}.toml"
    for term in vocabulary:
        for key, value, listed in _links(vocabulary, term):
            other = vocabularies.get(listed)
            codes = crosswalk(listed) if other is None else other.codes
            _check_code(file, f"terms[{term.code}].{key}", value, listed, codes)
        _check_phrases(file, f"terms[{term.code}].cues", term.cues)


def _links(vocabulary: Vocabulary, term: Term) -> Iterator[tuple[str, object, str]]:
    """What *term* says that must be a code elsewhere: (key, value, the list it is from)."""
    if vocabulary.parents is not None and term.parent is not None:
        yield "parent", term.parent, vocabulary.parents
    for attribute in vocabulary.attributes:
        for listed in (attribute.crosswalk, attribute.vocabulary):
            if listed is not None and attribute.name in term.attributes:
                yield attribute.name, term.attributes[attribute.name], listed


def check_fields(fields: Iterable[Field], vocabularies: Collection[str]) -> None:
    """Refuse a field whose vocabulary does not exist, or that stands below no group or rows."""
    containers = {field.name for field in fields if field.type in {"group", "rows"}}
    for field in fields:
        if field.vocabulary is not None and field.vocabulary not in vocabularies:
            _refuse_field(field, "vocabulary", f"there is no vocabulary {field.vocabulary!r}")
        above = field.name.rpartition(".")[0]
        if above and above not in containers:
            _refuse_field(field, "name", f"there is no field {above!r} of type group or rows")


def check_profile(profile: Profile, fields: Iterable[Field], datasets: Collection[str]) -> None:
    """Refuse a field that does not exist, of a column or a rule for reading, such a dataset, and a bad hashtag."""
    names, file = {field.name for field in fields}, f"profiles/{profile.name}.toml"
    for column in profile.columns:
        if column.source is not None and column.source not in names:
            _refuse(file, f"columns[{column.name}].source", f"there is no field {column.source!r}")
        if column.hxl is not None and _HXL.fullmatch(column.hxl) is None:
            what = f"is no hashtag with attributes, such as #affected+killed (got {column.hxl!r})"
            _refuse(file, f"columns[{column.name}].hxl", what)
    reading = reading_of(profile)
    if reading is None:
        return
    if reading.dataset is not None and reading.dataset not in datasets:
        _refuse(file, "reading.dataset", f"there is no dataset {reading.dataset!r}")
    for rule in reading.rules:
        if rule.field != WHEN and rule.field not in names:
            _refuse(file, f"reading.rules[{rule.field}].field", f"there is no field {rule.field!r}")


def check_countries(countries: Countries, vocabularies: Mapping[str, Vocabulary]) -> None:
    """Refuse a country in a region that does not exist."""
    regions = vocabularies.get("regions")
    for country in countries:
        if regions is None or regions.get(country.region) is None:
            _refuse("countries.toml", f"countries.{country.iso3}.region", f"there is no region {country.region!r}")


def check_actors(actors: Iterable[KnownActor], vocabularies: Mapping[str, Vocabulary], countries: Countries) -> None:
    """Refuse a named actor of a type or country that does not exist."""
    types = vocabularies.get("actor_types")
    for actor in actors:
        if types is None or types.get(actor.type) is None:
            raise BadCodebook(f"data/actors: {actor.name}: type: there is no actor type {actor.type!r}")
        for code in actor.countries:
            if countries.get(code) is None:
                raise BadCodebook(f"data/actors: {actor.name}: countries: there is no country {code!r}")


def check_cues(name: str, lists: Mapping[str, Iterable[str]]) -> None:
    """Refuse a phrase that is not in the cue language."""
    for key, phrases in lists.items():
        _check_phrases(f"cues/{name}.toml", key, phrases)


def is_cue(phrase: str) -> bool:
    """Whether *phrase* is in the cue language; choices may stand in choices."""
    plain, choices = phrase, 1
    while choices:
        plain, choices = _CHOICE.subn("x", plain)
    return _WORDS.fullmatch(plain) is not None and not plain.endswith("...")


def _check_code(file: str, key: str, value: object, listed: str, codes: Collection[str] | None) -> None:
    if codes is None:
        _refuse(file, key, f"there is no list {listed!r}")
    if str(value) not in codes:
        _refuse(file, key, f"{value!r} is not a code of {listed}")


def _check_phrases(file: str, key: str, phrases: Iterable[str]) -> None:
    for phrase in phrases:
        if not is_cue(phrase):
            _refuse(file, key, f"{phrase!r} is not a cue: words, word*, (a|b) and, between words, ... are")


def _refuse_field(field: Field, key: str, what: str) -> NoReturn:
    _refuse(f"fields/{field.kind}.toml", f"fields[{field.name}].{key}", what)


def _refuse(file: str, key: str, what: str) -> NoReturn:
    raise BadCodebook(f"schema/{file}: {key}: {what}")
