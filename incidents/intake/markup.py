"""HTML read as browsers read it, element by element; nothing in it makes the parser give up.

Knows no element; ``page`` and ``bounds`` say what they look for.
"""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Python's parser without its one refusal: it takes ``<![`` for SGML and dies of a word that it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over what begins at *i* up to its end; -1 when that is not there. ``<![...>`` is a comment in HTML."""
        return self.parse_bogus_comment(i) if self.rawdata.startswith("<![", i) else super().parse_html_declaration(i)
