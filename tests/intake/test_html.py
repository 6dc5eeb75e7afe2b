"""The text and the declarations of an HTML page, and the limits of a page that is read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import BadSource
from incidents.intake.html import MOST_ELEMENTS, Page, is_html, read_body, read_page, refuse_too_big

FIRST = "A bomb hidden in a cart killed two people at a market on Friday, the police said, and hurt nine others."
SECOND = "No group has claimed responsibility for the blast, which “shook the town”, residents said in the evening."


def page(*paragraphs: str) -> str:
    return f"<html><body><article>{''.join(f'<p>{each}</p>' for each in paragraphs)}</article></body></html>"


def test_paragraphs_stand_apart_by_a_blank_line() -> None:
    assert read_body(page(FIRST, SECOND), name="a") == f"{FIRST}\n\n{SECOND}"


def test_scripts_styles_and_menus_are_no_text() -> None:
    html = (
        f"<nav><a href='/'>Politics</a></nav><script>killed = 4711</script><style>p {{}}</style>{page(FIRST, SECOND)}"
        f"<footer>Imprint</footer>"
    )

    text = read_body(html, name="a")

    assert all(word not in text for word in ("4711", "Politics", "Imprint", "{"))


def test_a_piece_of_a_page_is_read_like_a_page() -> None:
    assert read_body(f"<p>{FIRST}</p>", name="a") == FIRST


def test_entities_are_characters() -> None:
    assert "“shook the town”" in read_body(
        page(FIRST, SECOND.replace("“", "&ldquo;").replace("”", "&#8221;")), name="a"
    )


def test_tags_that_are_escaped_stay_text() -> None:
    assert "<script>alert(1)</script>" in read_body(
        page(f"{FIRST} &lt;script&gt;alert(1)&lt;/script&gt;", SECOND), name="a"
    )


@pytest.mark.parametrize("depth", [3, 30])
def test_text_in_nested_tables_is_found(depth: int) -> None:
    html = "<html><body>" + "<table><tr><td>" * depth + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</td></tr></table>" * depth

    assert FIRST in read_body(html, name="a")


def test_tables_nested_too_deeply_to_be_a_page_are_refused() -> None:
    with pytest.raises(BadSource, match="without the text"):
        read_body("<table><tr><td>" * 4_000 + FIRST, name="a")


def test_a_page_without_an_article_is_refused() -> None:
    with pytest.raises(BadSource, match=r"a\.html is a page without the text of an article"):
        read_body("<html><body><script>1</script></body></html>", name="a.html")


@pytest.mark.parametrize(
    "text", ["<!DOCTYPE html><p>", " <html>", "<!-- saved --><html>", '<?xml version="1.0"?><html>', "<p>Hello"]
)
def test_a_page_is_known_by_its_beginning(text: str) -> None:
    assert is_html(text)


def test_a_hundred_comments_are_looked_at_once() -> None:
    assert not is_html("<!---->" * 100 + "Text.")


@pytest.mark.parametrize("text", ["A <b>bold</b> claim", "<3 hearts", "Title: <html>", "<rss>"])
def test_a_text_that_mentions_tags_is_no_page(text: str) -> None:
    assert not is_html(text)


def test_five_megabytes_of_tags_are_refused_at_once() -> None:
    with pytest.raises(BadSource, match="1000000 elements, too many"):
        refuse_too_big("<div>" * 1_000_000, name="a.html")


@pytest.mark.parametrize("sign", ["< ", "<!-- x -->", "</p>"])
def test_a_million_signs_are_refused_at_once(sign: str) -> None:
    with pytest.raises(BadSource, match="more than 150000 tags and comments"):
        refuse_too_big(sign * 1_000_000, name="a.html")


def test_what_is_no_html_hides_nothing() -> None:
    with pytest.raises(BadSource, match="5000 attributes"):
        refuse_too_big("<![foo><p " + "a " * 5_000 + ">", name="a.html")


@pytest.mark.parametrize("value", ["", "=1", "='>'", '="<b"'])
def test_an_element_of_a_hundred_thousand_attributes_is_refused_at_once(value: str) -> None:
    attributes = " ".join(f"a{number}{value}" for number in range(100_000))
    with pytest.raises(BadSource, match=r"1000\d\d (attributes|elements).*too many"):
        refuse_too_big(f"<html><body><p {attributes}>Text.</p></body></html>", name="a.html")


@pytest.mark.parametrize(
    "html",
    [
        f"<img src='data:image/png;base64,{'A/' * 500_000}'>",
        "<p>Entry.</p>" * (MOST_ELEMENTS - 1),
        f"<script>{'a b ' * 100_000}</script>",
        "no page at all",
    ],
    ids=["picture", "live blog", "script", "text"],
)
def test_what_a_long_page_holds_is_not_too_much(html: str) -> None:
    assert is_accepted(html)


def is_accepted(html: str) -> bool:
    try:
        refuse_too_big(html, name="a.html")
    except BadSource:
        return False
    return True


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
