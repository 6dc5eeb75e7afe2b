"""Articles that came in and wait: in groups that share their words, and what was made of each.

Reads no source and codes nothing. Each article that is taken and each decision is one revision, and can be undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from incidents.codebook.loader import Codebook
from incidents.desk.coding import store_article
from incidents.desk.duplicates import group_twins
from incidents.desk.following import Open
from incidents.domain.article import Article
from incidents.domain.intake import IRRELEVANT, NEW, STORED, Intake, Page, Visit
from incidents.errors import BadUsage, NotFound
from incidents.store.database import Database
from incidents.store.holdings import StoredArticle
from incidents.store.reading import Reader
from incidents.store.state import State, state

Group = tuple[Intake, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits in *database*; *open_archive* opens one transaction, signed and by a command."""

    database: Database
    open_archive: Open
    codebook: Codebook

    def groups(self, states: Sequence[str] = (NEW,)) -> tuple[Group, ...]:
        """The articles in one of *states* that nobody coded, in groups that share their words, the oldest first."""
        with Reader.open(self.database) as reader:
            waiting = {each.article_id: each for each in reader.waiting(states)}
            twins = [twin for twin in reader.twins_of_waiting(states) if {twin[0], twin[1]} <= waiting.keys()]
        grouped = group_twins(tuple(twins))
        joined = {article for group in grouped for article in group}
        alone = [[article] for article in waiting if article not in joined]
        ordered = sorted([*grouped, *alone], key=lambda group: int(group[0]))
        return tuple(tuple(waiting[article] for article in group) for group in ordered)

    def counts(self) -> dict[str, int]:
        """How many articles that nobody coded are in each state that has any."""
        with Reader.open(self.database) as reader:
            return reader.count_intakes()

    def intake(self, article_id: str) -> Intake:
        """How an article came in, and what was made of it. Raises NotFound for one that did not come this way."""
        with Reader.open(self.database) as reader:
            found = reader.intake(article_id)
        if found is None:
            raise NotFound(f"article {article_id} did not come in by ingest", mend="see what waits: incidents triage")
        return found

    def article(self, article_id: str) -> Article:
        """The article itself. Raises NotFound."""
        with Reader.open(self.database) as reader:
            return reader.article(article_id)

    def page(self, article_id: str) -> Page | None:
        """The page that an article was read from, as its server gave it; None when none is kept. Raises NotFound."""
        sha256 = self.intake(article_id).page
        with Reader.open(self.database) as reader:
            return None if sha256 is None else reader.page(sha256)

    def take(self, article: Article, *, origin: str, url: str | None = None, page: Page | None = None) -> StoredArticle:
        """Store *article*, which *origin* brought, to wait for triage, and the *page* that it was read from.

        One that is stored already is left as it is, and ``is_new`` says so.
        """
        with self.open_archive("ingest") as archive:
            stored = store_article(archive, article)
            if stored.is_new:
                sha256 = None if page is None else page.sha256
                archive.add_intake(Intake(article_id=stored.id, origin=origin, url=url, page=sha256))
                if page is not None:
                    archive.keep_page(page)
            archive.note_visit(Visit(source=url or article.path or origin, outcome=STORED, article=article.sha256))
        return stored

    def visit(self, source: str) -> Visit | None:
        """What came of *source* when it was read before; None when it was not, or its article is there no more."""
        if state(self.database) is State.MISSING:  # it is made when there is something to keep
            return None
        with Reader.open(self.database) as reader:
            return reader.visit(source)

    def note(self, visit: Visit) -> None:
        """Note what came of a source that gave no article."""
        with self.open_archive("ingest") as archive:
            archive.note_visit(visit)

    def decide(self, article_ids: Sequence[str], state: str, *, reason: str | None = None) -> int:
        """Put articles into a *state* (a code or name of ``article_states``), all or none; how many changed.

        Raises NotFound, UnknownTerm, and BadUsage for an irrelevant article without a reason.
        """
        code = self.codebook.vocabulary("article_states").find(state).code
        if code == IRRELEVANT and not (reason or "").strip():
            raise BadUsage("nobody says why it is irrelevant", mend='say why: --reason "..."')
        with self.open_archive("triage", reason=reason) as archive:
            return sum(archive.decide_intake(each, code, reason=reason) for each in article_ids)
