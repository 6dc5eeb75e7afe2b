"""The articles that a command is given, one after the other: a bad one is reported, and the others still go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from incidents.cli.options import Facts, Shared
from incidents.cli.terminal import ask, is_terminal, say
from incidents.domain.articles import Article
from incidents.errors import BadSource, BadUsage
from incidents.intake.files import list_sources
from incidents.services.articles import read_typed_day, undated
from incidents.services.project import Project

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="A text file, a saved HTML page, a folder of them, a URL, or - for standard input."
    ),
]

MaybeSources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE", help="A text file, a saved HTML page, a folder of them, a URL, or - for standard input."
    ),
]


def refuse_both(shared: Shared, *, has_sources: bool) -> None:
    """Raise BadUsage where sources are named beside what is assigned."""
    if shared.assigned and has_sources:
        raise BadUsage("--assigned and sources exclude each other", mend="see what is yours: incidents assign --list")


def work_through(sources: Sequence[str], facts: Facts, work: Callable[[str], None]) -> None:
    """Do *work* on each source in the order given, a folder being its articles; exit 1 when one could not be read."""
    sources = list_sources(sources)
    if facts.title is not None and len(sources) > 1:
        raise BadUsage(f"--title cannot be that of {len(sources)} articles", mend="give one source at a time")
    failures = 0
    for source in sources:
        try:
            work(source)
        except BadSource as error:
            say(f"incidents: {error}")
            failures += 1
    if failures and len(sources) > 1:
        say(f"incidents: {failures} of {len(sources)} sources could not be read")
    if failures:
        raise typer.Exit(BadSource.exit_code)


def read_dated(desk: Project, source: str, facts: Facts) -> Article:
    """The article, with a date of publication: when it has none it is asked for on a terminal, else BadSource."""
    article = _read(desk, source, facts, facts.published_on)
    while article.published_on is None:
        article = _read(desk, source, facts, _ask_day(source))
    return article


def date_stored(article: Article, facts: Facts) -> Article:
    """A stored *article* with a date of publication: its own, else the one that is given, else the one asked for."""
    while article.published_on is None:
        typed = facts.published_on or _ask_day(article.title or article.id)
        article = replace(article, published_on=read_typed_day(typed))
    return article


def _read(desk: Project, source: str, facts: Facts, published_on: str | None) -> Article:
    return desk.articles.read(source, published_on=published_on, publisher=facts.publisher, title=facts.title)


def _ask_day(source: str) -> str:
    answer = ask(f"{source} has no date of publication. When was it published (YYYY-MM-DD)? ") if is_terminal() else ""
    if not answer:
        raise undated(source)
    return answer
