"""The days of a date that is told from another event: "two days after clashes erupted" puts the clashes two days back.

Does not find the date of a passage: ``dating`` does.
"""

from __future__ import annotations

from dataclasses import replace

from incidents.coder.events.novelty import is_known
from incidents.coder.events.passages import Passage
from incidents.coder.mentions.dates.finding import DateMention
from incidents.domain.dates import When

_LEADING_ON = ("after", "before", "prior to")


def resolve(mention: DateMention, passage: Passage, *, main: When | None) -> When | None:
    """The days that *mention* of *passage* means, where *main* are those of the event at hand.

    "Two days later, ..." and "a day earlier, ..." are told from the event at hand as they are.
    """
    anchor = mention.anchor
    if anchor is None or main is None:
        return mention.when
    is_clause = mention.quote.lower().endswith(_LEADING_ON)
    is_other = is_clause and mention.start == passage.start and bool(passage.acts)
    if is_other and is_known(passage):  # "a day after the bombing": the one that is told of
        return None
    return (replace(anchor, days=-anchor.days) if is_other else anchor).resolve(main)


def told_after(mention: DateMention, passage: Passage) -> When | None:
    """The day that is told in the clause from which *mention* counts: "hours before the jet crashed on Wednesday"."""
    if mention.anchor is None:
        return None
    begin = passage.reading.sentence.start
    for other in passage.reading.dates:
        between = passage.reading.sentence.text[max(0, mention.end - begin) : other.start - begin]
        if other.start > mention.end and other.when is not None and "," not in between:
            return other.when
    return None
