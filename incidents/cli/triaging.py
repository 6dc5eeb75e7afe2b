"""``incidents triage``: articles that came in, a group at a time, and one key for each.

Plain lines and single keys, so that it works over any connection. What is decided is the desk's inbox's to keep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from incidents.cli.cards import Line, fold_line, show
from incidents.cli.help import Commands
from incidents.cli.options import Session, Signature
from incidents.cli.project import open_project, prepare
from incidents.cli.single_keys import read_key
from incidents.cli.terminal import BOLD, FAINT, PLAIN, ask, flat, is_terminal, put_json, say, width
from incidents.codebook.vocabularies import Term
from incidents.domain.articles import BACKGROUND, IRRELEVANT, LATER, Article
from incidents.domain.text import count_of
from incidents.errors import BadUsage
from incidents.intake.folders import list_sources
from incidents.services.article_queue import Triage, TriageItem, open_triage
from incidents.services.clock import read_seconds
from incidents.services.coding import Meter

EXAMPLES = """\
incidents triage
incidents triage morning/ --database iraq.db
incidents triage --later
incidents triage --json"""
_KEYS = "y code  n irrelevant  b background  l later  o open  u undo  ? keys  q quit"
_HELP = """\
  y   code it: the longest article of the group is selected, the others are its background
  Y   code every article of the group
  n   irrelevant: a second key says why; Enter takes what the opening speaks of
  b   background: kept to be looked up, not coded
  l   later: it waits until triage --later
  o   open: the whole article
  u   undo: look at the group before again
  q   quit; what was decided stays"""
_LETTERS = "123456789abcdefghijklmnoprstuvwxyz"
_ENTER = frozenset({"\r", "\n"})

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Files, folders or URLs to take in first; else what waits already."),
]


app = Commands()


@app.command("triage", examples=EXAMPLES)
def triage(
    context: typer.Context,
    session: Session,
    signature: Signature,
    *,
    sources: Sources = None,
    later: Annotated[bool, typer.Option("--later", help="Also articles that were put off.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Also articles that are assigned to others.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="List what waits as JSON Lines; ask nothing.")] = False,
) -> None:
    """Decide on articles that came in, a group at a time, with one key for each.

    Articles that share their words stand together. The opening is shown with the words lit that make it a report of an
    incident, in brackets where there is no bold. What is selected is what code and desk take when they are given no
    source. Articles that are assigned to others are left out, and said. Undo reaches back to the first group; log and
    undo know every decision.
    """
    desk = open_project(context, session, signature)
    if not as_json and not is_terminal():
        raise BadUsage("triage asks with single keys, and there is no terminal", mend="list what waits: add --json")
    prepare(desk)
    for source in list_sources(sources or []):
        desk.articles.add(desk.articles.read(source), origin=source)
    work = open_triage(desk, Meter(read_seconds), is_later=later, is_all=every)
    if work.assigned_to_others:
        left_out = count_of(work.assigned_to_others, "article")
        say(f"left out: {left_out} that others have or that two code (incidents triage --all)")
    if as_json:
        _list(work)
    else:
        _Talk(work).go_through()


def _list(work: Triage) -> None:
    for number in range(len(work.groups)):
        work.position = number
        bundle = work.current()
        listed = [{"article": each.article_id, "state": each.state, "origin": each.origin} for each in bundle.group]
        put_json({"title": bundle.article.title, "lead": bundle.lead.text, "articles": listed})


class _Talk:
    """Asks one person about the groups of *work*."""

    def __init__(self, work: Triage) -> None:
        self._work = work
        self._acts: dict[str, Callable[[TriageItem], bool | None]] = {
            "y": work.select,
            "Y": lambda bundle: work.select(bundle, is_whole=True),
            "n": self._reject,
            "b": lambda bundle: work.decide(bundle, BACKGROUND),
            "l": lambda bundle: work.decide(bundle, LATER),
            "o": self._open,
            "u": self._undo,
        }

    def go_through(self) -> None:
        """Ask about one group after the other, until none is left or the person leaves."""
        self._work.meter.start()
        while not self._work.is_done:
            bundle = self._work.current()
            show(_write(bundle, self._work))
            if not self._ask(bundle):
                say("left; what was decided stays")
                return
        say(
            "nothing waits for triage" if not self._work.groups else "every group is decided; code them: incidents desk"
        )

    def _ask(self, bundle: TriageItem) -> bool:
        """Ask until the group is decided; False when the person leaves."""
        while True:
            say(_KEYS)
            key = self._read()
            if key is None or key == "q":
                return False
            if key not in self._acts:
                say(_HELP)
            elif self._acts[key](bundle) is not False:
                return True

    def _read(self) -> str | None:
        key = read_key()
        self._work.meter.press()
        return key

    def _reject(self, bundle: TriageItem) -> bool | None:
        """Ask why; False when the person thinks better of it."""
        subjects = dict(zip(_LETTERS, self._work.project.codebook.vocabulary("subjects"), strict=False))
        guess = bundle.lead.subject
        for letter, term in subjects.items():
            say(
                f"  {letter} {term.label}{'  (Enter)' if term.code == guess else ''}",
                weight=BOLD if term.code == guess else PLAIN,
            )
        say("  w  in words; any other key goes back")
        reason = self._read_reason(subjects, guess)
        if reason is None:
            return False
        self._work.decide(bundle, IRRELEVANT, reason=reason)
        return None

    def _read_reason(self, subjects: dict[str, Term], guess: str | None) -> str | None:
        key = self._read()
        if key == "w":
            return ask("  why? ") or None
        if key in _ENTER:
            return guess
        return subjects[key].code if key in subjects else None

    def _open(self, bundle: TriageItem) -> bool:
        for line in bundle.article.text.splitlines():
            for folded in fold_line(flat(line), PLAIN):
                say(folded.text)
        return False

    def _undo(self, _bundle: TriageItem) -> bool | None:
        if not self._work.undo():
            say("  this is the first group")
            return False
        return None


def _write(bundle: TriageItem, work: Triage) -> Iterator[Line]:
    left = f"{count_of(len(work.groups) - work.position, 'group')} left"
    size = f"[{work.position + 1}/{len(work.groups)}]  {count_of(len(bundle.group), 'article')}"
    yield Line(f"{left}{size:>{max(width() - len(left), len(size) + 1)}}", FAINT)
    yield from fold_line(_name(bundle.article), BOLD)
    yield from _lead(bundle)
    if bundle.others:
        shares = ", ".join(
            f"{each.id} ({share:.0%} same, {flat(each.publisher or '?')})" for each, share in bundle.others
        )
        yield from fold_line(f"also: {shares}", FAINT)


def _name(article: Article) -> str:
    published = None if article.published_on is None else article.published_on.isoformat()
    facts = "  ".join(flat(part) for part in (article.publisher, published, article.language) if part)
    return f"{article.id}  {flat(article.title or '')}  {facts}"


def _lead(bundle: TriageItem) -> Iterator[Line]:
    """The opening with its cues in brackets: they are seen without colours, and on any terminal."""
    text, lit = bundle.lead.text, []
    last = 0
    for start, end in bundle.lead.cues:
        lit += [text[last:start], "[", text[start:end], "]"]
        last = end
    yield from fold_line(flat("".join((*lit, text[last:]))), PLAIN, indent=1)
