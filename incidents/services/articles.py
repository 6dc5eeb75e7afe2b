"""Articles: reading them from files and URLs, and the inbox in which they wait for triage.

Each article that is added and each decision is one revision, and can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from incidents.codebook.loader import Codebook
from incidents.domain.articles import IRRELEVANT, NEW, STORED, Article, Intake, Page, Visit
from incidents.domain.dates import read_day
from incidents.domain.documents import Document
from incidents.domain.events import Event, to_document
from incidents.domain.suggestions import Suggestion
from incidents.errors import BadSource, BadUsage, NotFound, UnknownTerm
from incidents.intake.outlets import find_outlet
from incidents.services.clock import read_today
from incidents.services.context import Context
from incidents.services.duplicates import group_similar, keep_fingerprint
from incidents.store.archive import Archive
from incidents.store.articles import StoredArticle
from incidents.store.reading import Reader
from incidents.store.state import State, state


def read_article(source: str, *, published_on: str | None, publisher: str | None, title: str | None) -> Article:
    """Read the article in *source*; see ``Articles.read``."""
    from incidents.intake.source import Overrides, read_source

    day = None if published_on is None else read_typed_day(published_on)
    overrides = Overrides(published_on=day, publisher=publisher, title=title)
    return read_source(source, overrides=overrides, today=read_today())


def read_typed_day(text: str) -> date:
    """Read a day of publication as a person types it. Raises BadUsage."""
    try:
        return read_day(text)
    except ValueError as error:
        raise BadUsage(f"the date of publication: {error}", mend="type it as YYYY-MM-DD") from error


def read_dated(source: str, *, published_on: str | None, publisher: str | None, title: str | None) -> Article:
    """Read the article in *source*. Raises BadSource if it has no date of publication."""
    article = read_article(source, published_on=published_on, publisher=publisher, title=title)
    if article.published_on is None:
        raise undated(source)
    return article


def undated(source: str) -> BadSource:
    """Return the error for an article without a date of publication."""
    return BadSource(
        f"{source} has no date of publication, and words such as 'Sunday' mean nothing without one",
        mend="add --published-on YYYY-MM-DD",
    )


def write_suggestion(suggestion: Suggestion) -> Document:
    """Return a suggestion as JSON types, keys in the published order."""
    article = suggestion.article
    return {
        "article": {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "publisher": article.publisher,
            "published_on": None if article.published_on is None else article.published_on.isoformat(),
            "language": article.language,
        },
        "events": [to_document(event) for event in suggestion.events],
        **({"notes": list(suggestion.notes)} if suggestion.notes else {}),
    }


def recall(reader: Reader, article: Article, events: Sequence[Event]) -> tuple[tuple[str, ...], tuple[Event, ...]]:
    """Return the identifiers of the events coded from *article*, and those of *events* that no report of it covers.

    The second are what is left to do when coding was interrupted.
    """
    stored = reader.find_article(article.sha256)
    if stored is None:
        return (), tuple(events)
    coded = reader.coded_from(stored.id)
    reports = (report for event_id in coded for report in reader.reports(event_id))
    accounts = [report.account for report in reports if report.source.article == stored.id]
    return coded, leave_out(events, accounts)


def leave_out(events: Sequence[Event], accounts: Sequence[Event]) -> tuple[Event, ...]:
    """Return those of *events* that none of *accounts* covers."""
    return tuple(event for event in events if not any(_covers(account, event) for account in accounts))


def find_coded(reader: Reader, article: Article, event: Event) -> str | None:
    """Return the stored event with a report of *article* that says exactly what *event* says; None if there is none."""
    stored = reader.find_article(article.sha256)
    for event_id in () if stored is None else reader.coded_from(stored.id):
        accounts = (each.account for each in reader.reports(event_id) if stored and each.source.article == stored.id)
        if any(_without_others(account) == _without_others(event) for account in accounts):
            return event_id
    return None


def _without_others(event: Event) -> Event:
    return replace(event, alternatives=())


def _covers(account: Event, event: Event) -> bool:
    """Return whether *account* covers *event*: most of their evidence is the same.

    Though a person may have edited it.
    """
    words = {(each.start, each.end) for each in event.evidence}
    shared = words & {(each.start, each.end) for each in account.evidence}
    return account == event or 2 * len(shared) > len(words)


def rate_outlet(article: Article, codebook: Codebook, *, stated: str | None = None) -> Article:
    """Return *article* with the scale of its outlet as a code; *stated*, as people type it, replaces the header's.

    Raises UnknownTerm for an unknown *stated* scale, BadUsage if the article names no outlet, BadSource for an unknown
    scale in the header.
    """
    scales = codebook.vocabulary("source_scales")
    if stated is not None and article.publisher is None:
        raise BadUsage(f"{article.id} names no outlet that could be {stated}", mend="add --publisher NAME")
    if stated is not None:
        return replace(article, scale=scales.find(stated).code)
    if article.scale is None or article.publisher is None:
        return replace(article, scale=None)
    try:
        return replace(article, scale=scales.find(article.scale).code)
    except UnknownTerm:
        known = ", ".join(term.code for term in scales)
        raise BadSource(
            f"{article.id}: its line Scale: says {article.scale!r}", mend=f"write one of: {known}"
        ) from None


Group = tuple[Intake, ...]


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of a project. ``project.articles``."""

    context: Context

    def read(
        self, source: str, *, published_on: str | None = None, publisher: str | None = None, title: str | None = None
    ) -> Article:
        """Read the article in a file, at a URL, or on standard input (``-``). Nothing is stored.

        *published_on* (YYYY-MM-DD), *publisher* and *title* replace what the source says. Raises BadSource for a source
        that cannot be read or holds no article, BadUsage for a day of publication that is no day or in the future.

        >>> article = project.articles.read("article.txt", published_on="2021-11-07")
        """
        return read_article(source, published_on=published_on, publisher=publisher, title=title)

    def get(self, article_id: str) -> Article:
        """Return the stored article of that identifier. Raises NotFound."""
        with Reader.open(self.context.database) as reader:
            return reader.article(article_id)

    def groups(self, states: Sequence[str] = (NEW,)) -> tuple[Group, ...]:
        """Return the articles in one of *states* that nobody coded, grouped by shared words, the oldest first."""
        with Reader.open(self.context.database) as reader:
            waiting = {each.article_id: each for each in reader.waiting(states)}
            pairs = [pair for pair in reader.twins_of_waiting(states) if {pair[0], pair[1]} <= waiting.keys()]
        grouped = group_similar(tuple(pairs))
        joined = {article for group in grouped for article in group}
        alone = [[article] for article in waiting if article not in joined]
        ordered = sorted([*grouped, *alone], key=lambda group: int(group[0]))
        return tuple(tuple(waiting[article] for article in group) for group in ordered)

    def counts(self) -> dict[str, int]:
        """Return how many articles that nobody coded are in each state that has any."""
        with Reader.open(self.context.database) as reader:
            return reader.count_intakes()

    def intake(self, article_id: str) -> Intake:
        """Return how an article came in and what was decided about it. Raises NotFound if it was not ingested."""
        with Reader.open(self.context.database) as reader:
            found = reader.intake(article_id)
        if found is None:
            raise NotFound(f"article {article_id} did not come in by ingest", mend="see what waits: incidents triage")
        return found

    def page(self, article_id: str) -> Page | None:
        """Return the page that an article was read from, as its server sent it; None if none is kept.

        Raises NotFound.
        """
        sha256 = self.intake(article_id).page
        with Reader.open(self.context.database) as reader:
            return None if sha256 is None else reader.page(sha256)

    def add(self, article: Article, *, origin: str, url: str | None = None, page: Page | None = None) -> StoredArticle:
        """Store *article*, which came from *origin*, to wait for triage, with the *page* that it was read from.

        An article that is stored already stays as it is; ``is_new`` of the result says so.
        """
        with self.context.open_archive("ingest") as archive:
            stored = store_article(archive, article)
            if stored.is_new:
                sha256 = None if page is None else page.sha256
                archive.add_intake(Intake(article_id=stored.id, origin=origin, url=url, page=sha256))
                if page is not None:
                    archive.keep_page(page)
            archive.note_visit(Visit(source=url or article.path or origin, outcome=STORED, article=article.sha256))
        return stored

    def visit(self, source: str) -> Visit | None:
        """Return what came of *source* when it was read before; None if it was not, or its article is gone."""
        if state(self.context.database) is State.MISSING:  # it is created when there is something to keep
            return None
        with Reader.open(self.context.database) as reader:
            return reader.visit(source)

    def note_visit(self, visit: Visit) -> None:
        """Record what came of a source that gave no article."""
        with self.context.open_archive("ingest") as archive:
            archive.note_visit(visit)

    def decide(self, article_ids: Sequence[str], state: str, *, reason: str | None = None) -> int:
        """Put articles into a *state* (a code or name of ``article_states``), all or none; return how many changed.

        Raises NotFound, UnknownTerm, and BadUsage for an irrelevant article without a reason.
        """
        code = self.context.codebook.vocabulary("article_states").find(state).code
        if code == IRRELEVANT and not (reason or "").strip():
            raise BadUsage("nobody says why it is irrelevant", mend='say why: --reason "..."')
        with self.context.open_archive("triage", reason=reason) as archive:
            return sum(archive.decide_intake(each, code, reason=reason) for each in article_ids)


def store_article(archive: Archive, article: Article) -> StoredArticle:
    """Store an article, its fingerprint, and what is known of its outlet; return its row, and whether it is new."""
    stored = archive.add_article(article)
    outlet = article.publisher
    known = None if outlet is None else find_outlet(outlet)
    if outlet is not None and known is not None:
        archive.suppose_scale(outlet, known.scale)
    if stored.is_new:
        keep_fingerprint(archive, article, stored.id)
    return stored
