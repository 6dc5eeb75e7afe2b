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
from incidents.cli.help import Page
from incidents.cli.opening import open_desk, prepare
from incidents.cli.options import Facts, Proposer, Session, Shared, Signature
from incidents.cli.proposing import open_backing
from incidents.cli.sources import MaybeSources, read_dated
from incidents.cli.spread import spread
from incidents.cli.terminal import is_terminal, put, say
from incidents.coder.backend import Backend
from incidents.desk import Desk, articles
from incidents.desk.backing import Backing, name_proposer, open_backend
from incidents.desk.outlets import rate
from incidents.domain.article import Article
from incidents.domain.coding import DOUBLE
from incidents.errors import BadSource, BadUsage, IncidentsError
from incidents.intake.folders import list_sources
from incidents.workbench.bench import Bench, lay_bench
from incidents.workbench.coming import Steps
from incidents.workbench.keys import read_keys
from incidents.workbench.papers import Proposal, find_waiting, propose
from incidents.workbench.work import STORED, Work

EXAMPLES = """\
incidents desk
incidents desk article.txt
incidents desk articles/ --database iraq.db
incidents desk --plain article.txt"""


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("desk", cls=Page, epilog=EXAMPLES)(spread(sit_down))


def sit_down(
    context: typer.Context,
    facts: Facts,
    session: Session,
    signature: Signature,
    *,
    sources: MaybeSources = None,
    proposer: Proposer,
    plain: Annotated[
        bool, typer.Option("--plain", help="Ask line by line instead, as for a screen reader: incidents code.")
    ] = False,
) -> None:
    """Code articles on a full screen, with single keys.

    Beside each other stand the article, with the words behind the value in focus lit, and the form of the event. Enter
    accepts a value and goes on; after the last one the event is stored as a draft. The keys are always shown, ? shows
    them all, and [desk.keys] in incidents.toml beside the database changes them. What was accepted is on the disk at
    once: whoever is cut off goes on where they were. Without a source the articles come that triage selected. A source
    that cannot be read is reported at the end, and the exit code is 1.
    """
    if plain:
        code(context, facts, session, signature, sources=sources, proposer=proposer, shared=Shared())
        return
    if not is_terminal():
        raise BadUsage("the desk needs a terminal", mend="or code without asking: incidents code --accept SOURCE")
    desk = open_desk(context, session, signature)
    keys = read_keys(desk.database)
    opening = _Opening(desk=desk, backing=open_backing(desk, proposer), facts=facts)
    bench, following = opening.open_first(opening.list_steps(sources))
    from incidents.tui.app import DeskApp  # noqa: PLC0415 - a fifth of a second, for this command alone

    app = DeskApp(bench, following=following, keys=keys)
    gc.freeze()  # the word lists stay: to look through them for waste would stop the keys for a fifth of a second
    app.run()
    _tell(app.left, [*opening.failures, *app.failures])


@dataclass(frozen=True, kw_only=True)
class _Opening:
    """Opens one article after the other; *failures* are those that could not be before there was a first one."""

    desk: Desk
    backing: Backing
    facts: Facts
    failures: list[IncidentsError] = field(default_factory=list)

    def list_steps(self, sources: Sequence[str] | None) -> list[Steps]:
        """How each of *sources* is opened; without any, each article that is selected. Raises BadUsage for none."""
        if sources:
            listed = list_sources(sources)
            # For the first the plain terminal is still there: a day that it does not say is asked for.
            reads = [partial(read_dated, self.desk, listed[0], self.facts)]
            reads += [partial(self._read, source) for source in listed[1:]]
            return [self._steps(source, read) for source, read in zip(listed, reads, strict=True)]
        prepare(self.desk)
        waiting = find_waiting(self.desk)
        if not waiting:
            raise BadUsage("no article waits to be coded", mend="name one, or select some: incidents triage")
        return [self._steps(f"article {each}", partial(self._read_stored, each)) for each in waiting]

    def open_first(self, steps: Sequence[Steps]) -> tuple[Bench, Sequence[Steps]]:
        """The first article that can be read on a bench, and those that follow. Raises BadSource when none can be."""
        for number, each in enumerate(steps, start=1):
            try:
                return each.lay(each.propose(each.read())), steps[number:]
            except BadSource as error:
                if number == len(steps):
                    raise
                say(f"incidents: {error}")
                self.failures.append(error)
        raise BadUsage("there is nothing to code", mend="name an article: incidents desk article.txt")

    def _steps(self, name: str, read: Callable[[], Article]) -> Steps:
        return Steps(name=name, read=read, propose=self._propose, lay=self._lay)

    def _read(self, source: str) -> Article:
        """A later source. Raises IncidentsError, also for one without a date: nobody can be asked."""
        facts = self.facts
        return articles.read_dated(
            source, published_on=facts.published_on, publisher=facts.publisher, title=facts.title
        )

    def _read_stored(self, article_id: str) -> Article:
        """An article of the database. Raises BadSource for one without a date."""
        article = self.desk.inbox.article(article_id)
        if article.published_on is None:
            raise articles.undated(f"article {article_id}")
        return article

    def _propose(self, article: Article) -> Proposal:
        prepare(self.desk)
        return propose(self.desk, rate(article, self.desk.codebook), self._backend)

    def _lay(self, proposal: Proposal) -> Bench:
        article = proposal.suggestion.article
        assignment = self.desk.sharing.assigned(article)
        if assignment is not None and assignment.mode == DOUBLE:
            raise BadSource(f"{article.id} is to be coded apart from others", mend="incidents code --assigned")
        return lay_bench(self.desk, proposal, proposer=name_proposer(self.backing))

    @cached_property
    def _backend(self) -> Backend:
        return open_backend(self.backing, codebook=self.desk.codebook, gazetteer=self.desk.layers)


def _tell(works: Sequence[Work], failures: Sequence[IncidentsError]) -> None:
    """What is stored by now, as data, and what could not be read."""
    for draft in (draft for work in works for draft in work.drafts if draft.event_id is not None):
        put(f"{draft.event_id}\t{'draft' if draft.outcome == STORED else draft.outcome}")
    for failure in failures:
        say(f"incidents: {failure}")
    if failures:
        raise typer.Exit(BadSource.exit_code)
