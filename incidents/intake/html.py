"""An HTML page: the article's text, and what the page declares about itself (title, site, date, language).

Nothing in a page makes the parser give up, and a page that would take minutes to read is refused. Declarations are meta
elements, JSON-LD and ``time``, never running text; a date is taken only if the page leaves no doubt.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from incidents.domain.dates import read_day
from incidents.errors import BadSource
from incidents.intake.metadata import read_language

# Extraction takes time that grows with the square of the elements; a long news page has some thousand.
MOST_ELEMENTS = 15_000
# And with the square of an element's attributes; pages have some dozen.
MOST_ATTRIBUTES = 1_000
# Ends of elements, comments and stray signs cost less, but not nothing.
MOST_SIGNS = 10 * MOST_ELEMENTS
_IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENT = re.compile(r"<[a-zA-Z]")
_COPY = "copy the article's text into a .txt file and give that"
# Declarations stand in the head or at the article's top; after this many characters a page has none of its own.
_DECLARATIONS_LENGTH = 1_000_000
_TITLES = ("og:title", "twitter:title", "headline", "dc.title")
_SITES = ("og:site_name", "dc.publisher", "application-name")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
)
_ARTICLE_TYPES = {
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "AnalysisNewsArticle",
}

Story = Mapping[str, Any]
"""An article that a page describes in JSON-LD, as schema.org defines it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page declares about itself; None if it declares nothing, or two things that contradict each other."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None


def is_html(text: str) -> bool:
    """Return whether *text* begins like an HTML page or a piece of one."""
    return _IS_HTML.match(text[:5000]) is not None


def refuse_too_big(html: str, *, name: str) -> None:
    """Raise BadSource, naming *name*, for a page that would take minutes to read.

    Takes time that grows with the page's length only.
    """
    elements = sum(1 for _ in _ELEMENT.finditer(html))
    if elements > MOST_ELEMENTS:
        raise BadSource(f"{name} is a page of {elements} elements, too many for an article", mend=_COPY)
    if html.count("<") > MOST_SIGNS:
        raise BadSource(f"{name} is a page of more than {MOST_SIGNS} tags and comments", mend=_COPY)
    attributes = _AttributeCounter()
    attributes.feed(html)
    if attributes.most > MOST_ATTRIBUTES:
        raise BadSource(f"{name} is a page with {attributes.most} attributes in one element, too many", mend=_COPY)


def read_body(html: str, *, name: str) -> str:
    """Return the article's text, without navigation, scripts and comments, a blank line between paragraphs.

    Raises BadSource, naming *name*, if the page holds no article. Pass the page to ``refuse_too_big`` first.
    """
    from trafilatura import extract  # noqa: PLC0415 - takes half a second to load

    # Its warnings about what it drops are no news to our users; a handler of its own keeps them off stderr.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    whole = html if "<body" in html.lower() else f"<html><body>{html}</body></html>"
    text: str | None = extract(whole, include_comments=False, include_tables=True, favor_precision=False)
    if text is None or not text.strip():
        raise BadSource(f"{name} is a page without the text of an article", mend=_COPY)
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def read_page(html: str) -> Page:
    """Return what the page *html* declares; broken HTML is read as far as it goes."""
    declarations = _Declarations()
    declarations.feed(html[:_DECLARATIONS_LENGTH])
    stories = [story for script in declarations.scripts for story in _read_stories(script)]
    metas, texts = declarations.metas, declarations.texts
    return Page(
        title=_first(metas, _TITLES) or _clean(texts.get("h1")) or _clean(texts.get("title")),
        publisher=_first(metas, _SITES) or _find_publisher(stories),
        published_on=_find_date(metas, stories, declarations.times),
        language=read_language(declarations.language),
    )


class _Parser(HTMLParser):
    """Python's parser without its one refusal: it takes ``<![`` for SGML and fails at a word that it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_html_declaration(self, i: int) -> int:
        """Skip the declaration that begins at *i*; -1 if its end is not there. ``<![...>`` is a comment in HTML."""
        return self.parse_bogus_comment(i) if self.rawdata.startswith("<![", i) else super().parse_html_declaration(i)


class _AttributeCounter(_Parser):
    """Counts the attributes of the element that has *most*."""

    def __init__(self) -> None:
        super().__init__()
        self.most = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the attributes of one more element."""
        del tag
        self.most = max(self.most, len(attrs))


class _Declarations(_Parser):
    """Collects what a page declares; the first declaration of each name counts."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.times: list[str] = []
        self.scripts: list[str] = []
        self.texts: dict[str, str] = {}
        self.language: str | None = None
        self._inside: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element *tag* declares in its attributes, and whether its text is wanted."""
        given = {name: value for name, value in attrs if value is not None}
        if tag == "html":
            self.language = given.get("lang", given.get("xml:lang"))
        elif tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            content = _clean(given.get("content"))
            if content is not None:
                self.metas.setdefault(name.lower(), content)
        elif tag == "time" and "datetime" in given:
            self.times.append(given["datetime"])
        elif self._is_wanted(tag, given):
            self._inside = tag

    def _is_wanted(self, tag: str, given: Mapping[str, str]) -> bool:
        if tag == "script":
            return given.get("type", "").lower() == "application/ld+json"
        return tag in {"title", "h1"} and tag not in self.texts

    def handle_endtag(self, tag: str) -> None:
        """Stop collecting text at the end of the wanted element."""
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        """Keep the text of the wanted element."""
        if self._inside == "script":
            self.scripts.append(data)
        elif self._inside is not None:
            self.texts[self._inside] = self.texts.get(self._inside, "") + data


def _read_stories(script: str) -> Iterator[Story]:
    """Iterate over the articles in a JSON-LD *script*, at its top or in its graph; a broken script has none."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return
    for each in found if isinstance(found, list) else [found]:
        graph = each.get("@graph") if isinstance(each, dict) else None
        for item in [each, *(graph if isinstance(graph, list) else [])]:
            if isinstance(item, dict) and _ARTICLE_TYPES & _types_of(item):
                yield item


def _types_of(item: Story) -> set[str]:
    types = item.get("@type")
    return {each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)}


def _find_publisher(stories: Sequence[Story]) -> str | None:
    names = [story["publisher"].get("name") for story in stories if isinstance(story.get("publisher"), dict)]
    return next((" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()), None)


def _find_date(metas: Mapping[str, str], stories: Sequence[Story], times: Sequence[str]) -> date | None:
    """Return the first date of the meta elements, else the only one of the stories, else the only one of the times."""
    days = [_read_date(metas[name]) for name in _DATES if name in metas]
    found = next((day for day in days if day is not None), None)
    dated = [str(story["datePublished"]) for story in stories if "datePublished" in story]
    return found or _only_date(dated) or _only_date(times)


def _only_date(texts: Sequence[str]) -> date | None:
    """Return the one day that all of *texts* name; None if they name several: one may be another story's."""
    days = {_read_date(text) for text in texts}
    return next(iter(days)) if len(days) == 1 else None


def _read_date(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


def _first(metas: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
