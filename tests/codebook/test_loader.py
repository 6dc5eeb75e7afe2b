"""The codebook as one object: whole, lazy, and the same however often it is asked."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from incidents.codebook.loader import Codebook, load
from incidents.codebook.validation import check_codebook
from incidents.domain.events import to_document
from incidents.domain.evidence import Alternative
from incidents.errors import UnknownTerm
from tests.builders import make_event


def test_the_shipped_codebook_passes_its_check(codebook: Codebook) -> None:
    check_codebook(codebook)


def test_loading_reads_no_vocabulary(schema: Path) -> None:
    for path in (schema / "vocabularies").glob("*.toml"):
        path.write_text("this is no TOML", encoding="utf-8")
    assert load(schema).version == load().version


def test_a_file_is_read_once(codebook: Codebook) -> None:
    assert codebook.vocabulary("weapons") is codebook.vocabulary("weapons")
    assert codebook.cues("numbers") is codebook.cues("numbers")
    assert codebook.profile("native") is codebook.profile("native")


def test_it_can_be_sent_to_another_process(codebook: Codebook) -> None:
    sent = pickle.loads(pickle.dumps(codebook))  # noqa: S301 - our own bytes
    assert sent.vocabulary("weapons").terms == codebook.vocabulary("weapons").terms
    assert sent.vocabulary("weapons").find("gun").code == "firearm"


def test_a_new_term_is_a_few_lines_of_toml(schema: Path) -> None:
    with (schema / "vocabularies" / "stages.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[terms]]\ncode = "planned"\nlabel = "Planned"\ndefinition = "D."\nexample = "E."\n')
    codebook = load(schema)
    check_codebook(codebook)
    assert codebook.vocabulary("stages").find("Planned").code == "planned"


def test_crosswalks_label_the_codes_of_other_datasets(codebook: Codebook) -> None:
    assert codebook.crosswalk("acled.inter")["8"] == "External/Other forces"
    with pytest.raises(UnknownTerm, match="unknown crosswalk"):
        codebook.crosswalk("acled.interr")


def test_cues_are_lists_of_phrases(codebook: Codebook) -> None:
    assert all(isinstance(phrases, tuple) for phrases in codebook.cues("numbers").values())


def test_every_key_of_the_event_document_is_a_field(codebook: Codebook) -> None:
    described = [field.name for field in codebook.fields if field.kind == "event" and "." not in field.name]
    other = Alternative(field="killed", changes={"killed": None}, confidence=0.4)
    assert described == list(to_document(make_event(alternatives=(other,))))


def test_every_key_within_the_document_is_a_field(codebook: Codebook) -> None:
    names = {field.name for field in codebook.fields}
    document = to_document(make_event())
    rows = {key: value[0] for key, value in document.items() if isinstance(value, list) and value}
    groups = {key: document[key] for key in ("killed", "injured", "claim")}
    within = {f"{key}.{below}" for key, value in {**rows, **groups}.items() for below in value}
    assert within <= names
