"""How an article and an event are shown: numbered rows of a value and, beneath it, the words that it rests on.

Text from articles is laid flat: nothing in it can move the cursor or forge a line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from incidents.cli import phrases
from incidents.cli.terminal import BOLD, FAINT, PLAIN, flat, say, width
from incidents.domain.article import Article
from incidents.domain.document import write
from incidents.domain.event import Event
from incidents.domain.problem import Problem

_LABEL = 12
_MARGIN = _LABEL + 4
_QUOTE = 160


class Line(NamedTuple):
    """One line and how heavy its letters are."""

    text: str
    weight: int = PLAIN


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card.

    *keys* are the keys of the document that it shows, *fields* those of the form that are asked when it is edited.
    """

    label: str
    phrase: Callable[[Mapping[str, Any]], str]
    keys: tuple[str, ...]
    fields: tuple[str, ...]


ROWS = (
    Row("date", phrases.phrase_date, ("event_date", "end_date", "date_precision"), ("event_date",)),
    Row(
        "place",
        phrases.phrase_place,
        (
            *("country", "admin1", "place", "place_reported", "latitude", "longitude"),
            *("place_precision", "place_layer", "place_match"),
        ),
        ("country", "admin1", "place", "place_reported", "point", "place_precision"),
    ),
    Row("type", phrases.phrase_type, ("event_type", "sub_event_type"), ("event_type", "sub_event_type")),
    Row("stage", phrases.phrase_stage, ("stage",), ("stage",)),
    Row("weapons", phrases.phrase_weapons, ("weapons",), ("weapons",)),
    Row("actors", phrases.phrase_actors, ("actors",), ("actors",)),
    Row("targets", phrases.phrase_targets, ("targets",), ("targets",)),
    Row("killed", phrases.phrase_killed, ("killed",), ("killed",)),
    Row("injured", phrases.phrase_injured, ("injured",), ("injured",)),
    Row("casualties", phrases.phrase_casualties, ("casualties",), ("casualties",)),
    Row("claim", phrases.phrase_claim, ("claim", "claims"), ("claim",)),
    Row("summary", phrases.phrase_summary, ("summary",), ("summary",)),
)


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
    document = write(event)
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
    for place, other in enumerate(others_of(document, row), start=1):
        told = row.phrase({**document, **other["changes"]})
        words = f' "{textwrap.shorten(flat(other["quote"]), _QUOTE, placeholder=" ...")}"' if "quote" in other else ""
        yield from fold_line(
            f"or {number}.{place}: {flat(told)}  [{other['confidence']:.2f}]{words}", FAINT, indent=_MARGIN
        )


def others_of(document: Mapping[str, Any], row: Row) -> list[Mapping[str, Any]]:
    """The alternatives that an event document has for the values of *row*, in their order."""
    return [each for each in document.get("alternatives", ()) if each["field"] in row.keys]


def quotes(document: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind any of *keys*, in the order of the text, each once and cut when they are long."""
    found = [evidence for evidence in document["evidence"] if evidence["field"].partition(".")[0] in keys]
    found.sort(key=lambda evidence: (evidence["start"], evidence["end"]))
    return tuple(dict.fromkeys(textwrap.shorten(flat(each["quote"]), _QUOTE, placeholder=" ...") for each in found))


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
