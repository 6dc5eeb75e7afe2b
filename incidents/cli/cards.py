"""How an article and an event are shown: numbered rows of a value and, beneath it, the words that it rests on.

Text from articles is laid flat: nothing in it can move the cursor or forge a line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat, say, width
from incidents.domain.articles import Article
from incidents.domain.events import Event, to_document
from incidents.domain.problems import Problem
from incidents.review.card import QUOTE, ROWS, Row, alternatives_of, quotes

_LABEL = 12
_MARGIN = _LABEL + 4


class Line(NamedTuple):
    """One line and how heavy its letters are."""

    text: str
    weight: int = PLAIN


def show_article(article: Article) -> Iterator[Line]:
    """The article's title, and its outlet, day and language."""
    yield Line(flat(article.title or article.id), BOLD)
    published = None if article.published_on is None else article.published_on.isoformat()
    yield Line(
        " | ".join(flat(part) for part in (article.publisher, published, article.language, article.path) if part)
    )
    yield Line("-" * width())


def name_part(event: Event) -> str:
    """Whether the article is about the event."""
    return "what the article is about" if event.main else "background"


def show_event(event: Event, *, heading: str) -> Iterator[Line]:
    """The card of *event* under *heading*: every row, numbered from 1."""
    document = to_document(event)
    yield Line(heading, BOLD)
    for number, row in enumerate(ROWS, start=1):
        yield from _show_row(number, row, document)


def _show_row(number: int, row: Row, document: Mapping[str, Any]) -> Iterator[Line]:
    confidence = [document["confidence"][key] for key in row.keys if key in document["confidence"]]
    sure = f"  [{min(confidence):.2f}]" if confidence else ""
    value = f"{number:2} {row.label:<{_LABEL}} {flat(row.phrase(document))}{sure}"
    yield from fold_line(value, PLAIN, hanging=_MARGIN)
    for quote in quotes(document, row.keys):
        yield from fold_line(f'"{quote}"', FAINT, indent=_MARGIN)
    for place, other in enumerate(alternatives_of(document, row), start=1):
        told = row.phrase({**document, **other["changes"]})
        words = f' "{textwrap.shorten(flat(other["quote"]), QUOTE, placeholder=" ...")}"' if "quote" in other else ""
        yield from fold_line(
            f"or {number}.{place}: {flat(told)}  [{other['confidence']:.2f}]{words}", FAINT, indent=_MARGIN
        )


def fold_line(text: str, weight: int, *, indent: int = 0, hanging: int | None = None) -> Iterator[Line]:
    """*text* in lines as wide as the terminal, *indent* columns in; the second and later ones *hanging* columns."""
    later = indent + 2 if hanging is None else hanging
    folded = textwrap.wrap(text, width(), initial_indent=" " * indent, subsequent_indent=" " * later)
    yield from (Line(line, weight) for line in folded)


def show(lines: Iterable[Line]) -> None:
    """Print *lines* on stderr, after an empty one."""
    say("")
    for line in lines:
        say(line.text, weight=line.weight)


def tell(problems: Iterable[Problem]) -> None:
    """Print *problems* on stderr, one a line."""
    for problem in problems:
        say(f"  {'error' if problem.is_error else 'warning'}: {problem}")
