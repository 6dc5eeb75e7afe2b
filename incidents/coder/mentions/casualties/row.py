"""A sentence of chunks, and what its people are: who is a victim, how many, of which group.

Knows which people a clause names; does not decide what the clause says of them (``clauses``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from incidents.coder.mentions.casualties.matching import Finding
from incidents.coder.mentions.casualties.mention import PERPETRATORS, CasualtyMention
from incidents.coder.mentions.casualties.pieces import NAME, NUMBERED, ONE, PEOPLE, Chunk
from incidents.coder.mentions.casualties.wording import ClauseWords
from incidents.coder.text.sentences import Sentence
from incidents.domain.casualties import Count, exactly

PARTS = {"among", "subset"}
"""Kinds of findings whose people are counted in another number."""
_WITH_AUXILIARY = {"passive", "dying", "attacked"}
_SOME = Count(2, None, None, "estimated")
"""People without a number: more than one."""
_ABDUCTED = "abducted"
_SINGULAR = re.compile(r"(?:is|was|has|gets)\b", re.IGNORECASE)
_PARTICIPLE = "slain"
_ATTRIBUTES = 5  # how many words may stand between "the" and "murdered woman"
_ARTICLES = frozenset(("a", "an", "another", "one", "the", "his", "her", "its", "their", "this"))
_GENERAL = re.compile(r"(?:people|persons|individuals|victims|others)\Z", re.IGNORECASE)
_SELF = re.compile(r"(?:him|her)self\Z", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """The *chunks* of *sentence*, whose clauses are read by *words*; places are positions in it."""

    sentence: Sentence
    chunks: Sequence[Chunk]
    words: ClauseWords

    @property
    def symbols(self) -> str:
        """One letter for each chunk."""
        return "".join(chunk.symbol for chunk in self.chunks)

    def text(self, first: int, last: int | None = None) -> str:
        """The words from chunk *first* to chunk *last*, or of *first* alone."""
        return self.sentence.text[self.chunks[first].start : self.chunks[first if last is None else last].end]

    def mention(self, places: Sequence[int], statement: int, harm: str, count: Count) -> CasualtyMention:
        """A mention whose words reach from the first of *places* to the last."""
        start = min(self.chunks[place].start for place in places)
        end = max(self.chunks[place].end for place in places)
        return CasualtyMention(
            start=self.sentence.start + start,
            end=self.sentence.start + end,
            quote=self.sentence.text[start:end],
            sentence=self.sentence.index,
            statement=statement,
            harm=harm,
            count=count,
        )

    def victims(self, finding: Finding) -> list[int]:
        """The people of *finding*, each once: a name beside "the mayor" is the mayor's, a place's name is nobody's.

        "The commander and son of the founder was killed" is one man: the verb is singular.
        """
        people = [place for place in finding.people if not self._is_excepted(place)]
        people = [place for place in people if self.chunks[place].symbol != NAME or self._is_person(place, finding)]
        are_single = all(self.chunks[place].symbol in {ONE, NAME} for place in people)
        return people[:1] if len(people) > 1 and are_single and self._is_singular(finding) else people

    def told_once(self, finding: Finding) -> Finding:
        """*finding* with those set apart who only say who the first are: "three people, two policemen and a guard"."""
        first, *others = finding.people or (-1,)
        if len(others) < 2 or self.chunks[first + 1].symbol != "," or _GENERAL.search(self.text(first)) is None:
            return finding
        counts = [self.count(place).best or 0 for place in others if self.chunks[place].symbol != NAME]
        if sum(counts) != self.count(first).best:
            return finding
        return replace(finding, people=(first,), part=(*finding.part, *others))

    def is_known(self, finding: Finding) -> bool:
        """True for "the murdered woman", "a wounded soldier": told of already, or of whom the story is not."""
        verb = finding.verbs[0]
        if finding.kind != "active" or finding.people != (verb + 1,) or self.chunks[verb].symbol != "d":
            return False
        lead = [self.text(place).lower() for place in range(max(0, verb - _ATTRIBUTES), verb)]
        said = self.text(verb + 1)
        is_bare = self.chunks[verb + 1].symbol == ONE and said.split()[0].lower() not in _ARTICLES
        is_slain = self.text(verb).lower() == _PARTICIPLE
        is_named = not said.islower()
        return is_bare and (is_slain or not _ARTICLES.isdisjoint(lead[-1:] if is_named else lead))

    def part(self, finding: Finding) -> list[int]:
        """Those of *finding* who are told apart, without names."""
        return [place for place in finding.part if self.chunks[place].symbol != NAME]

    def group(self, finding: Finding, place: int) -> str:
        """Who the victims at *place* are: what is said of them ("three of them children"), else how they are called."""
        if finding.kind == "own_death" or _SELF.match(self.text(place)) is not None:
            return PERPETRATORS
        described = finding.part if finding.kind in PARTS else ()
        return self.chunks[described[0] if described else place].group

    def count(self, place: int) -> Count:
        """How many people stand at *place*."""
        number = self.chunks[place].number
        if self.chunks[place].symbol == NUMBERED and number is not None:
            return Count(number.low, number.best, number.high, "estimated" if number.is_estimate else "reported")
        return _SOME if self.chunks[place].symbol == PEOPLE else exactly(1)

    def is_also(self, finding: Finding) -> bool:
        """True for people who "were also killed"."""
        return any(self.text(place).lower() == "also" for place in range(*finding.span))

    def is_near(self, mention: CasualtyMention, offsets: Sequence[int]) -> bool:
        """True when one of *offsets* begins the sentence or lies in the mention's clause: no comma or "who" between."""
        start, end = mention.start - self.sentence.start, mention.end - self.sentence.start
        for offset in offsets:
            low, high = (offset, start) if offset < start else (start if offset < end else end, offset)
            if offset < 3 or not any(chunk.symbol in ",;R" and low <= chunk.start < high for chunk in self.chunks):
                return True
        return False

    def _is_singular(self, finding: Finding) -> bool:
        """True when the first auxiliary after the people is "was" or the like."""
        if finding.kind not in _WITH_AUXILIARY:
            return False
        last = max(finding.people)
        after = next(place for place in range(last, len(self.chunks)) if self.chunks[place].symbol in "bpids")
        return _SINGULAR.match(self.text(after)) is not None

    def _is_excepted(self, place: int) -> bool:
        """True for the one in "all but one of them"."""
        return [self.text(before).lower() for before in range(max(0, place - 2), place)] == ["all", "but"]

    def _is_person(self, place: int, finding: Finding) -> bool:
        """True when the name at *place* is likely a victim's: not a day's, a place's or that of the mayor beside it."""
        if _DATE.search(self.text(place)) or any(self._is_name_of(other, place) for other in finding.people):
            return False
        if finding.kind in _WITH_AUXILIARY:
            return len(finding.people) > 1 or self._is_singular(finding)
        is_taken = self.chunks[finding.verbs[0]].harm == _ABDUCTED
        return not is_taken and finding.kind in {"active", "noun"} and len(self.text(place).split()) > 1

    def _is_name_of(self, other: int, place: int) -> bool:
        """True when the name at *place* is that of one person at *other*: with nothing but a comma between."""
        between = range(min(other, place) + 1, max(other, place))
        return self.chunks[other].symbol == ONE and all(self.chunks[step].symbol == "," for step in between)
