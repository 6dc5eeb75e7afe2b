from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.intake.page import Page, read_page

DAY = date(2021, 11, 7)


def script(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


def story(**keys: object) -> str:
    return script({"@type": "NewsArticle", **keys})


def test_a_page_that_says_nothing_is_unknown() -> None:
    assert read_page("<p>Text.</p>") == Page()


def test_the_declared_title_is_preferred_to_the_window_title() -> None:
    page = read_page(
        '<title>Blast | Courier</title><meta property="og:title" content="Blast &amp; fire"><h1>Blast</h1>'
    )

    assert page.title == "Blast & fire"


def test_the_heading_is_preferred_to_the_window_title() -> None:
    assert read_page("<title>Blast | Courier</title><h1>Blast in <b>Mosul</b></h1>").title == "Blast in Mosul"


def test_site_and_language_are_read() -> None:
    page = read_page('<html lang="en-GB"><meta property="og:site_name" content="The Courier">')

    assert (page.publisher, page.language) == ("The Courier", "en")


@pytest.mark.parametrize(
    "html",
    [
        '<meta property="article:published_time" content="2021-11-07T23:30:00+03:00">',
        '<meta itemprop="datePublished" content="2021-11-07">',
        story(datePublished="2021-11-07T12:00:00Z"),
        script({"@graph": [{"@type": "Article", "datePublished": "2021-11-07"}, {"@type": "Person", "name": "Jane"}]}),
        '<time datetime="2021-11-07">Sunday</time>',
    ],
)
def test_the_day_of_publication_is_read_where_pages_declare_it(html: str) -> None:
    assert read_page(html).published_on == DAY


def test_a_date_of_change_is_not_the_date_of_publication() -> None:
    assert read_page('<meta property="article:modified_time" content="2021-11-07">').published_on is None


@pytest.mark.parametrize(
    "html",
    [
        '<time datetime="2021-11-07">a</time><time datetime="2021-11-09">b</time>',
        story(datePublished="2021-11-07") + story(datePublished="2021-11-09"),
        '<time datetime="soon">soon</time>',
        "<p>7 November 2021</p>",
    ],
)
def test_a_day_in_doubt_is_unknown(html: str) -> None:
    assert read_page(html).published_on is None


def test_the_publisher_may_be_declared_with_the_story() -> None:
    assert read_page(story(publisher={"@type": "Organization", "name": "The Courier"})).publisher == "The Courier"


@pytest.mark.parametrize("broken", ["{", "[[[", '"text"', "null", '{"@graph": {"@type": 4}}', "[" * 100_000])
def test_broken_declarations_are_passed_over(broken: str) -> None:
    assert read_page(f'<script type="application/ld+json">{broken}</script><h1>Blast</h1>').title == "Blast"


@pytest.mark.parametrize(
    "odd", ["<![foo>", "<![if !IE]>", "<![CDATA[x]]>", "<![[>", "<!x>", "<!>", "<?php x ?>", "</ >"]
)
def test_what_is_no_html_is_passed_over(odd: str) -> None:
    assert read_page(f"{odd}<h1>Blast</h1>").title == "Blast"


@given(st.text(st.sampled_from("<>/=\"'metaimscrpthl1 &;{}[]:,!-?"), max_size=300))
def test_no_page_breaks_it(html: str) -> None:
    assert isinstance(read_page(html), Page)
