from __future__ import annotations

import pytest

from incidents.errors import BadSource
from incidents.intake.bounds import MOST_ELEMENTS, refuse_too_big


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
