from __future__ import annotations

import pytest

from incidents.errors import BadSource
from incidents.intake.body import is_html, read_body

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
