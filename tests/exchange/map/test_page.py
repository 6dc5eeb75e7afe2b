"""The map's file: what stands in it, that nothing can break out of it, and that it loads nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import incidents.exchange.map
from incidents.domain.events import Source
from tests.builders import make_event, make_record
from tests.exchange.map.conftest import HOSTILE, NOWHERE, draw

LOADING = {"src", "href", "data", "action", "srcset", "poster"}
ASSETS = Path(incidents.exchange.map.__file__).parent


class Reading(HTMLParser):
    """Every tag with its attributes, and the text of each script by its identifier or type."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = [("", {})]
        self.texts: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.tags[-1]
        name = attributes.get("id") or attributes.get("type") or tag
        self.texts[name] = self.texts.get(name, "") + data


def events(page: str) -> list[dict[str, Any]]:
    block = json.loads(Reading(page).texts["events"])
    return [dict(zip(block["columns"], row, strict=True)) for row in block["rows"]]


def test_nothing_is_loaded_from_anywhere() -> None:
    read = Reading(draw())
    assert [name for tag, attributes in read.tags for name in attributes if name in LOADING] == []
    assert not {"iframe", "img", "link", "object", "embed"} & {tag for tag, _ in read.tags}


def test_the_policy_forbids_all_but_the_style_and_the_code_of_the_page() -> None:
    (policy,) = [
        attributes["content"] or ""
        for _, attributes in Reading(draw()).tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_a_hostile_article_adds_no_tag() -> None:
    names = [tag for tag, _ in Reading(draw([make_record("IRQ1")])).tags]
    assert [tag for tag, _ in Reading(draw(title=HOSTILE)).tags] == names


def test_a_hostile_article_is_shown_as_it_is() -> None:
    (attack,) = [event for event in events(draw()) if event["event_id"] == "IRQ9"]
    assert (attack["summary"], attack["actors"]) == (HOSTILE, [HOSTILE])


@settings(max_examples=5, deadline=None)  # each makes a whole page
@given(st.lists(st.text(), min_size=4, max_size=8))
def test_any_text_comes_through(texts: list[str]) -> None:
    clean = [text.encode("utf-8", "replace").decode() for text in texts]
    records = [make_record(f"IRQ{number}", make_event(summary=text)) for number, text in enumerate(clean, start=1)]
    assert [event["summary"] for event in events(draw(records))] == clean


def test_an_event_without_a_point_is_not_dropped() -> None:
    (event,) = events(draw([NOWHERE]))
    assert (event["latitude"], event["killed"], event["place"]) == (None, "not mentioned", "Iraq")


def test_a_pop_up_has_figures_with_their_status_and_sources() -> None:
    source = Source(article="7", outlet="The Example Courier", title="Car bomb", path="/home/amal/secret.txt")
    (event,) = events(draw([make_record("IRQ1", sources=(source,))]))
    assert event["killed"] == "4 (reported)"
    assert event["sources"] == ["The Example Courier, Car bomb"]


def test_a_weapon_is_found_by_every_kind_that_counts_it_as_its_own() -> None:
    (event,) = events(draw([make_record("IRQ1")]))
    assert {"vehicle_bomb", "explosive"} <= set(event["counts_as"])


def test_without_events_the_page_is_whole_and_small() -> None:
    page = draw([])
    assert events(page) == []
    assert len(page.encode()) < 2_000_000


def test_the_same_events_give_the_same_bytes() -> None:
    assert draw() == draw()


def test_a_type_out_of_another_codebook_counts_as_not_coded() -> None:
    record = make_record("IRQ1", replace(make_event(), event_type="Skirmishes", sub_event_type=None))
    assert events(draw([record]))[0]["type"] is None


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_the_code_never_reads_text_as_markup_and_loads_nothing(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    forbidden = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "http:", "https:")
    assert [word for word in forbidden if word in code] == []
    assert f'"{path.stem}"' in (ASSETS / "page.py").read_text(encoding="utf-8")
