"""The word lists of harm, compiled: what each phrase means for ``chunks``.

Holds the map from lists to symbols; the phrases stand in ``schema/``. Reads no sentence's sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from incidents.codebook.vocabularies import Vocabulary
from incidents.coder.mentions.casualties.wording import KEYS, ClauseWords
from incidents.coder.text.cues import CueMention, expand
from incidents.coder.text.found import Found
from incidents.coder.text.index import Index
from incidents.coder.text.words import Word
from incidents.domain.documents import EVERYONE, INJURED, KILLED

_FORM = re.compile(r"(killed|injured|abducted|missing|arrested)_(done|now|doing|dying|state|noun|toll)")
_FORM_SYMBOLS = {"done": "d", "now": "a", "doing": "g", "dying": "i", "state": "s", "noun": "n", "toll": "T"}
_SYMBOLS = {
    "stated none": "z",
    "stated unknown": "Z",
    "stated_none": "z",
    "stated_unknown": "Z",
    "casualty_noun": "c",
    "unharmed": "q",
    "own_death": "S",
    "toll": "T",
    "bodies": "B",
    "lives": "L",
    "claim": "k",
    "including": "j",
    "none": "x",
    "not": "X",
    "speech": "f",
    "pronoun": "H",
    "they": "Y",
    "attacked": "D",
    "attacking": "E",
    "passive": "b",
    "perfect": "p",
    "unsure": "M",
    "modal": "m",
    "adverb": "v",
    "and": "&",
    "company": "A",
    "of": "o",
    "leaving": "l",
    "among": "J",
    "count_of": "Q",
    "relative": "R",
    "additional": "e",
    "thing": "t",
    "past_harm": "w",
    "past_toll": "w",
    "reaching": "m",
    "group_name": "C",
    "person": "u",
    "preposition": "r",
}
_OF_KILLED = {"toll", "bodies", "lives", "own_death"}
_OF_ATTACKED = {"attacked", "attacking"}
_FOLDED = itemgetter(Word._fields.index("folded"))
_RECORD = "not_cumulative"
_THEN = "other_time"
_ASIDE = ("cumulative", _RECORD, _THEN)
_HARM, _SPAN = "harm", "span"
_HINTS = ("casualty_noun", "unharmed", "own_death", "toll", "bodies", "lives", "attacked", "attacking")
_STATED = ("stated none", "stated unknown", "stated_none", "stated_unknown")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase is: its *symbol*, the *harm* it tells of, the *group* of people it names."""

    symbol: str
    harm: str | None = None
    group: str = EVERYONE


@dataclass(frozen=True, slots=True)
class Told:
    """The phrases of a text: *meanings* as (start, end, meaning), each span once.

    *spans* are the offsets of words for a time longer than one event ("since the war began"), none behind the word
    of a record ("the deadliest since 2007"); and of those for another time ("since 2007, when sixty were killed").
    """

    meanings: tuple[tuple[int, int, Meaning], ...]
    spans: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """``schema/cues/casualties.toml`` and the cues of two vocabularies, compiled once."""

    index: Index
    meanings: Mapping[str, Meaning]
    order: Mapping[str, int]
    hints: frozenset[str]
    clause: ClauseWords

    @classmethod
    def of(cls, cues: Mapping[str, tuple[str, ...]], *, groups: Vocabulary, statuses: Vocabulary) -> CasualtyWords:
        """Compile *cues*; *groups* is the vocabulary ``casualty_groups``, *statuses* ``casualty_status``."""
        said = {term.code: term.cues for term in statuses if term.code in _SYMBOLS}
        people = {f"@{term.code}": term.cues for term in groups if term.cues}
        lists = {**{key: phrases for key, phrases in cues.items() if key not in {*_ASIDE, *KEYS}}, **said, **people}
        meanings = {key: _meaning(key) for key in lists}
        return cls(
            index=Index({_HARM: lists, _SPAN: {key: cues[key] for key in _ASIDE}}),
            meanings=meanings,
            order={key: place for place, key in enumerate(sorted(meanings, key=_rank))},
            hints=_hints(lists),
            clause=ClauseWords.of(cues),
        )

    def may_tell(self, words: Iterable[Word]) -> bool:
        """False when none of *words* is one of harm, as in most sentences."""
        return not self.hints.isdisjoint(map(_FOLDED, words))

    def read(self, text: str, words: Sequence[Word]) -> Told:
        """What the phrases of *text* mean; *words* are its words."""
        found = Found(text, words, self.index)
        spans = found[_SPAN]
        then = [mention.end for mention in spans if mention.code == _THEN]
        record = min((mention.start for mention in spans if mention.code == _RECORD), default=len(text))
        longer = [each.start for each in spans if each.code not in {_RECORD, _THEN} and each.start <= record]
        return Told(tuple(self._meanings(found[_HARM])), (*longer, *then))

    def _meanings(self, mentions: Iterable[CueMention]) -> Iterator[tuple[int, int, Meaning]]:
        """Each span once: words of harm come before people, groups before people at large."""
        best: dict[tuple[int, int], str] = {}
        for mention in mentions:
            span = (mention.start, mention.end)
            if span not in best or self.order[mention.code] < self.order[best[span]]:
                best[span] = mention.code
        return ((start, end, self.meanings[code]) for (start, end), code in best.items())


def _meaning(key: str) -> Meaning:
    if key.startswith("@"):
        return Meaning("u", group=key[1:])
    form = _FORM.fullmatch(key)
    if form is not None:
        return Meaning(_FORM_SYMBOLS[form[2]], harm=form[1])
    harm = KILLED if key in _OF_KILLED else INJURED if key in _OF_ATTACKED else None
    return Meaning(_SYMBOLS[key], harm=harm)


def _rank(key: str) -> tuple[int, str]:
    if key.startswith("@"):
        return (2, key) if key[1:] != EVERYONE else (3, key)
    return (0 if _FORM.fullmatch(key) else 4 if key == "person" else 1), key


def _hints(lists: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """The longest word of each phrase of harm: a sentence without any of them need not be read further."""
    keys = (key for key in lists if _FORM.fullmatch(key) or key in _HINTS or key in _STATED)
    phrases = (phrase for key in keys for cue in lists[key] for phrase in expand(cue))
    return frozenset(max((word for word in phrase if word[-1] not in "*."), key=len) for phrase in phrases)
