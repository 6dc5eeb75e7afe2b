"""Many articles at once, from folders, lists of addresses, feeds and archives of pages, into the inbox.

Each article is stored by itself, with the page that it was read from: what is broken off goes on where it was, and what
was read before is not read again. A source that cannot be read stops none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from incidents.desk.clock import read_today
from incidents.desk.inbox import Inbox
from incidents.domain.article import Article
from incidents.domain.intake import REFUSED, STORED, Page, Visit
from incidents.errors import BadSource, BadUsage
from incidents.intake.addresses import Guard
from incidents.intake.archives import ENDINGS, Archived, read_archive
from incidents.intake.feeds import Entry, Feed, read_entries, read_feeds, sort_out
from incidents.intake.files import read_file
from incidents.intake.folders import list_sources
from incidents.intake.listings import read_listing
from incidents.intake.manners import Manners
from incidents.intake.source import is_url, read_data
from incidents.review.spans import read_span

NEW, KNOWN, FAILED = "new", "known", "failed"
Loaded = tuple[bytes, str | None, str, bool]  # bytes, charset, media type, whether it is HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one source: NEW, KNOWN or FAILED; *article_id* where it is stored, *problem* where it is not."""

    source: str
    outcome: str
    article_id: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One article to come: its *source*, what brought it, and how its page is had."""

    source: str
    origin: str
    entry: Entry | None
    load: Callable[[], Loaded]
    is_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingesting:
    """Takes articles into *inbox*; *guard* says what may be fetched, *manners* when, *today* what day it is.

    *prepare* makes the database, before the first time that anything is kept. With *again* what was refused before is
    tried once more.
    """

    inbox: Inbox
    guard: Guard
    manners: Manners
    today: date
    prepare: Callable[[], object]
    since: date | None = None
    again: bool = False

    def run(self, sources: Sequence[str]) -> Iterator[Taken]:
        """What becomes of each article of *sources*, one after the other."""
        for source in sources:
            try:
                items = iter(self._items(source))
                while (item := next(items, None)) is not None:
                    yield self._take(item)
            except BadSource as problem:
                yield Taken(source=source, outcome=FAILED, problem=str(problem))

    def _items(self, source: str) -> Iterator[_Item]:
        path = Path(source)
        if is_url(source):
            yield self._from_web(Entry(url=source), "address")
        elif path.is_dir():
            yield from (_from_file(name, source) for name in list_sources([source]))
        elif source.lower().endswith(ENDINGS):
            yield from (_from_archive(page, path) for page in read_archive(path))
        elif path.suffix.lower() == ".csv":
            yield from (self._from_web(entry, path.name) for entry in sort_out(read_listing(path), self.since))
        elif path.suffix.lower() == ".toml":
            for feed in read_feeds(path):
                yield from self._from_feed(feed)
        else:
            yield _from_file(source, source)

    def _from_feed(self, feed: Feed) -> Iterator[_Item]:
        """The articles of a feed; one that cannot be read is one item that fails."""
        from incidents.intake.fetch import FEEDS, fetch  # noqa: PLC0415 - loads an HTTP client

        try:
            fetched = fetch(feed.url, guard=self.guard, types=FEEDS, ask=self.manners.wait)
            entries = read_entries(fetched.data, feed=feed)
        except BadSource as problem:
            yield _Item(source=feed.url, origin=feed.url, entry=None, load=partial(_fail, problem))
            return
        yield from (self._from_web(entry, feed.url) for entry in sort_out(entries, self.since))

    def _from_web(self, entry: Entry, origin: str) -> _Item:
        def load() -> Loaded:
            from incidents.intake.fetch import fetch  # noqa: PLC0415 - loads an HTTP client

            page = fetch(entry.url, guard=self.guard, ask=self.manners.wait)
            return page.data, page.charset, "text/html" if page.is_html else "text/plain", page.is_html

        return _Item(source=entry.url, origin=origin, entry=entry, load=load)

    def _take(self, item: _Item) -> Taken:
        # A file is always read: it may have changed, and what is in it is known by its words.
        visit = None if item.is_file else self.inbox.visit(item.source)
        if visit is not None and (visit.outcome == STORED or not self.again):
            return Taken(source=item.source, outcome=KNOWN)
        try:
            data, charset, kind, is_html = item.load()
        except BadSource as problem:  # perhaps it can be had another time
            return Taken(source=item.source, outcome=FAILED, problem=str(problem))
        self.prepare()
        try:
            article = read_data(data, source=item.source, declared=charset, is_page=is_html, today=self.today)
        except BadSource as problem:
            self.inbox.note(Visit(source=item.source, outcome=REFUSED, note=str(problem)))
            return Taken(source=item.source, outcome=FAILED, problem=str(problem))
        page = Page(data=data, kind=kind)
        url = item.source if is_url(item.source) else None
        stored = self.inbox.take(_complete(article, item.entry), origin=item.origin, url=url, page=page)
        return Taken(source=item.source, outcome=NEW if stored.is_new else KNOWN, article_id=stored.id)


def open_ingesting(
    inbox: Inbox, *, since: str | None, pause: float, again: bool, prepare: Callable[[], object]
) -> Ingesting:
    """The way into *inbox*, with the manners of a guest; *prepare* makes its database when there is none.

    Raises BadUsage for a day that cannot be read.
    """
    today = read_today()
    try:
        day = None if since is None else read_span(since, today)[0]
    except ValueError as error:
        raise BadUsage(f"--since: {error}", mend="type YYYY-MM-DD, 2021-W44 or yesterday") from error
    guard = Guard()
    manners = Manners(fetch=partial(fetch_text, guard=guard), pause=pause)
    return Ingesting(inbox=inbox, guard=guard, manners=manners, today=today, prepare=prepare, since=day, again=again)


def fetch_text(url: str, *, guard: Guard) -> bytes:
    """A text, such as a robots.txt. Raises Refused with the server's status, else BadSource."""
    from incidents.intake.fetch import TEXTS, fetch  # noqa: PLC0415 - loads an HTTP client

    return fetch(url, guard=guard, types=TEXTS).data


def _from_file(name: str, origin: str) -> _Item:
    def load() -> Loaded:
        is_html = Path(name).suffix.lower() in {".html", ".htm", ".xhtml"}
        return read_file(Path(name)), None, "text/html" if is_html else "text/plain", is_html

    return _Item(source=name, origin=origin, entry=None, load=load, is_file=True)


def _from_archive(page: Archived, path: Path) -> _Item:
    def load() -> Loaded:
        if page.data is None:
            raise BadSource(f"{page.url} in {path} is larger than an article may be")
        return page.data, page.charset, page.kind, page.is_html

    return _Item(source=page.url, origin=path.name, entry=None, load=load)


def _fail(problem: BadSource) -> Loaded:
    raise problem


def _complete(article: Article, entry: Entry | None) -> Article:
    """*article* with what a list says of it, where its page does not say it."""
    if entry is None:
        return article
    return replace(
        article,
        title=article.title or entry.title,
        publisher=article.publisher or entry.publisher,
        published_on=article.published_on or entry.published_on,
    )
