"""What an HTML page says about itself: title, site, date of publication, language.

Reads declarations only (meta elements, JSON-LD, ``time``), never running text, and takes a date only when the page
leaves no doubt. Does not extract the article's text; ``body`` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from incidents.domain.dates import read_day
from incidents.intake.language import read_code
from incidents.intake.markup import Markup
from incidents.intake.stories import Story, find_publisher, read_stories

# Declarations stand in the head or at the article's top; behind this many characters a page has none of its own.
_FAR_ENOUGH = 1_000_000
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's own account of itself; None where it gives none, or more than one."""

    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    language: str | None = None


def read_page(html: str) -> Page:
    """What the page *html* declares; broken HTML is read as far as it goes."""
    declarations = _Declarations()
    declarations.feed(html[:_FAR_ENOUGH])
    stories = [story for script in declarations.scripts for story in read_stories(script)]
    named = declarations.metas
    return Page(
        title=_first(named, _TITLES) or _clean(declarations.texts.get("h1")) or _clean(declarations.texts.get("title")),
        publisher=_first(named, _SITES) or find_publisher(stories),
        published_on=_meta_date(named) or _story_date(stories) or _only_day(declarations.times),
        language=read_code(declarations.language),
    )


@dataclass
class _Declarations(Markup):
    """Collects while it is fed; the first of each name counts."""

    metas: dict[str, str] = field(default_factory=dict)
    times: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    language: str | None = None
    inside: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element *tag* declares in its attributes, and whether its text is wanted."""
        given = {name: value for name, value in attrs if value is not None}
        if tag == "html":
            self.language = given.get("lang", given.get("xml:lang"))
        elif tag == "meta":
            self._note_meta(given)
        elif tag == "time" and "datetime" in given:
            self.times.append(given["datetime"])
        elif self._is_wanted(tag, given):
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Stop collecting text when the wanted element ends."""
        if tag == self.inside:
            self.inside = None

    def handle_data(self, data: str) -> None:
        """Keep the text of the element that is wanted."""
        if self.inside == "script":
            self.scripts.append(data)
        elif self.inside is not None:
            self.texts[self.inside] = self.texts.get(self.inside, "") + data

    def _is_wanted(self, tag: str, given: dict[str, str]) -> bool:
        if tag == "script":
            return given.get("type", "").lower() == "application/ld+json"
        return tag in {"title", "h1"} and tag not in self.texts

    def _note_meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        content = _clean(given.get("content"))
        if content is not None:
            self.metas.setdefault(name.lower(), content)


def _first(named: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((named[name] for name in names if name in named), None)


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _meta_date(named: dict[str, str]) -> date | None:
    days = [_day(named[name]) for name in _DATES if name in named]
    return next((day for day in days if day is not None), None)


def _story_date(stories: list[Story]) -> date | None:
    return _only_day([str(story["datePublished"]) for story in stories if "datePublished" in story])


def _only_day(texts: list[str]) -> date | None:
    """The one day that all of *texts* name; None when they name several: one may be another story's."""
    days = {_day(text) for text in texts}
    return next(iter(days)) if len(days) == 1 else None


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None
