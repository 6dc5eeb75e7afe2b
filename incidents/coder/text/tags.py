"""One letter for each word of a sentence, so that clause patterns can be regular expressions over the letters.

Small letters are common words: ``f`` force of a state, ``e`` what it fights with, ``a`` people under arms, ``g`` noun
of a group, ``p`` protesters, ``r`` rioters, ``m`` modifier, ``s`` speaker, ``b`` "belonging to", ``q`` "members of",
``o`` "of", ``d`` determiner; ``n`` is a nationality, ``c`` a country. ``F A G M`` are the same written as part of a
name, ``R`` is a group of the registry, ``L`` a town or region, ``N`` another capitalised word, ``#`` a number, ``'`` a
possessive s, ``.`` anything else; ``,`` parts words that punctuation parts. Does not decide what a run of letters
means: ``phrases`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word

_KNOWN = "R"
_LETTERS = {
    "force": "f",
    "government": "f",
    "equipment": "e",
    "armed": "a",
    "group": "g",
    "protester": "p",
    "rioter": "r",
    "modifier": "m",
    "speaker": "s",
    "belonging": "b",
    "named": _KNOWN,
    "member": "q",
}
Span = tuple[int, int]
_WEAKEST_FIRST = "mbgsperafq"
_MAY_BE_NAME = frozenset("fagm")


@dataclass(frozen=True, slots=True)
class Tags:
    """*letters* with a comma where punctuation parts words; ``word_at[position]`` is the word a letter stands for."""

    letters: str
    word_at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last word of ``letters[start:end]``."""
        return self.word_at[start], self.word_at[end - 1]


def tag(
    words: Sequence[Word], cues: Cues, *, numbers: Iterable[Span], dates: Iterable[Span], places: Iterable[Span]
) -> Tags:
    """The letters of one sentence; *numbers*, *dates* and *places* are the spans of those in the article."""
    letters = [_plain(word, at) for at, word in enumerate(words)]
    begun = [
        at for at, word in enumerate(words[1:]) if word.is_hyphened and word.is_capital and not words[at].is_capital
    ]
    _mark(letters, _spoken(words, cues))
    for at in begun:
        letters[at] = letters[at] if letters[at] == _KNOWN else "N"  # "Lashkar-e-Jhangvi" is known as a whole
    _mark_spans(letters, words, numbers, "#")
    _mark_spans(letters, words, dates, ".")
    _mark_spans(letters, words, places, "L", over="N")
    return _joined(letters, words)


def _plain(word: Word, at: int) -> str:
    if word.text.isdigit():
        return "#"
    if word.folded == "s" and word.is_joined:
        return "'"
    return "N" if word.is_capital and (at > 0 or len(word.text) > 1) else "."


def _spoken(words: Sequence[Word], cues: Cues) -> list[tuple[CueMention, str]]:
    """What the lists say, the weakest first: a later mark covers an earlier one."""
    actors = [pair for mention in cues["actors"] for pair in _lettered(mention)]
    actors = [(mention, _as_written(mention, letter, words)) for mention, letter in actors]
    openers = [mention for name in ("pronoun", "opener", "clock") for mention in keyed(cues, f"grammar.{name}")]
    opened = [(mention, ".") for mention in openers if mention.first == 0 or mention.code != "opener"]
    small = [(mention, "d") for mention in keyed(cues, "grammar.determiner")]
    small += [(mention, "o") for mention in keyed(cues, "grammar.of")]
    small += [(mention, ".") for mention in keyed(cues, "grammar.phrase")]
    nations = [(mention, "n") for mention in cues["demonyms"]] + [(mention, "c") for mention in cues["countries"]]
    registry = [(mention, _KNOWN) for mention in cues["registry"]]
    ranked = sorted(actors, key=lambda pair: _WEAKEST_FIRST.index(pair[1].lower()))
    return [*opened, *ranked, *small, *nations, *registry]


def _lettered(mention: CueMention) -> Iterator[tuple[CueMention, str]]:
    """*mention* with its letter; "gunmen from" is two: gunmen remain who come from a town and not from a group."""
    if mention.code == "armed_member":
        yield mention._replace(last=mention.first), _LETTERS["armed"]
        yield mention._replace(first=mention.first + 1), _LETTERS["member"]
    elif mention.code in _LETTERS:
        yield mention, _LETTERS[mention.code]


def _as_written(mention: CueMention, letter: str, words: Sequence[Word]) -> str:
    is_name = mention.first > 0 and words[mention.last].is_capital and letter in _MAY_BE_NAME
    return letter.upper() if is_name else letter


def _mark(letters: list[str], mentions: Iterable[tuple[CueMention, str]]) -> None:
    for mention, letter in mentions:
        letters[mention.first : mention.last + 1] = letter * (mention.last - mention.first + 1)


def _mark_spans(
    letters: list[str], words: Sequence[Word], spans: Iterable[Span], letter: str, over: str = ".mN"
) -> None:
    for start, end in spans:
        for at, word in enumerate(words):
            if start <= word.start and word.end <= end and letters[at] in over and not _goes_on(words, at, end):
                letters[at] = letter


def _goes_on(words: Sequence[Word], at: int, end: int) -> bool:
    """True when a hyphen ties the word to one beyond *end*: a longer name than the span knows."""
    if at + 1 >= len(words) or words[at + 1].folded == "s":
        return False
    return words[at + 1].is_hyphened and words[at + 1].start >= end and words[at].is_capital


def _joined(letters: Sequence[str], words: Sequence[Word]) -> Tags:
    written: list[str] = []
    word_at: list[int] = []
    for at, letter in enumerate(letters):
        if at > 0 and not words[at].is_joined:
            written.append(",")
            word_at.append(at)
        written.append(letter)
        word_at.append(at)
    return Tags("".join(written), tuple(word_at))
