"""What is put together of shapes is what would be written of each event by itself."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain import document
from incidents.domain.columns import FIELDS, Column, pick, tell
from incidents.domain.event import Event
from incidents.store.chain import digest, digest_told, write_json
from incidents.store.description import describe_event, describe_report
from incidents.store.rows import EVENT_COLUMNS, event_values
from incidents.store.shapes import shape
from incidents.store.shelves import Shelves, tell_reports
from tests.strategies import events

BLOCKS = st.lists(events(), min_size=1, max_size=3)
STATUSES = st.sampled_from(["draft", "published"])
REPORTS = st.lists(st.integers(1, 99).map(str), max_size=3)


def shelve(*blocks: list[Event]) -> Shelves:
    shelves = Shelves()
    for block in blocks:
        shelves.take(shape(tell(block), is_reported=True))
    return shelves


@given(BLOCKS, STATUSES, REPORTS)
def test_the_log_is_told_what_a_description_says(block: list[Event], status: str, reports: list[str]) -> None:
    slow = [write_json(describe_event(event, status=status, reports=reports)) for event in block]
    told = list(shelve(block).told([status] * len(block), [reports] * len(block)))
    assert [json.loads(f'"{text}"') for text in told] == slow
    assert [digest_told("salt", text) for text in told] == [digest("salt", None, text) for text in slow]


@given(BLOCKS)
def test_an_account_is_the_document_without_the_words(block: list[Event]) -> None:
    for event, account in zip(block, shelve(block).accounts(), strict=True):
        whole = document.write(event)
        whole.pop("alternatives", None)
        assert account == json.dumps(whole | {"evidence": []}, ensure_ascii=False)


@given(BLOCKS)
def test_the_log_is_told_of_reports_what_a_description_says(block: list[Event]) -> None:
    shelves = shelve(block)
    people: dict[str, Any] = {"accepted_by": 'the "lead"', "codebook_version": None, "proposed_by": "ged"}
    accounts = [(7, event.main, account) for event, account in zip(block, shelves.accounts(), strict=True)]
    told = tell_reports(accounts, shelves.quoted_accounts(), **people)
    assert [json.loads(f'"{text}"') for text in told] == [
        write_json(describe_report({"article_id": 7, "main": main, "account": account, **people}, ()))
        for _, main, account in accounts
    ]


@given(BLOCKS)
def test_the_columns_of_rows_are_those_of_one_row(block: list[Event]) -> None:
    days = {EVENT_COLUMNS.index(name) for name in ("event_date", "end_date")}
    rows = [
        tuple(str(value) if place in days and value is not None else value for place, value in enumerate(row))
        for row in map(event_values, block)
    ]
    assert list(zip(*shelve(block).columns(), strict=True)) == rows


@given(BLOCKS, BLOCKS)
def test_a_block_may_count_on_the_values_of_the_one_before(first: list[Event], second: list[Event]) -> None:
    start = len(first)
    shelves = shelve(first)
    new = shape(tell(second), is_reported=True)
    again = {field: Column(start, new[field].new, [0, *range(start, start + len(second))]) for field in FIELDS}
    shelves.take(again)
    assert list(shelves.accounts()) == list(shelve([first[0], *second]).accounts())


@given(BLOCKS)
def test_some_events_of_a_block_are_picked(block: list[Event]) -> None:
    shelves = Shelves()
    shelves.take(pick(shape(tell(block), is_reported=True), [len(block) - 1]))
    assert list(shelves.accounts()) == list(shelve(block[-1:]).accounts())
