"""Who was harmed, and how many, in a sentence.

Says what the words say of killed, injured, missing, abducted and arrested people; does not say in which event.
Threats, plans and what did not happen are left out. ``casualties_total`` adds the mentions of one event up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from incidents.coder.casualties_chunks import NAME, NUMBERED, ONE, PEOPLE, Chunk, cut
from incidents.coder.casualties_mention import PERPETRATORS, CasualtyMention
from incidents.coder.casualties_patterns import Finding, find_clauses
from incidents.coder.casualties_total import RULE, total
from incidents.coder.casualties_words import CasualtyWords
from incidents.coder.text import Sentence
from incidents.coder.words import split_words
from incidents.domain.harm import EVERYONE, INJURED, KILLED, NONE, Count, exactly

__all__ = ["RULE", "CasualtyMention", "CasualtyWords", "find_casualties", "total"]

_ABDUCTED = "abducted"
_PARTS = {"among", "subset"}
"""Kinds of findings whose people are counted in another number."""
_BOTH = (KILLED, INJURED)
_UNKNOWN = Count(status="stated unknown")
_SOME = Count(2, None, None, "estimated")
"""People without a number: more than one."""
_SINGULAR = re.compile(r"(?:is|was|has|gets)\b", re.IGNORECASE)
_SELF = re.compile(r"(?:him|her)self\Z", re.IGNORECASE)
_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december)\b",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:could|may|might|would|will|expected|likely|feared?|fears)\b", re.IGNORECASE)
_MOST_IN_ONE = 3_000
_HURT = re.compile(r"injur|hurt|wound", re.IGNORECASE)
_DEAD = re.compile(r"death|dead|fatal|kill|died|loss of life", re.IGNORECASE)
_NOBODY = re.compile(r"no ?one|nobody|none", re.IGNORECASE)


def find_casualties(sentence: Sentence, *, words: CasualtyWords) -> tuple[CasualtyMention, ...]:
    """The harm told in *sentence*, in the order of its words."""
    if not words.may_tell(sentence.text):
        return ()
    plain = split_words(sentence.text)
    told = words.read(sentence.text, plain)
    row = _Row(sentence, cut(sentence, plain, told, words=words))
    found = [*row.read_clauses(), *row.read_statements()]
    found = [replace(each, is_cumulative=row.is_near(each, told.spans) or _is_too_many(each)) for each in found]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end, mention.harm, mention.group)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence and its chunks, read clause by clause."""

    sentence: Sentence
    chunks: Sequence[Chunk]

    def read_clauses(self) -> Iterator[CasualtyMention]:
        symbols = "".join(chunk.symbol for chunk in self.chunks)
        claims = [place for place, symbol in enumerate(symbols) if symbol == "k"]
        for number, finding in enumerate(find_clauses(symbols)):
            if not (_is_unreal(finding) or self._is_forecast(finding)):
                is_claim = finding.kind == "active" and any(place < finding.verbs[0] for place in claims)
                yield from (replace(mention, is_claim=is_claim) for mention in self._read(finding, number))

    def _is_forecast(self, finding: Finding) -> bool:
        """True for a toll that "could rise to 50"."""
        said = self.sentence.text[self.chunks[finding.span[0]].start : self.chunks[finding.span[1] - 1].end]
        return finding.kind == "toll" and _FORECAST.search(said) is not None

    def read_statements(self) -> Iterator[CasualtyMention]:
        """Read "no casualties were reported" and "the number of victims is unclear"."""
        for place, chunk in enumerate(self.chunks):
            if chunk.symbol in {"z", "Z"}:
                said = self._text(chunk)
                for harm in _harms_of_nobody(said):
                    yield self._mention([place], -1, harm, NONE if chunk.symbol == "z" else _UNKNOWN)

    def is_near(self, mention: CasualtyMention, spans: Sequence[int]) -> bool:
        """True when one of *spans* begins the sentence or stands in the same clause, without a comma between."""
        for span in spans:
            low, high = sorted((span, mention.start - self.sentence.start))
            if span < 3 or not any(chunk.symbol in ",;" and low < chunk.start < high for chunk in self.chunks):
                return True
        return False

    def _read(self, finding: Finding, number: int) -> Iterator[CasualtyMention]:
        harms = self._harms(finding)
        if finding.kind == "none":
            yield from self._read_none(finding, number, harms)
        elif finding.kind == "unharmed":
            yield replace(self._mention(finding.verbs, number, INJURED, NONE), is_partial=True)
        elif len({*_BOTH} & set(harms)) == 2:
            places = (*finding.people, *finding.verbs)
            yield from (self._mention(places, number, harm, _UNKNOWN) for harm in _BOTH)
        else:
            for harm in harms:
                yield from self._read_people(finding, number, harm)

    def _read_none(self, finding: Finding, number: int, harms: Sequence[str]) -> Iterator[CasualtyMention]:
        groups = [self.chunks[place].group for place in finding.people if self.chunks[place].group != EVERYONE]
        places = range(*finding.span)
        if not groups and harms == (INJURED,) and self.chunks[finding.verbs[0]].symbol == "d":
            harms = _BOTH
        for harm in harms:
            mention = self._mention(places, number, harm, NONE)
            yield replace(mention, group=groups[0] if groups else EVERYONE, is_partial=bool(groups))

    def _read_people(self, finding: Finding, number: int, harm: str) -> Iterator[CasualtyMention]:
        part = () if finding.kind in _PARTS else [place for place in finding.part if self.chunks[place].symbol != NAME]
        yield from (self._victim(finding, number, harm, place) for place in (*self._victims(finding), *part))

    def _victim(self, finding: Finding, number: int, harm: str, place: int) -> CasualtyMention:
        chunk, group = self.chunks[place], self._group(finding, place)
        places = [place, *finding.part] if finding.kind == "subset" else [place, *finding.verbs]
        return replace(
            self._mention(places, number, harm, self._count(chunk)),
            group=group,
            is_subset=finding.kind in _PARTS or place in finding.part,
            is_additional=chunk.is_more or self._is_also(finding),
            is_perpetrator=group == PERPETRATORS,
            is_implied=finding.kind in {"own_death", "attacked"},
            is_toll=finding.kind == "toll",
        )

    def _is_also(self, finding: Finding) -> bool:
        """True for people who "were also killed"."""
        return any(self._text(chunk).lower() == "also" for chunk in self.chunks[slice(*finding.span)])

    def _group(self, finding: Finding, place: int) -> str:
        """Whose loss it is: what is said of them ("three of them children"), else how they are called."""
        if finding.kind == "own_death" or _SELF.match(self._text(self.chunks[place])) is not None:
            return PERPETRATORS
        described = finding.part if finding.kind in _PARTS else ()
        return self.chunks[described[0] if described else place].group

    def _victims(self, finding: Finding) -> list[int]:
        """The people of *finding*, each once: a name beside "the mayor" is the mayor's, a place's name is nobody's.

        "The commander and son of the founder was killed" is one man: the verb is singular.
        """
        people = [place for place in finding.people if not self._is_excepted(place)]
        people = [place for place in people if self.chunks[place].symbol != NAME or self._is_person(place, finding)]
        are_single = all(self.chunks[place].symbol in {ONE, NAME} for place in people)
        return people[:1] if len(people) > 1 and are_single and self._is_singular(finding) else people

    def _is_singular(self, finding: Finding) -> bool:
        """True when the first auxiliary after the people is "was" or the like."""
        if finding.kind not in {"passive", "dying", "attacked"}:
            return False
        after = next(chunk for chunk in self.chunks[max(finding.people) :] if chunk.symbol in "bpids")
        return _SINGULAR.match(self._text(after)) is not None

    def _is_excepted(self, place: int) -> bool:
        """True for the one in "all but one of them"."""
        before = [self._text(chunk).lower() for chunk in self.chunks[max(0, place - 2) : place]]
        return before == ["all", "but"]

    def _is_person(self, place: int, finding: Finding) -> bool:
        if _DATE.search(self._text(self.chunks[place])):
            return False
        if any(self._is_named(other, place) for other in finding.people):
            return False
        if finding.kind in {"passive", "dying", "attacked"}:
            return len(finding.people) > 1 or self._is_singular(finding)
        is_taken = self.chunks[finding.verbs[0]].harm == _ABDUCTED
        return not is_taken and finding.kind in {"active", "noun"} and len(self._text(self.chunks[place]).split()) > 1

    def _is_named(self, other: int, place: int) -> bool:
        """True when the name at *place* is that of "the mayor" at *other*: beside it, with a comma at most between."""
        between = range(min(other, place) + 1, max(other, place))
        return self.chunks[other].symbol == ONE and all(self.chunks[step].symbol == "," for step in between)

    def _count(self, chunk: Chunk) -> Count:
        if chunk.symbol == NUMBERED and chunk.number is not None:
            number = chunk.number
            return Count(number.low, number.best, number.high, "estimated" if number.is_estimate else "reported")
        return _SOME if chunk.symbol == PEOPLE else exactly(1)

    def _harms(self, finding: Finding) -> tuple[str, ...]:
        """What was suffered, in the order of the words; "casualties" are killed and injured."""
        found: list[str] = []
        for place in finding.verbs:
            harm = self.chunks[place].harm
            found += _BOTH if harm is None else [harm]
        return tuple(dict.fromkeys(found))

    def _mention(self, places: Sequence[int], number: int, harm: str, count: Count) -> CasualtyMention:
        start, end = self.chunks[min(places)].start, self.chunks[max(places)].end
        return CasualtyMention(
            start=self.sentence.start + start,
            end=self.sentence.start + end,
            quote=self.sentence.text[start:end],
            sentence=self.sentence.index,
            statement=number,
            harm=harm,
            count=count,
        )

    def _text(self, chunk: Chunk) -> str:
        return self.sentence.text[chunk.start : chunk.end]


def _is_too_many(mention: CasualtyMention) -> bool:
    """True for thousands of dead: no single incident has as many, whatever else the sentence says."""
    if mention.harm != KILLED or mention.count.best is None:
        return False
    return mention.count.best > _MOST_IN_ONE or (mention.count.best >= 1_000 and mention.count.status == "estimated")


def _is_unreal(finding: Finding) -> bool:
    """True for what could, would or did not happen, or was only meant to; "is said to have killed" is real."""
    return ("m" in finding.lead and "M" not in finding.lead) or "X" in finding.lead


def _harms_of_nobody(said: str) -> tuple[str, ...]:
    """Which harm a statement denies: "no injuries" speaks of the injured, "nobody was hurt" of the dead as well."""
    if _HURT.search(said) and not _DEAD.search(said):
        return _BOTH if _NOBODY.match(said) else (INJURED,)
    return (KILLED,) if _DEAD.search(said) else _BOTH
