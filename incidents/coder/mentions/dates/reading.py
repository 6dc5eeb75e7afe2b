"""What a rule for dates is, and what it makes of the words it matches. Holds no rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from incidents.coder.mentions.dates.calendar import interval
from incidents.domain.dates import When

EXPLICIT, WEEKDAY, RELATIVE, PERIOD, RANGED, ANCHORED, DATELINED = (
    "explicit",
    "weekday",
    "relative",
    "period",
    "range",
    "anchored",
    "dateline",
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date told by another event's date: *days* after it (negative: before), give or take *slack* days."""

    days: int
    slack: int = 0

    def resolve(self, other: When) -> When:
        """The date that lies so from *other*, as precise as *other* or, with slack, as that is long."""
        start = other.start + timedelta(days=self.days - self.slack)
        end = other.end + timedelta(days=self.days + self.slack)
        return When(start, end, other.precision) if self.slack == 0 else interval(start, end)


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know: the day of publication, None when unknown, and whether the clause speaks of a plan."""

    published_on: date | None
    is_future: bool = False

    def is_before(self, day: date) -> bool:
        """True when *day* lies after publication by more than one day: clocks differ."""
        return self.published_on is not None and (day - self.published_on).days > 1


@dataclass(frozen=True, slots=True)
class Reading:
    """When some words are: *when*, or *anchor* when another event's date decides; neither when they date nothing."""

    kind: str
    when: When | None = None
    anchor: Anchor | None = None
    is_future: bool = False
    alternatives: tuple[When, ...] = ()


NOTHING = Reading("none")
"""The words look like a date and are none ("every Friday"): no other rule may read them."""

Reader = Callable[[re.Match[str], Context], Reading | None]


YEAR_WORD, FIGURES = "#year", "#figures"
"""Stand for any year in figures and any figures among the words of a sentence."""
_WORD = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, and how to read a match of it; a reader answers None for a match that is no date after all.

    *needs* are sets of words; a sentence that lacks all words of one of them cannot match.
    """

    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[frozenset[str], ...]

    def may_match(self, words: frozenset[str]) -> bool:
        """False when *words*, those of a sentence, tell that the pattern cannot match."""
        return not any(map(words.isdisjoint, self.needs))


def rule(pattern: str, read: Reader, *needs: Iterable[str]) -> Rule:
    """A rule whose *pattern* is verbose and blind to case, except where it says otherwise."""
    return Rule(re.compile(pattern, re.IGNORECASE | re.VERBOSE), read, tuple(map(frozenset, needs)))


def words_of(text: str) -> frozenset[str]:
    """The words of *text* for ``Rule.may_match``, in lower case."""
    words = set(_WORD.findall(text.lower()))
    figures = [word for word in words if word.isdigit()]
    words |= {FIGURES} if figures else set()
    return frozenset(words | {YEAR_WORD} if any(len(word) == 4 for word in figures) else words)
