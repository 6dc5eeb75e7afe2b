"""The text of the article in an HTML page, one blank line between paragraphs.

Does not read what the page declares about itself; ``page`` does.
"""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

from incidents.errors import BadSource

# Extraction takes time that grows with the square of the elements; a long news page has some thousand.
MOST_ELEMENTS = 15_000
# And with the square of an element's attributes; pages have some dozen.
MOST_ATTRIBUTES = 1_000
_ELEMENT = re.compile(r"<[a-zA-Z]")
_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_COPY = "copy the article's text into a .txt file and give that"


def is_html(text: str) -> bool:
    """True when *text* begins as an HTML page or a piece of one does."""
    return _IS_HTML.match(text[:5000]) is not None


def read_body(html: str, *, name: str) -> str:
    """The article's text in *html*, without navigation, scripts and comments.

    Raises BadSource, naming *name*, when the page holds no article or is too big to be one.
    """
    count = sum(1 for _ in _ELEMENT.finditer(html))
    if count > MOST_ELEMENTS:
        raise BadSource(f"{name} is a page of {count} elements, too many for an article", mend=_COPY)
    counter = _Attributes()
    counter.feed(html)
    if counter.most > MOST_ATTRIBUTES:
        raise BadSource(f"{name} is a page with {counter.most} attributes in one element, too many", mend=_COPY)
    text = _extract(html)
    if text is None or not text.strip():
        raise BadSource(f"{name} is a page without the text of an article", mend=_COPY)
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


class _Attributes(HTMLParser):
    """Counts, while it is fed, the attributes of the element that has *most*."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.most = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one more element."""
        del tag
        self.most = max(self.most, len(attrs))


def _extract(html: str) -> str | None:
    from trafilatura import extract  # noqa: PLC0415 - takes half a second to load

    # Its warnings about what it drops are no news to our users; a handler of its own keeps them off stderr.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    whole = html if "<body" in html.lower() else f"<html><body>{html}</body></html>"
    text: str | None = extract(whole, include_comments=False, include_tables=True, favor_precision=False)
    return text
