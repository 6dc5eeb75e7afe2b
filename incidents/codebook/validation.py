"""Check the links between the files of a codebook, and refuse the first that leads nowhere, by file and key.

What one file alone shows is refused where it is read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NoReturn

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.policies import ASPECTS_FILE, Moves
from incidents.codebook.profiles import WHEN, Profile
from incidents.codebook.vocabularies import Vocabulary
from incidents.errors import BadCodebook, UnknownTerm

_HXL = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
# The cue language (schema/README.md): words, "word*", "(a|b)" and, between words, "...".
_CHOICE = re.compile(r"\([^()|]*(?:\|[^()|]*)+\)")
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[ _'\u2019&./*,$-])*")


def check_codebook(codebook: Codebook) -> None:
    """Parse every file and check the links between them. Raises BadCodebook at the first fault."""
    if _VERSION.fullmatch(codebook.version) is None:  # codings name it, and it must sort
        _refuse("codebook.toml", "version", f"must be three numbers with dots between (got {codebook.version!r})")
    vocabularies = {name: codebook.vocabulary(name) for name in codebook.vocabulary_names}
    for vocabulary in vocabularies.values():
        _check_vocabulary(vocabulary, vocabularies, codebook)
    _check_fields(codebook.fields, {*vocabularies, "countries"})
    _check_aspects(codebook)
    check_moves(codebook.moves, codebook.vocabulary("event_statuses"))
    datasets = {each.name for each in codebook.datasets}
    for name in codebook.profile_names:
        _check_profile(codebook.profile(name), {field.name for field in codebook.fields}, datasets)
    _check_countries(codebook)
    _check_actors(codebook)
    for name in codebook.cue_names:
        check_cues(name, codebook.cues(name))


def check_moves(moves: Moves, statuses: Vocabulary) -> None:
    """Refuse a move from or to a status that does not exist."""
    for move in moves.all:
        for code in (*move.sources, move.to):
            if statuses.get(code) is None:
                raise BadCodebook(f"{moves.file}: moves[{move.name}]: {code!r} is not a code of event_statuses")


def check_cues(name: str, lists: Mapping[str, Iterable[str]]) -> None:
    """Refuse a phrase that is not in the cue language."""
    for key, phrases in lists.items():
        _check_phrases(f"cues/{name}.toml", key, phrases)


def _check_vocabulary(vocabulary: Vocabulary, others: Mapping[str, Vocabulary], codebook: Codebook) -> None:
    """Refuse a parent or a value that is no code of the list that it is from, and a phrase that is no cue."""
    file = f"vocabularies/{vocabulary.name}.toml"
    for term in vocabulary:
        links: list[tuple[str, object, str | None]] = [("parent", term.parent, vocabulary.parents)]
        for attribute in vocabulary.attributes:
            code = term.attributes.get(attribute.name)
            links += [(attribute.name, code, listed) for listed in (attribute.crosswalk, attribute.vocabulary)]
        for key, linked, listed in links:
            if linked is not None and listed is not None:
                codes = others[listed].codes if listed in others else _find_crosswalk(codebook, listed)
                _check_code(file, f"terms[{term.code}].{key}", linked, listed, codes)
        _check_phrases(file, f"terms[{term.code}].cues", term.cues)


def _find_crosswalk(codebook: Codebook, name: str) -> Mapping[str, str] | None:
    try:
        return codebook.crosswalk(name)
    except UnknownTerm:
        return None


def _check_fields(fields: Iterable[Field], vocabularies: Collection[str]) -> None:
    """Refuse a field whose vocabulary does not exist, or that is below no group or rows."""
    containers = {field.name for field in fields if field.type in {"group", "rows"}}
    for field in fields:
        file, key = f"fields/{field.kind}.toml", f"fields[{field.name}]"
        if field.vocabulary is not None and field.vocabulary not in vocabularies:
            _refuse(file, f"{key}.vocabulary", f"there is no vocabulary {field.vocabulary!r}")
        if field.parent and field.parent not in containers:
            _refuse(file, f"{key}.name", f"there is no field {field.parent!r} of type group or rows")


def _check_aspects(codebook: Codebook) -> None:
    """Refuse an aspect with a rule or a key that does not exist."""
    names = {field.name for field in codebook.fields if field.kind == "event"}
    for aspect in codebook.aspects:
        for key in aspect.keys:
            if key not in names:
                _refuse(ASPECTS_FILE, f"aspects[{aspect.name}].keys", f"there is no field {key!r}")
        for rule in aspect.rules:
            if codebook.vocabulary("rules").get(rule) is None:
                _refuse(ASPECTS_FILE, f"aspects[{aspect.name}].rules", f"{rule!r} is not a code of rules")


def _check_profile(profile: Profile, fields: Collection[str], datasets: Collection[str]) -> None:
    """Refuse a field or a dataset that does not exist, and a bad hashtag."""
    file = f"profiles/{profile.name}.toml"
    for column in profile.columns:
        if column.source is not None and column.source not in fields:
            _refuse(file, f"columns[{column.name}].source", f"there is no field {column.source!r}")
        if column.hxl is not None and _HXL.fullmatch(column.hxl) is None:
            what = f"is no hashtag with attributes, such as #affected+killed (got {column.hxl!r})"
            _refuse(file, f"columns[{column.name}].hxl", what)
    reading = profile.reading
    if reading is None:
        return
    if reading.dataset is not None and reading.dataset not in datasets:
        _refuse(file, "reading.dataset", f"there is no dataset {reading.dataset!r}")
    for rule in reading.rules:
        if rule.field != WHEN and rule.field not in fields:
            _refuse(file, f"reading.rules[{rule.field}].field", f"there is no field {rule.field!r}")


def _check_countries(codebook: Codebook) -> None:
    """Refuse a country in a region that does not exist."""
    regions = codebook.vocabulary("regions")
    for country in codebook.countries:
        if regions.get(country.region) is None:
            _refuse("countries.toml", f"countries.{country.iso3}.region", f"there is no region {country.region!r}")


def _check_actors(codebook: Codebook) -> None:
    """Refuse a named actor of a type or country that does not exist."""
    types = codebook.vocabulary("actor_types")
    for actor in codebook.actors:
        if types.get(actor.type) is None:
            raise BadCodebook(f"data/actors: {actor.name}: type: there is no actor type {actor.type!r}")
        for code in actor.countries:
            if codebook.countries.get(code) is None:
                raise BadCodebook(f"data/actors: {actor.name}: countries: there is no country {code!r}")


def _check_phrases(file: str, key: str, phrases: Iterable[str]) -> None:
    for phrase in phrases:
        if not _is_cue(phrase):
            _refuse(file, key, f"{phrase!r} is not a cue: words, word*, (a|b) and, between words, ... are")


def _is_cue(phrase: str) -> bool:
    """Return whether *phrase* is in the cue language; choices may stand in choices."""
    plain, choices = phrase, 1
    while choices:
        plain, choices = _CHOICE.subn("x", plain)
    return _WORDS.fullmatch(plain) is not None and not plain.endswith("...")


def _check_code(file: str, key: str, value: object, listed: str, codes: Collection[str] | None) -> None:
    if codes is None:
        _refuse(file, key, f"there is no list {listed!r}")
    if str(value) not in codes:
        _refuse(file, key, f"{value!r} is not a code of {listed}")


def _refuse(file: str, key: str, what: str) -> NoReturn:
    raise BadCodebook(f"schema/{file}: {key}: {what}")
