"""The article as lines: words behind the row in focus lit, those of other rows dimmer, chosen words above all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from incidents.domain.shown import clean
from incidents.services.session_state import Work
from incidents.tui.breaking import Broken
from incidents.tui.ink import CHOSEN, EVIDENCE, OTHER_EVIDENCE, PLAIN, Line, Run, isolate_line
from incidents.tui.passage import Span

Mark = tuple[Span, str]


def find_marks(work: Work, chosen: Span | None) -> list[Mark]:
    """What is lit and in which ink; the first mark that covers a letter is the one that counts."""
    draft = work.draft
    own = [] if draft is None else [(each.start, each.end) for each in draft.evidence(work.row)]
    every = [] if draft is None else [(each.start, each.end) for each in draft.event.evidence]
    marks = [] if chosen is None else [(chosen, CHOSEN)]
    lit = EVIDENCE if chosen is None else OTHER_EVIDENCE
    return [*marks, *((span, lit) for span in own), *((span, OTHER_EVIDENCE) for span in every)]


def write_article(broken: Broken, marks: Iterable[Mark]) -> list[Line]:
    """The lines of the article with *marks* lit."""
    listed = list(marks)
    return [isolate_line(list(_runs(broken.text, line, listed))) for line in broken.lines]


def _runs(text: str, line: Span, marks: list[Mark]) -> Iterator[Run]:
    start, end = line
    here = [(span, ink) for span, ink in marks if span[0] < end and span[1] > start]
    edges = {start, end, *(edge for span, _ in here for edge in span if start < edge < end)}
    points = sorted(edges)
    for first, last in pairwise(points):
        ink = next((ink for span, ink in here if span[0] <= first and last <= span[1]), PLAIN)
        yield clean(text[first:last]), ink
