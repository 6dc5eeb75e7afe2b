"""Ingestion: many articles at once, from folders, lists of URLs, feeds and archives, into the inbox.

Each article is stored by itself, with the page that it was read from: an interrupted run continues where it was, and a
source that was read before is not read again. A source that cannot be read does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from incidents.domain.articles import REFUSED, STORED, Article, Page, Visit
from incidents.errors import BadSource, BadUsage
from incidents.intake.addresses import Guard
from incidents.intake.archives import SUFFIXES, ArchivedPage, read_archive
from incidents.intake.feeds import Entry, Feed, filter_since, read_entries, read_feeds, read_listing
from incidents.intake.files import list_sources, read_file
from incidents.intake.robots import Robots
from incidents.intake.source import is_url, read_bytes
from incidents.review.dates import read_date_range
from incidents.services.articles import Articles
from incidents.services.context import Context

NEW, KNOWN, FAILED = "new", "known", "failed"
Loaded = tuple[bytes, str | None, str, bool]  # bytes, charset, media type, whether it is HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of one source: NEW, KNOWN or FAILED; *article_id* if it is stored, *problem* if it is not."""

    source: str
    outcome: str
    article_id: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One article to read: its *source*, where it was listed (*origin*, *entry*), and how to *load* its page."""

    source: str
    origin: str
    entry: Entry | None
    load: Callable[[], Loaded]
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Ingestion:
    """Take many articles into the inbox; *guard* says which addresses may be fetched. ``project.ingestion``."""

    context: Context
    guard: Guard = field(default_factory=Guard)

    def run(
        self,
        sources: Sequence[str],
        *,
        since: str | None = None,
        pause: float = 1.0,
        again: bool = False,
        prepare: Callable[[], object] | None = None,
    ) -> Iterator[Ingested]:
        """Read every article of *sources* into the inbox, and yield what became of each.

        A source is a file, a folder, a URL, a CSV file with a column of URLs, a TOML file of feeds, or an archive
        (WARC, mail, ...). *since* is a day as people type it: older entries of lists and feeds are left out. *pause* is
        the number of seconds between two requests to one server. With *again*, sources that were refused before are
        tried once more. *prepare* is called before something is stored; by default it creates the database if there is
        none. Raises BadUsage for a *since* that is no day; a source that cannot be read is an outcome, not an error.

        >>> for each in project.ingestion.run(["feeds.toml"], since="yesterday"):
        ...     print(each.source, each.outcome)
        """
        run = _Run(
            inbox=Articles(self.context),
            guard=self.guard,
            robots=Robots(fetch=partial(fetch_text, guard=self.guard), pause=pause),
            today=self.context.today,
            prepare=prepare or self.context.create,
            since=None if since is None else _read_since(since, self.context.today),
            again=again,
        )
        return run.take_all(sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One ingestion: *guard* says what may be fetched, *robots* when."""

    inbox: Articles
    guard: Guard
    robots: Robots
    today: date
    prepare: Callable[[], object]
    since: date | None
    again: bool

    def take_all(self, sources: Sequence[str]) -> Iterator[Ingested]:
        for source in sources:
            try:
                items = iter(self._items(source))
                while (item := next(items, None)) is not None:
                    yield self._take(item)
            except BadSource as problem:
                yield Ingested(source=source, outcome=FAILED, problem=str(problem))

    def _items(self, source: str) -> Iterator[_Item]:
        path = Path(source)
        if is_url(source):
            yield self._from_web(Entry(url=source), "address")
        elif path.is_dir():
            yield from (_from_file(name, source) for name in list_sources([source]))
        elif source.lower().endswith(SUFFIXES):
            yield from (_from_archive(page, path) for page in read_archive(path))
        elif path.suffix.lower() == ".csv":
            yield from (self._from_web(entry, path.name) for entry in filter_since(read_listing(path), self.since))
        elif path.suffix.lower() == ".toml":
            for feed in read_feeds(path):
                yield from self._from_feed(feed)
        else:
            yield _from_file(source, source)

    def _from_feed(self, feed: Feed) -> Iterator[_Item]:
        """Yield the articles of a feed; a feed that cannot be read is one item that fails."""
        from incidents.intake.fetch import FEEDS, fetch

        try:
            fetched = fetch(feed.url, guard=self.guard, types=FEEDS, ask=self.robots.wait)
            entries = read_entries(fetched.data, feed=feed)
        except BadSource as problem:
            yield _Item(source=feed.url, origin=feed.url, entry=None, load=partial(_fail, problem))
            return
        yield from (self._from_web(entry, feed.url) for entry in filter_since(entries, self.since))

    def _from_web(self, entry: Entry, origin: str) -> _Item:
        def load() -> Loaded:
            from incidents.intake.fetch import fetch

            page = fetch(entry.url, guard=self.guard, ask=self.robots.wait)
            return page.data, page.charset, "text/html" if page.is_html else "text/plain", page.is_html

        return _Item(source=entry.url, origin=origin, entry=entry, load=load)

    def _take(self, item: _Item) -> Ingested:
        # A file is always read: it may have changed, and what is in it is known by its words.
        visit = None if item.is_file else self.inbox.visit(item.source)
        if visit is not None and (visit.outcome == STORED or not self.again):
            return Ingested(source=item.source, outcome=KNOWN)
        try:
            data, charset, kind, is_html = item.load()
        except BadSource as problem:  # perhaps it can be had another time
            return Ingested(source=item.source, outcome=FAILED, problem=str(problem))
        self.prepare()
        try:
            article = read_bytes(data, source=item.source, declared=charset, is_page=is_html, today=self.today)
        except BadSource as problem:
            self.inbox.note_visit(Visit(source=item.source, outcome=REFUSED, note=str(problem)))
            return Ingested(source=item.source, outcome=FAILED, problem=str(problem))
        page = Page(data=data, kind=kind)
        url = item.source if is_url(item.source) else None
        stored = self.inbox.add(_complete(article, item.entry), origin=item.origin, url=url, page=page)
        return Ingested(source=item.source, outcome=NEW if stored.is_new else KNOWN, article_id=stored.id)


def _read_since(words: str, today: date) -> date:
    try:
        return read_date_range(words, today)[0]
    except ValueError as error:
        raise BadUsage(f"--since: {error}", mend="type YYYY-MM-DD, 2021-W44 or yesterday") from error


def fetch_text(url: str, *, guard: Guard) -> bytes:
    """Fetch a text such as a robots.txt. Raises Refused with the server's status, else BadSource."""
    from incidents.intake.fetch import TEXTS, fetch

    return fetch(url, guard=guard, types=TEXTS).data


def _from_file(name: str, origin: str) -> _Item:
    def load() -> Loaded:
        is_html = Path(name).suffix.lower() in {".html", ".htm", ".xhtml"}
        return read_file(Path(name)), None, "text/html" if is_html else "text/plain", is_html

    return _Item(source=name, origin=origin, entry=None, load=load, is_file=True)


def _from_archive(page: ArchivedPage, path: Path) -> _Item:
    def load() -> Loaded:
        if page.data is None:
            raise BadSource(f"{page.url} in {path} is larger than an article may be")
        return page.data, page.charset, page.kind, page.is_html

    return _Item(source=page.url, origin=path.name, entry=None, load=load)


def _fail(problem: BadSource) -> Loaded:
    raise problem


def _complete(article: Article, entry: Entry | None) -> Article:
    """Return *article* with what its list entry says, where its page does not say it."""
    if entry is None:
        return article
    return replace(
        article,
        title=article.title or entry.title,
        publisher=article.publisher or entry.publisher,
        published_on=article.published_on or entry.published_on,
    )
