"""What is bound together of shapes is what would be written of each event by itself."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from incidents.domain.columns import FIELDS, Column, EventBatch, Table, pick_batch, to_columns, unpack_columns
from incidents.domain.documents import DRAFT
from incidents.domain.events import Event, to_document
from incidents.store.facets import EVENT_COLUMNS, FACETS
from incidents.store.log import digest, digest_told, write_json
from incidents.store.records import event_values, facet_values
from incidents.store.shelves import Shelves
from incidents.store.telling import tell_events, tell_reports
from incidents.store.versions import describe_event, describe_report
from tests.strategies import events

BLOCKS = st.lists(events(), min_size=1, max_size=3)
STATUSES = st.sampled_from(["draft", "published"])
REPORTS = st.lists(st.integers(1, 99).map(str), max_size=3)


def shelve(*blocks: list[Event]) -> EventBatch:
    """The last of the blocks, which follow each other."""
    shelves = Shelves(is_reported=True)
    return [shelves.bind(to_columns(block), [DRAFT] * len(block), has_reports=True) for block in blocks][-1]


@given(BLOCKS, STATUSES, REPORTS)
def test_the_log_is_told_what_a_description_says(block: list[Event], status: str, reports: list[str]) -> None:
    slow = [write_json(describe_event(event, status=status, reports=reports)) for event in block]
    sheaf = Shelves(is_reported=False).bind(to_columns(block), [status] * len(block), has_reports=True)
    told = list(tell_events(sheaf.before, sheaf.behind, [reports] * len(block)))
    assert [json.loads(f'"{text}"') for text in told] == slow
    assert [digest_told("salt", text) for text in told] == [digest("salt", None, text) for text in slow]


@given(BLOCKS, STATUSES)
def test_without_reports_the_digests_are_made_at_once(block: list[Event], status: str) -> None:
    sheaf = Shelves(is_reported=False).bind(to_columns(block), [status] * len(block), has_reports=False)
    described = [write_json(describe_event(event, status=status, reports=())) for event in block]
    assert list(sheaf.digests) == [digest(salt, None, text) for salt, text in zip(sheaf.salts, described, strict=True)]
    assert (sheaf.before, sheaf.accounts) == ((), ())


@given(BLOCKS)
def test_an_account_is_the_document_without_the_words(block: list[Event]) -> None:
    for event, account in zip(block, shelve(block).accounts, strict=True):
        whole = to_document(event)
        whole.pop("alternatives", None)
        assert account == json.dumps(whole | {"evidence": []}, ensure_ascii=False)


@given(BLOCKS)
def test_the_log_is_told_of_reports_what_a_description_says(block: list[Event]) -> None:
    sheaf = shelve(block)
    people: dict[str, Any] = {"accepted_by": 'the "lead"', "codebook_version": None, "proposed_by": "ged"}
    accounts = [(7, event.main, account) for event, account in zip(block, sheaf.accounts, strict=True)]
    told = tell_reports(accounts, sheaf.quoted, **people)
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
    assert list(zip(*shelve(block).own.values(), strict=True)) == rows


def hanging(*sheaves: EventBatch) -> dict[str, list[tuple[tuple[Any, ...], ...]]]:
    """The rows of each event of the last of the sheaves, which follow each other, by facet."""
    table = Table([facet.field for facet in FACETS])
    for sheaf in sheaves:
        block = unpack_columns(sheaf.facets)
        table.take(block)
    return {facet.field: [table.value(facet.field, code) for code in block[facet.field].codes] for facet in FACETS}


@given(BLOCKS)
def test_the_rows_of_facets_know_their_positions(block: list[Event]) -> None:
    found = hanging(shelve(block))
    for facet in FACETS:
        rows = [
            tuple((position, *facet_values(facet)(row)) for position, row in enumerate(getattr(event, facet.field)))
            for event in block
        ]
        assert found[facet.field] == rows


@given(BLOCKS, BLOCKS)
def test_a_block_may_count_on_the_values_of_the_one_before(first: list[Event], second: list[Event]) -> None:
    start, new = len(first), to_columns(second)
    again = {field: Column(start, new[field].new, [0, *range(start, start + len(second))]) for field in FIELDS}
    shelves = Shelves(is_reported=True)
    before = shelves.bind(to_columns(first), [DRAFT] * len(first), has_reports=True)
    sheaf = shelves.bind(again, [DRAFT] * (len(second) + 1), has_reports=True)
    alone = shelve([first[0], *second])
    assert replace(sheaf, facets={}) == replace(alone, facets={})
    assert hanging(before, sheaf) == hanging(alone)


@given(st.lists(events(), min_size=2, max_size=4), st.data())
def test_some_events_of_a_sheaf_are_picked(block: list[Event], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(block) - 1), min_size=1)))
    picked = pick_batch(shelve(block), places)
    alone = shelve([block[place] for place in places])
    assert [list(column) for column in picked.own.values()] == [list(column) for column in alone.own.values()]
    assert hanging(picked) == hanging(alone)
    assert (picked.accounts, picked.before, picked.behind) == (alone.accounts, alone.before, alone.behind)
