"""The text of the article in an HTML page, one blank line between paragraphs.

Does not read what the page declares about itself; ``page`` does.
"""

from __future__ import annotations

import re

from incidents.errors import BadSource

_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_COPY = "copy the article's text into a .txt file and give that"


def is_html(text: str) -> bool:
    """True when *text* begins as an HTML page or a piece of one does."""
    return _IS_HTML.match(text[:5000]) is not None


def read_body(html: str, *, name: str) -> str:
    """The article's text in *html*, without navigation, scripts and comments.

    Raises BadSource, naming *name*, when the page holds no article. Takes long for a page that ``bounds`` refuses.
    """
    text = _extract(html)
    if text is None or not text.strip():
        raise BadSource(f"{name} is a page without the text of an article", mend=_COPY)
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def _extract(html: str) -> str | None:
    import logging  # noqa: PLC0415 - for pages only: a query need not wait for it

    from trafilatura import extract  # noqa: PLC0415 - takes half a second to load

    # Its warnings about what it drops are no news to our users; a handler of its own keeps them off stderr.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    whole = html if "<body" in html.lower() else f"<html><body>{html}</body></html>"
    text: str | None = extract(whole, include_comments=False, include_tables=True, favor_precision=False)
    return text
