"""Who was harmed, and how many, in a sentence.

Says what the words say of killed, injured, missing, abducted and arrested people; does not say in which event. A
sentence is cut to ``pieces`` and ``chunks``, its clauses are found as ``patterns`` over their symbols (``matching``)
and read one by one (``clauses``). ``total`` adds the mentions of one event up, by RULE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from incidents.coder.mentions.casualties.chunks import gather
from incidents.coder.mentions.casualties.clauses import read_clauses, read_statements
from incidents.coder.mentions.casualties.mention import CasualtyMention
from incidents.coder.mentions.casualties.pieces import find_pieces
from incidents.coder.mentions.casualties.row import Row
from incidents.coder.mentions.casualties.total import RULE, total
from incidents.coder.mentions.casualties.words import CasualtyWords
from incidents.coder.mentions.numbers import Number
from incidents.coder.text.sentences import Sentence
from incidents.coder.text.words import Word
from incidents.domain.documents import KILLED

__all__ = ["RULE", "CasualtyMention", "CasualtyWords", "find_casualties", "total"]

_MOST_IN_ONE, _MOST_VAGUE_IN_ONE = 3_000, 1_000


def find_casualties(
    sentence: Sentence,
    said: Sequence[Word],
    *,
    words: CasualtyWords,
    numbers: Sequence[Number],
    past: Sequence[int] = (),
) -> tuple[CasualtyMention, ...]:
    """The harm told in *sentence*, in the order of its words, given these, as *said*, and the numbers in it.

    What stands nearest to a date that begins at one of *past*, in the article and in one clause, is not of this event.
    """
    if not words.may_tell(said):
        return ()
    plain = [word.moved(-sentence.start) for word in said] if sentence.start else said
    told = words.read(sentence.text, plain)
    pieces = find_pieces(sentence, plain, told, numbers=numbers)
    row = Row(sentence, gather(sentence.text, pieces, words.clause), words.clause)
    found = [*read_clauses(row), *read_statements(row)]
    dated = {each.statement for each in _dated(found, past) if row.is_near(each, [at - sentence.start for at in past])}
    found = [
        replace(each, is_cumulative=True)
        if row.is_near(each, told.spans) or _is_too_many(each) or each.statement in dated
        else each
        for each in found
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end, mention.harm, mention.group)))


def _dated(mentions: Sequence[CasualtyMention], dates: Iterable[int]) -> Iterator[CasualtyMention]:
    """The mention nearest to each of *dates*, offsets in the article; none where the date stands within one."""
    for at in dates:
        if mentions and not any(each.start < at < each.end for each in mentions):
            yield min(mentions, key=lambda each: max(each.start - at, at - each.end))


def _is_too_many(mention: CasualtyMention) -> bool:
    """True for thousands of dead: no single incident has as many, whatever else the sentence says."""
    if mention.harm != KILLED or mention.count.best is None:
        return False
    is_vague = mention.count.status == "estimated"
    return mention.count.best > _MOST_IN_ONE or (is_vague and mention.count.best >= _MOST_VAGUE_IN_ONE)
