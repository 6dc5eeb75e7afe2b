"""``incidents duplicates``: what may be in the base twice, side by side, for a person to decide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Annotated, Any

import typer

from incidents.cli.cards import Line, show
from incidents.cli.help import Commands
from incidents.cli.interview import Leaving, ask_or_leave
from incidents.cli.likely import describe_candidate, describe_twin
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project
from incidents.cli.terminal import BOLD, flat, is_terminal, put, put_json, say, width
from incidents.domain.events import to_document
from incidents.errors import BadUsage
from incidents.review.card import ROWS
from incidents.services.duplicates import Pair, SimilarArticle
from incidents.services.project import Project

EXAMPLES = """\
incidents duplicates
incidents duplicates --json > pairs.jsonl
incidents duplicates --different IRQ12 IRQ15 --reason 'two strikes an hour apart'
incidents duplicates --articles"""
_LABEL = 12
_QUESTION = "m merges the second into the first, d they are different, s skips, q quits: "
_HELP = """\
  m, merge       the second becomes part of the first; incidents unmerge takes it back
  d, different   the two are not shown together again; incidents undo takes it back
  s, skip        decide later
  q, quit        leave; what was decided stays"""
_MERGE, _DIFFERENT, _SKIP, _QUIT = {"m", "merge"}, {"d", "different"}, {"", "s", "skip"}, {"q", "quit"}


app = Commands()


@app.command("duplicates", examples=EXAMPLES)
def duplicates(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    articles: Annotated[bool, typer.Option("--articles", help="Groups of articles that share their words.")] = False,
    different: Annotated[
        tuple[str, str] | None,
        typer.Option("--different", metavar="EVENT EVENT", help="Remember that two events are two, and ask nothing."),
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it stays in the events' history.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines: one pair, or one group, a line.")] = False,
) -> None:
    """List what may be in the base twice, the likeliest first.

    Two events are compared by date, place, type, weapons, actors, targets and numbers. On a terminal each pair is shown
    side by side, and you decide: merge, different, skip. What you decide is remembered. The score is shown only where
    nobody is asked.
    """
    if different is not None and (articles or as_json):
        raise BadUsage("--different decides, and the other flags list", mend="run it twice, once for each")
    desk = open_project(context, session, signature)
    if different is not None:
        desk.duplicates.tell_apart(*different, reason=reason)
        say(f"{different[0]} and {different[1]} are two events from now on")
    elif articles:
        _list_groups(desk.duplicates.groups(), as_json=as_json)
    elif as_json or not is_terminal():
        _list_pairs(desk.duplicates.pairs(), as_json=as_json)
    else:
        _ask(desk, reason)


def _ask(desk: Project, reason: str | None) -> None:
    pairs, gone = desk.duplicates.pairs(), set[str]()
    for number, pair in enumerate(pairs, start=1):
        if {pair.one.event_id, pair.other.event_id} & gone:
            continue
        show(_side_by_side(pair, heading=f"pair {number} of {len(pairs)}"))
        try:
            gone |= _decide(desk, pair, reason)
        except Leaving:
            say("left; what was decided stays")
            return
    if not pairs:
        say("no two events are alike enough to be one")


def _decide(desk: Project, pair: Pair, reason: str | None) -> set[str]:
    """Ask until the pair is decided on; the events that are no more afterwards."""
    one, other = pair.one.event_id, pair.other.event_id
    while True:
        answer = ask_or_leave(_QUESTION).lower()
        if answer in _QUIT:
            raise Leaving
        if answer in _SKIP:
            return set()
        if answer in _MERGE:
            desk.reconciliation.merge(one, [other], reason=reason or "found to be the same")
            put(f"{other}\tmerged into {one}")
            return {other}
        if answer in _DIFFERENT:
            desk.duplicates.tell_apart(one, other, reason=reason)
            put(f"{one}\t{other}\tdifferent")
            return set()
        say(_HELP)


def _side_by_side(pair: Pair, *, heading: str) -> Iterator[Line]:
    """Both events, row by row; a star where they differ."""
    yield Line(heading, BOLD)
    half = (width() - _LABEL - 4) // 2
    documents = [to_document(record.event) for record in (pair.one, pair.other)]
    yield Line(f"  {'':<{_LABEL}}{pair.one.event_id:<{half}}  {pair.other.event_id}", BOLD)
    for row in ROWS:
        cells = [textwrap.wrap(flat(row.phrase(document)), half - 1) or [""] for document in documents]
        mark = " " if cells[0] == cells[1] else "*"
        for number, (left, right) in enumerate(zip_longest(*cells, fillvalue="")):
            head = f"{mark} {row.label:<{_LABEL}}" if number == 0 else " " * (_LABEL + 2)
            yield Line(f"{head}{left:<{half}}  {right}".rstrip())


def _list_pairs(pairs: Iterable[Pair], *, as_json: bool) -> None:
    for pair in pairs:
        one, other = describe_candidate(pair.one), describe_candidate(pair.other)
        if as_json:
            ids = {"one": pair.one.event_id, "other": pair.other.event_id}
            put_json(
                {
                    **ids,
                    "score": pair.likeness.score,
                    "signs": {name: round(worth, 3) for name, worth in pair.likeness.features.items()},
                }
            )
        else:
            put(flat(f"{pair.likeness.score:.2f}  {one}  =?  {other}"))


def _list_groups(groups: Iterable[tuple[SimilarArticle, ...]], *, as_json: bool) -> None:
    for number, group in enumerate(groups, start=1):
        if as_json:
            put_json({"group": number, "articles": [_write_twin(twin) for twin in group]})
        else:
            for twin in group:
                put(flat(f"{number}  {describe_twin(twin)}"))


def _write_twin(twin: SimilarArticle) -> dict[str, Any]:
    article = twin.article
    published = None if article.published_on is None else article.published_on.isoformat()
    facts = {"title": article.title, "publisher": article.publisher, "published_on": published}
    return {"article": article.id, "overlap": twin.overlap, **facts, "events": list(twin.events)}
