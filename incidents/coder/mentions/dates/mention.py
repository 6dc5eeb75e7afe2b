"""What a sentence says of a date, as one value. Finds nothing."""

from __future__ import annotations

from dataclasses import dataclass

from incidents.coder.mentions.dates.reading import Anchor
from incidents.domain.dates import When


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """Words that date something, at ``text[start:end]`` of the article.

    *when* is None exactly when *anchor* is given. *kind* is ``explicit`` (7 November 2021), ``weekday``, ``relative``
    (yesterday), ``period`` (last month, in 2015), ``range``, ``anchored`` (two days after) or ``dateline`` (the day of
    writing). *alternatives* are other honest readings, the likelier first.

    *is_future* marks what was only planned, *is_historic* what lies more than half a year back, *is_bound* a date that
    opens or closes a stretch ("since Tuesday", "by Sunday"), *is_speech* one that dates what somebody said.
    """

    start: int
    end: int
    quote: str
    when: When | None
    kind: str
    anchor: Anchor | None = None
    is_future: bool = False
    is_historic: bool = False
    is_bound: bool = False
    is_speech: bool = False
    alternatives: tuple[When, ...] = ()
