"""Numbers in a sentence: digits, words, and words that only estimate ("dozens").

Leaves out what counts neither people nor things: years, ages, days of a month, times, money, shares, distances,
ordinals, names with a number in them. Does not know what is counted; ``casualties`` and ``weapons`` do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from incidents.coder.mentions.amounts import DIGITS, NAMED, WORDS, read_amount
from incidents.coder.text.sentences import Sentence

AT_LEAST, AT_MOST, ABOUT, EXACT = "at_least", "at_most", "about", "exact"
_ESTIMATE = "estimate_"

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NOT_BEFORE = r"""\b(?:(?<=\b\d-)|(?<=\b\d\d-)|(?<=\b\d\d\d-)|(?<![\w.,:/#$\u00a3\u20ac-])(?<!\$[ ]))
    (?<!\d-\d-)(?<!\d-\d\d-)"""
"""What stands before a number: nothing that makes it part of a name, a sum of money or a date in figures."""
_NOT_AFTER = r"(?![\w:/]|[.,]\d|-(?!\d)|[ ]?%|\u2019s)"
_AGE_BEFORE = re.compile(r"[a-z][)\u201d\"]?,[ ]\Z|[ ]\(\Z", re.IGNORECASE)
_AGE_AFTER = re.compile(r"[,.;)]|[ ](?:and|of)\b", re.IGNORECASE)
_AGED = re.compile(
    r"\bage[sd]?[ ](?:of[ ]|between[ ]|from[ ])*(?:\d+[ ]?(?:-|\u2013|and|to|or|,)[ ]?)*\Z", re.IGNORECASE
)
_DAY_BEFORE = re.compile(rf"\b{_MONTH}[ ]\Z", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"[ ](?:of[ ])?{_MONTH}(?![\w-])", re.IGNORECASE)
_NO_ONE_BEFORE = re.compile(r"\b(?:no|any|every|each|which|this|that|the|another|some|at)[ -]\Z", re.IGNORECASE)
_NO_ONE_AFTER = re.compile(
    r"[ ](?:another|day|night|morning|of[ ](?:the|its|their|his)[ ](?:\w+ly[ ])?\w+st)\b|-", re.IGNORECASE
)
_RANGE = re.compile(r"[ ]?[-\u2013][ ]?|[ ](?:to|or)[ ]", re.IGNORECASE)
_NO_ESTIMATE_BEFORE = re.compile(r"\b(?:as|how|so|too|not)[ ]\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom[ ]\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween[ ]\Z", re.IGNORECASE)
_DIGIT, _PLAIN = re.compile(r"\d"), re.compile(r"[a-z]+")
_MOST = 10_000_000_000
"""More than all people; no count is higher."""
_REACH_BACK = 32
"""How many characters before a number its "at least" or "article" may begin."""


class Number(NamedTuple):
    """A number at ``text[start:end]`` of the article; *quote* is these words, with "at least" and the like.

    *low*, *best* and *high* rise in that order; *low* or *high* is None where the words set no such bound: "at least
    12" has no high. *best* of a range is its lower end, as ACLED does. *is_estimate* is True when
    ``schema/cues/numbers.toml`` gave the number for words such as "dozens".
    """

    start: int
    end: int
    quote: str
    low: int | None
    best: int
    high: int | None
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The cues of ``schema/cues/numbers.toml``, compiled once; a number in words has one of the *hints*.

    *amount* is for small letters, which takes half the time of a pattern that is blind to case; the others are blind.
    """

    hints: frozenset[str]
    amount: re.Pattern[str]
    bound: re.Pattern[str]
    unit: re.Pattern[str]
    label: re.Pattern[str]
    counted: re.Pattern[str]
    bounds: Mapping[str, str]
    estimates: Mapping[str, tuple[int, int, int]]

    @classmethod
    def of(cls, cues: Mapping[str, tuple[str, ...]]) -> NumberWords:
        """Compile *cues*; KeyError for a list that is missing, ValueError for an estimate without three numbers."""
        estimates = {word: _read_estimate(key) for key in cues if key.startswith(_ESTIMATE) for word in cues[key]}
        bounds = {word: bound for bound in (AT_LEAST, AT_MOST, ABOUT) for word in cues[bound]}
        return cls(
            hints=NAMED | {max(word.lower().split(), key=len) for word in estimates},
            amount=re.compile(
                rf"\b(?=[\d{_initials(estimates)}]){_NOT_BEFORE}(?:(?P<estimate>{_any(estimates)})(?![\w-])|(?P<exact>{WORDS}|{DIGITS}){_NOT_AFTER})",
                re.VERBOSE,
            ),
            bound=_compile(rf"(?<![\w-])(?:(?P<bound>{_any(bounds)})[ ](?:about[ ]|some[ ]|an?[ ])?)\Z"),
            unit=_compile(rf"[ ]?(?:{_any(cues['units'])})(?!\w)"),
            label=_compile(rf"\b(?:{_any(cues['labels'])})[. ]+\Z"),
            counted=_compile(rf"[ ](?:[\w-]+[ ])?(?:{_any(cues['counted'])})\b"),
            bounds=bounds,
            estimates=estimates,
        )

    def may_tell(self, text: str) -> bool:
        """False when *text* has no digit and no word of a number: then there is no need to read it."""
        return _DIGIT.search(text) is not None or not self.hints.isdisjoint(_PLAIN.findall(text.lower()))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def _any(words: Iterable[str]) -> str:
    """A choice of *words*, the longest first, so that none hides behind its own beginning."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _initials(estimates: Iterable[str]) -> str:
    """The letters with which a number may begin; to look for one first takes a third of the time off the search."""
    return "".join(sorted({word[0].lower() for word in ("a", "half", *NAMED, *estimates)}))


def _read_estimate(key: str) -> tuple[int, int, int]:
    low, best, high = map(int, key.removeprefix(_ESTIMATE).split("_"))
    return low, best, high


def find_numbers(sentence: Sentence, *, words: NumberWords) -> tuple[Number, ...]:
    """The numbers of *sentence* from left to right, with offsets into the article."""
    found: list[Number] = []
    if not words.may_tell(sentence.text):
        return ()
    for number in _single_numbers(sentence, words):
        joined = _join(sentence, found[-1], number) if found else None
        if joined is None:
            found.append(number)
        else:
            found[-1] = joined
    return tuple(found)


def _single_numbers(sentence: Sentence, words: NumberWords) -> Iterator[Number]:
    for match in words.amount.finditer(_small(sentence.text)):
        before = sentence.text[max(0, match.start() - _REACH_BACK) : match.start()]
        if not _is_other(sentence.text, match, before, words):
            yield _number(sentence, match, before, words)


def _small(text: str) -> str:
    """*text* in small letters, each in its place: there is one capital that becomes two."""
    return text.replace("\u0130", "I").lower()


def _number(sentence: Sentence, match: re.Match[str], before: str, words: NumberWords) -> Number:
    led = words.bound.search(before)
    start = match.start() if led is None else match.start() - (len(before) - led.start())
    place = (sentence.start + start, sentence.start + match.end(), sentence.text[start : match.end()])
    estimate = match["estimate"]
    if estimate is not None:
        return Number(*place, *words.estimates[estimate.lower()], is_estimate=True)
    best = min(read_amount(match["exact"]), _MOST)
    return Number(*place, *_bounded(best, EXACT if led is None else words.bounds[led["bound"].lower()]))


def _bounded(best: int, bound: str) -> tuple[int | None, int, int | None]:
    low = best if bound in {EXACT, AT_LEAST} else None
    high = best if bound in {EXACT, AT_MOST} else None
    return low, best, high


def _is_other(text: str, match: re.Match[str], before: str, words: NumberWords) -> bool:
    """True when the number is an age, a year, a day of a month, a measure or part of a name."""
    if match["estimate"] is not None:
        return words.unit.match(text, match.end()) is not None or _NO_ESTIMATE_BEFORE.search(before) is not None
    exact, end = match["exact"], match.end()
    if words.unit.match(text, end) is not None or words.label.search(before) is not None:
        return True
    if exact[0].isdigit():
        return _is_age_or_day(text, before, end) or _is_year(text, exact, end, words)
    return exact.lower() == "one" and _is_pronoun(text, before, end)


def _is_age_or_day(text: str, before: str, end: int) -> bool:
    is_age = _AGE_BEFORE.search(before) is not None and _AGE_AFTER.match(text, end) is not None
    return (
        is_age
        or _AGED.search(before) is not None
        or _DAY_BEFORE.search(before) is not None
        or _DAY_AFTER.match(text, end) is not None
    )


def _is_year(text: str, exact: str, end: int, words: NumberWords) -> bool:
    looks_so = len(exact) == 4 and exact.isdigit() and 1900 <= int(exact) <= 2099
    return looks_so and words.counted.match(text, end) is None


def _is_pronoun(text: str, before: str, end: int) -> bool:
    return _NO_ONE_BEFORE.search(before) is not None or _NO_ONE_AFTER.match(text, end) is not None


def _join(sentence: Sentence, one: Number, other: Number) -> Number | None:
    """One number from the two ends of a range, as in "10-15" and "between 10 and 15"; None when they are no range."""
    before = sentence.text[: one.start - sentence.start]
    joint = sentence.text[one.end - sentence.start : max(0, other.start - sentence.start)]
    is_range = _RANGE.fullmatch(joint) is not None and _FROM.search(before) is None
    is_between = joint.lower() == " and " and _BETWEEN.search(before) is not None
    if not (is_range or is_between) or one.best >= other.best:
        return None
    start = one.start - (len("between ") if is_between else 0)
    quote = sentence.text[start - sentence.start : other.end - sentence.start]
    return Number(start, other.end, quote, one.best, one.best, other.high or other.best)
