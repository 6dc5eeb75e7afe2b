"""Records as JSON Lines."""

from __future__ import annotations

import io
import json

import pytest

from incidents.codebook.loader import Codebook
from incidents.domain.events import from_document
from incidents.exchange.documents import write_record
from incidents.exchange.profiles import choose_columns
from incidents.exchange.writers.json import to_json, write_documents, write_objects
from tests.builders import make_event, make_record
from tests.exchange.samples import make_records
from tests.exchange.stored import make_rows


def test_each_line_is_one_event_document_that_begins_with_its_identifier() -> None:
    out = io.StringIO()
    written = write_documents(map(write_record, make_records()), out)
    documents = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [next(iter(document.items())) for document in documents] == [
        ("event_id", record.event_id) for record in make_records()
    ]
    assert written == len(documents)


def test_a_line_holds_all_that_the_record_says() -> None:
    record = make_records()[0]
    out = io.StringIO()
    write_documents([write_record(record)], out)
    document = json.loads(out.getvalue())
    assert from_document(document) == record.event
    assert (document["status"], document["version"], document["updated_at"]) == ("draft", 1, "2023-03-16T09:30:00Z")
    assert document["sources"][0]["outlet"] == "The Example Courier"
    assert document["sources"][0]["published_on"] == "2023-03-15"


def test_names_are_spelled_and_not_escaped() -> None:
    assert to_json({"place": "Kyïv"}) == '{"place": "Kyïv"}'


@pytest.mark.parametrize("sign", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_no_sign_in_a_text_can_end_a_line(sign: str) -> None:
    line = to_json({"summary": f"one{sign}two"})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"summary": f"one{sign}two"}


def test_chosen_columns_make_flat_objects_in_which_unknown_is_null(codebook: Codebook) -> None:
    out = io.StringIO()
    profile = choose_columns(codebook.profile("native"), ["event_id", "killed_best", "injured_best"])
    rows = make_rows([make_record("IRQ1", make_event(casualties=()))], profile, codebook)
    write_objects(rows, profile, out)
    assert out.getvalue() == '{"event_id": "IRQ1", "killed_best": null, "injured_best": null}\n'
