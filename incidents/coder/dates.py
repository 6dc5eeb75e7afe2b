"""Dates in a sentence, resolved against the day of publication, which counts as past.

Says which words date something and when that is; does not say which event they date. "Two days after" hangs on another
event's date: it comes back as an ``Anchor`` for ``events`` to resolve.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from incidents.coder.text import Sentence
from incidents.domain.when import When


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date told by another event's date: *days* after it (negative: before), give or take *slack* days."""

    days: int
    slack: int = 0

    def resolve(self, other: When) -> When:
        """The date that lies *days* from *other*; its precision is *other*'s, or ``week`` when there is slack."""
        start = other.start + timedelta(days=self.days - self.slack)
        end = other.end + timedelta(days=self.days + self.slack)
        return When(start, end, other.precision if self.slack == 0 else "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that date something, at ``text[start:end]`` of the article.

    *when* is None exactly when *anchor* is given. *kind* is ``explicit`` (7 November 2021), ``weekday``, ``relative``
    (yesterday), ``period`` (last month, in 2015), ``range``, ``anchored`` (two days after) or ``dateline`` (the day of
    writing). *is_future* marks what was planned, *is_historic* what lies more than half a year back.
    *alternatives* are other honest readings, the likelier first.
    """

    start: int
    end: int
    quote: str
    when: When | None
    kind: str
    anchor: Anchor | None = None
    is_future: bool = False
    is_historic: bool = False
    alternatives: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class DateWords:
    """The cues of ``schema/cues/dates.toml``, compiled once: ``DateWords.of(codebook.cues("dates"))``."""


def find_dates(sentence: Sentence, *, published_on: date | None, words: DateWords) -> tuple[DateMention, ...]:
    """The dates of *sentence* from left to right; without *published_on* only dates with a year of their own."""
    return ()
