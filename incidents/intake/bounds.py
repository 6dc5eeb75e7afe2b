"""How much a page of HTML may hold: beyond, reading it would take minutes.

Counts in time that grows with the page's length only. Does not judge whether it holds an article; ``body`` does.
"""

from __future__ import annotations

import re

from incidents.errors import BadSource
from incidents.intake.markup import Markup

# Extraction takes time that grows with the square of the elements; a long news page has some thousand.
MOST_ELEMENTS = 15_000
# And with the square of an element's attributes; pages have some dozen.
MOST_ATTRIBUTES = 1_000
# Ends of elements, comments and stray signs cost less, but not nothing.
MOST_SIGNS = 10 * MOST_ELEMENTS
_ELEMENT = re.compile(r"<[a-zA-Z]")
_COPY = "copy the article's text into a .txt file and give that"


def refuse_too_big(html: str, *, name: str) -> None:
    """Raise BadSource, naming *name*, for a page that is too big to be read."""
    elements = sum(1 for _ in _ELEMENT.finditer(html))
    if elements > MOST_ELEMENTS:
        raise BadSource(f"{name} is a page of {elements} elements, too many for an article", mend=_COPY)
    if html.count("<") > MOST_SIGNS:
        raise BadSource(f"{name} is a page of more than {MOST_SIGNS} tags and comments", mend=_COPY)
    attributes = _Attributes()
    attributes.feed(html)
    if attributes.most > MOST_ATTRIBUTES:
        raise BadSource(f"{name} is a page with {attributes.most} attributes in one element, too many", mend=_COPY)


class _Attributes(Markup):
    """Counts, while it is fed, the attributes of the element that has *most*."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one more element."""
        del tag
        self.most = max(self.most, len(attrs))
