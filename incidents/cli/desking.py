"""``incidents desk``: articles coded on a full screen; ``--plain`` leads to the prompts of ``incidents code``.

Textual is imported when the screen opens, so that no other command waits for it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Annotated

import typer

from incidents.cli.coding import code
from incidents.cli.help import Commands
from incidents.cli.options import Facts, Proposer, Session, Shared, Signature
from incidents.cli.project import open_project, prepare
from incidents.cli.proposing import open_backing
from incidents.cli.sources import MaybeSources, read_dated, refuse_both
from incidents.cli.terminal import is_terminal, put, say
from incidents.coder.backend import Backend
from incidents.domain.articles import Article
from incidents.domain.team import DOUBLE
from incidents.domain.text import count_of
from incidents.errors import BadSource, BadUsage, IncidentsError, NotAllowed
from incidents.intake.folders import list_sources
from incidents.services import articles
from incidents.services.article_queue import ArticleSteps
from incidents.services.articles import rate_outlet
from incidents.services.coding_session import CodingSession, start_blind_session, start_session
from incidents.services.coding_task import Proposal, find_waiting, propose
from incidents.services.journal import STORED, Work
from incidents.services.project import Project
from incidents.services.suggestions import BackendChoice, name_proposer, open_backend
from incidents.tui.keys import read_keys

EXAMPLES = """\
incidents desk
incidents desk article.txt
incidents desk articles/ --database iraq.db
incidents desk --assigned
incidents desk --plain article.txt"""


app = Commands()


@app.command("desk", examples=EXAMPLES)
def sit_down(
    context: typer.Context,
    facts: Facts,
    session: Session,
    signature: Signature,
    *,
    sources: MaybeSources = None,
    proposer: Proposer,
    shared: Shared,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line instead, as for a screen reader: incidents code.")
    ] = False,
) -> None:
    """Code articles on a full screen, with single keys.

    Beside each other stand the article, with the words behind the value in focus lit, and the form of the event. Enter
    accepts a value and goes on; after the last one the event is stored as a draft. The keys are always shown, ? shows
    them all, and [desk.keys] in incidents.toml beside the database changes them. What was accepted is on the disk at
    once: whoever is cut off goes on where they were. Without a source the articles come that triage selected. What is
    assigned to two is coded apart: nothing of others is shown. A source that cannot be read is passed over and told,
    and the exit code is 1.
    """
    refuse_both(shared, has_sources=bool(sources))
    if plain:
        code(context, facts, session, signature, sources=sources, proposer=proposer, shared=shared)
        return
    if not is_terminal():
        raise BadUsage("the desk needs a terminal", mend="or code without asking: incidents code --accept SOURCE")
    desk = open_project(context, session, signature)
    keys = read_keys(desk.database)
    opening = _Opening(desk=desk, backing=open_backing(desk, proposer), facts=facts, shared=shared)
    bench, following = opening.open_first(opening.list_steps(sources))
    from incidents.tui.app import DeskApp  # noqa: PLC0415 - a fifth of a second, for this command alone

    app = DeskApp(bench, following=following, keys=keys)
    gc.freeze()  # the word lists stay: to look through them for waste would stop the keys for a fifth of a second
    app.run()
    done = app.articles
    _tell(done.works, [*opening.failures, *done.failures], spent=len(opening.spent) + done.coded)


@dataclass(frozen=True, kw_only=True)
class _Opening:
    """Opens one article after the other; *failures* are those that could not be before there was a first one.

    *spent* are passed over, being coded already.
    """

    desk: Project
    backing: BackendChoice
    facts: Facts
    shared: Shared
    failures: list[IncidentsError] = field(default_factory=list)
    spent: list[str] = field(default_factory=list)

    def list_steps(self, sources: Sequence[str] | None) -> list[ArticleSteps]:
        """How each of *sources* is opened; without any, each article that waits. Raises BadUsage for none."""
        if sources:
            listed = list_sources(sources)
            # For the first the plain terminal is still there: a day that it does not say is asked for.
            reads = [partial(read_dated, self.desk, listed[0], self.facts)]
            reads += [partial(self._read, source) for source in listed[1:]]
            return [self._steps(source, read) for source, read in zip(listed, reads, strict=True)]
        prepare(self.desk)
        waiting = find_waiting(self.desk, is_assigned=self.shared.assigned)
        if not waiting:
            raise BadUsage("no article waits to be coded", mend="name one, or select some: incidents triage")
        return [self._steps(f"article {each}", partial(self._read_stored, each)) for each in waiting]

    def open_first(self, steps: Sequence[ArticleSteps]) -> tuple[CodingSession, Sequence[ArticleSteps]]:
        """The first article that can be read on a bench, and those that follow. Raises why when none can be.

        One that is coded already is passed over where others follow.
        """
        for number, each in enumerate(steps, start=1):
            try:
                bench = each.open_session(each.propose(each.read()))
                if not bench.is_coded or number == len(steps):
                    return bench, steps[number:]
                self.spent.append(each.name)
            except (BadSource, BadUsage, NotAllowed) as error:
                if number == len(steps):
                    raise
                say(f"incidents: {error}")
                self.failures.append(error)
        raise BadUsage("there is nothing to code", mend="name an article: incidents desk article.txt")

    def _steps(self, name: str, read: Callable[[], Article]) -> ArticleSteps:
        return ArticleSteps(name=name, read=read, propose=self._propose, open_session=self._lay)

    def _read(self, source: str) -> Article:
        """A later source. Raises IncidentsError, also for one without a date: nobody can be asked."""
        facts = self.facts
        return articles.read_dated(
            source, published_on=facts.published_on, publisher=facts.publisher, title=facts.title
        )

    def _read_stored(self, article_id: str) -> Article:
        """An article of the database. Raises BadSource for one without a date."""
        article = self.desk.articles.get(article_id)
        if article.published_on is None:
            raise articles.undated(f"article {article_id}")
        return article

    def _propose(self, article: Article) -> Proposal:
        prepare(self.desk)
        return propose(self.desk, rate_outlet(article, self.desk.codebook), self._backend)

    def _lay(self, proposal: Proposal) -> CodingSession:
        proposer = name_proposer(self.backing)
        assignment = self.desk.assignments.assigned(proposal.suggestion.article)
        if self.shared.blind or (assignment is not None and assignment.mode == DOUBLE):
            turn = self.shared.turn if self.shared.blind else 1
            return start_blind_session(self.desk, proposal, proposer=proposer, turn=turn)
        return start_session(self.desk, proposal, proposer=proposer)

    @cached_property
    def _backend(self) -> Backend:
        return open_backend(self.backing, codebook=self.desk.codebook, gazetteer=self.desk.layered_gazetteer)


def _tell(works: Sequence[Work], failures: Sequence[IncidentsError], *, spent: int) -> None:
    """What is stored by now, as data, how many articles were coded before, and what could not be read."""
    filed = [draft for work in works for draft in work.drafts if draft.event_id is not None]
    for told in dict.fromkeys(
        f"{each.event_id}\t{'draft' if each.outcome == STORED else each.outcome}" for each in filed
    ):
        put(told)
    if spent:
        say(f"passed over, being coded already: {count_of(spent, 'article')} (name one alone to look at it again)")
    for failure in failures:
        say(f"incidents: {failure}")
    if failures:
        raise typer.Exit(BadSource.exit_code)
