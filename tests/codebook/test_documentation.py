"""The generated page and JSON Schema follow from the codebook."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from incidents.codebook.documentation import built_files
from incidents.codebook.loader import Codebook, load
from incidents.domain.events import Event, to_document
from tests import strategies
from tests.builders import make_event

SCHEMA = json.loads(built_files(load())["event.schema.json"])
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_same_codebook_gives_the_same_bytes(schema: Path) -> None:
    assert built_files(load(schema)) == built_files(load())


def test_a_coded_event_is_valid() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(to_document(make_event()))] == []


@given(strategies.events())
def test_every_event_of_the_domain_has_the_keys_of_the_schema(event: Event) -> None:
    faults = VALIDATOR.iter_errors(to_document(event))
    assert [fault.message for fault in faults if fault.validator in {"additionalProperties", "required", "type"}] == []


def test_an_event_of_which_nothing_is_known_is_valid() -> None:
    assert [error.message for error in VALIDATOR.iter_errors(to_document(Event()))] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["event_type"], "Battle"),
        (["country"], "Iraq"),
        (["weapons", 0, "weapon"], "cannon"),
        (["weapons", 0, "launched"], -1),
        (["killed", "status"], "unknown"),
        (["killed", "best"], "four"),
        (["main"], None),
        (["confidence"], {"event_date": 2}),
        (["colour"], "red"),
    ],
)
def test_what_the_codebook_does_not_know_is_invalid(path: list[str | int], value: object) -> None:
    document = changed(to_document(make_event()), path, value)
    assert not VALIDATOR.is_valid(document)


def test_a_new_code_is_valid_once_the_codebook_has_it(schema: Path) -> None:
    text = (schema / "vocabularies" / "stages.toml").read_text(encoding="utf-8")
    (schema / "vocabularies" / "stages.toml").write_text(text.replace('"threatened"', '"announced"'), encoding="utf-8")
    built = json.loads(built_files(load(schema))["event.schema.json"])
    assert Draft202012Validator(built).is_valid(to_document(make_event(stage="announced")))
    assert not VALIDATOR.is_valid(to_document(make_event(stage="announced")))


def test_the_page_names_every_code_field_and_country(codebook: Codebook) -> None:
    page = built_files(codebook)["codebook.md"]
    codes = [code for name in codebook.vocabulary_names for code in codebook.vocabulary(name).codes]
    wanted = [*codes, *(field.name for field in codebook.fields), *(country.iso3 for country in codebook.countries)]
    assert [name for name in wanted if f"`{name}`" not in page] == []


def test_the_page_shows_the_version(codebook: Codebook) -> None:
    page = built_files(codebook)["codebook.md"]
    assert f"version {codebook.version}" in page.splitlines()[0]


def changed(document: dict[str, Any], path: list[Any], value: object) -> dict[str, Any]:
    whole = copy.deepcopy(document)
    inner: Any = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return whole
