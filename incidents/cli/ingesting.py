"""``incidents ingest``: many articles at once, from folders, lists of addresses, feeds and archives of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.progress import Tally
from incidents.cli.project import open_project, prepare
from incidents.cli.terminal import put_json, say
from incidents.domain.articles import NEW as WAITING
from incidents.domain.text import count_of
from incidents.errors import BadSource, BadUsage
from incidents.services.ingestion import FAILED, KNOWN, NEW, Ingested
from incidents.services.project import Project

EXAMPLES = """\
incidents ingest articles/ pages.warc.gz
incidents ingest --feeds feeds.toml --since yesterday
incidents ingest urls.csv --pause 5
incidents ingest https://example.org/news/story"""


app = Commands()


@app.command("ingest", examples=EXAMPLES)
def ingest(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="A folder, a file, a URL, a CSV of URLs, feeds.toml, a WARC file."),
    ] = None,
    feeds: Annotated[
        str | None, typer.Option("--feeds", metavar="FILE", help="Feeds to read: a TOML file of [[feeds]] with a url.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Leave out what lists and feeds date before.")
    ] = None,
    pause: Annotated[
        float, typer.Option("--pause", metavar="SECONDS", min=0, help="Between two pages of one server; 1.")
    ] = 1.0,
    again: Annotated[bool, typer.Option("--again", help="Try again what was no article before.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines: what became of each source.")] = False,
) -> None:
    """Take many articles in, to wait for triage.

    Each is stored with the page that it was read from. What was read before is not read again, so that a run that was
    broken off is simply started anew. Pages are fetched as a guest does: as robots.txt allows, with a pause between two
    from one server, and only from public addresses. Nothing is coded. A source that cannot be read is reported, the
    others still go on, and the exit code is 1.
    """
    given = [*(sources or []), *([feeds] if feeds else [])]
    if not given:
        raise BadUsage("ingest wants sources", mend="name a folder, a CSV of URLs, a WARC file, or --feeds feeds.toml")
    desk = open_project(context, session, signature)
    taken = desk.ingestion.run(given, since=since, pause=pause, again=again, prepare=partial(prepare, desk))
    counts = _run(taken, as_json=as_json)
    _tell(desk, counts)
    if counts[FAILED]:
        raise typer.Exit(BadSource.exit_code)


def _run(ingested: Iterable[Ingested], *, as_json: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    tally = Tally(None, is_shown=not as_json)
    for taken in ingested:
        counts[taken.outcome] += 1
        tally.done += 1
        tally.hide()
        if as_json:
            put_json(_write(taken))
        elif taken.problem is not None:
            say(f"incidents: {taken.problem}")
        tally.show()
    tally.hide()
    return counts


def _write(taken: Ingested) -> dict[str, str | None]:
    return {
        "source": taken.source,
        "outcome": taken.outcome,
        "article": taken.article_id,
        "problem": taken.problem,
    }


def _tell(desk: Project, counts: Counter[str]) -> None:
    is_kept = counts[NEW] + counts[KNOWN] > 0
    alike = [group for group in desk.articles.groups((WAITING,)) if len(group) > 1] if is_kept else []
    told = f"{counts.total()} read: {counts[NEW]} new, {counts[KNOWN]} known, {counts[FAILED]} failed"
    if alike:
        told += f"; near-duplicates wait in {count_of(len(alike), 'group')} ({sum(map(len, alike))} articles)"
    say(told)
