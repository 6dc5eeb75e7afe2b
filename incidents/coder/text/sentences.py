"""A text as paragraphs and sentences, each with its exact place in the article.

Finds bounds and names what a line is (prose, a heading, a bullet, a wire dateline); does not read what a sentence says,
and changes no character: ``sentence.text == text[sentence.start : sentence.end]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PROSE, HEADING, BULLET, DATELINE = "prose", "heading", "bullet", "dateline"
Span = tuple[int, int]
_LONGEST = 1_500
"""Characters of the longest sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at ``text[start:end]`` of the article, without the blanks around it.

    *index* counts sentences, *paragraph* paragraphs, both from 0. *kind* is ``prose``, ``heading`` (a short line
    without a full stop), ``bullet`` (the first sentence of a list item) or ``dateline`` ("BAGHDAD, Aug 5 (Reuters) -",
    the place and day of writing, which are not yet those of an event).
    """

    index: int
    start: int
    end: int
    text: str
    paragraph: int
    kind: str = PROSE


_GAP = re.compile(r"\n[ \t\r\u00a0]*(?:\n[ \t\r\u00a0]*)+")
_READABLE = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[ \t\u00a0]*(?:[-*\u2022\u25cf\u25aa\u00b7\u2013\u2014]|\(?\d{1,2}[.)])[ \t\u00a0]+(?=\S)")
_CLOSED = re.compile(r"[.!?:;,\u2026][\"'\u201d\u2019\u00bb)\]]*\s*\Z")
_STOP = re.compile(
    r"""(?:[.!?\u2026]+["'\u201d\u2019\u00bb)\]]*)(?=\s)  # a full stop, closing quotes, then a blank
      | (?<=[a-z]{2})\.(?=[A-Z\u201c][a-z])               # or a blank lost between two sentences""",
    re.VERBOSE,
)
_NEXT = re.compile(r"\s*[\"'\u201c\u2018\u00ab(\[]*(\w+)")
_LAST_WORD = re.compile(r"[\w.]*\Z")
_DATELINE = re.compile(
    r"""[A-Z][A-Z.'\u2019-]+(?:[ ,/]+[A-Z][A-Za-z.'\u2019-]*){0,5}   # PLACE, Country
        (?:,?[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?)?        # Aug. 5
        [ ]?(?:\([^()\n]{2,40}\))?[ ]*(?:[-\u2013\u2014]{1,2})[ ]+  # (Agency) -
    |   [A-Z][\w.'\u2019-]+(?:[ ,/]+\[?[A-Z][\w.'\u2019-]*\]?){0,5}    # Place [Country]
        ,[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?              # , August 5
        [ ]?\([^()\n]{2,40}\)[ ]*(?::|[-\u2013\u2014]{1,2})[ ]+    # (Agency):""",
    re.VERBOSE,
)
_BARE_DATELINE = re.compile(r"((?:[A-Z'\u2019-]{4,}[ /]+){1,3})(?=[A-Z][\w'\u2019-]*[ ][a-z])")
"""Capitals that a sentence begins behind: "BEIRUT Four suicide bombers", as scraped pages lose the dash."""

# What is written short in English news, and so does not end a sentence when a dot follows.
_ABBREVIATION = re.compile(
    r"""(?:mr|mrs|ms|dr|prof|st|sr|jr|rev|hon|messrs|gen|lt|col|sgt|maj|capt|cpl|pvt|cmdr|adm|brig|insp|supt|det|rep|sen
    |gov|pres|amb|atty|vs|etc|al|inc|ltd|co|corp|dept|est|approx|fig|vol|ft|mt|ave|blvd|rd|e[.]g|i[.]e|cf
    |jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thur?s?|fri|sat|sun)\Z""",
    re.VERBOSE,
)
# Words that begin a sentence rather than go on after an initial or "U.S.".
_OPENER = re.compile(
    r"""(?:the|an?|he|she|it|they|we|i|you|in|on|at|but|and|as|for|from|to|this|that|these|those|there|his|her|its|their|our
    |after|before|when|while|if|meanwhile|however|according|no|one|two|three|some|many|most|officials|police|witnesses|local
    |earlier|later|since|during|by|with|what|who|also|several)\Z""",
    re.VERBOSE,
)


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of *text* in order; a text without any letter or digit has none."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(split_paragraphs(text)):
        for (start, end), kind in _sentences_in(text, paragraph):
            found.append(Sentence(len(found), start, end, text[start:end], number, kind))
    return tuple(found)


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of *text*: what blank lines part, unless one of them broke a sentence in two."""
    spans: list[Span] = []
    for start, end in _between_gaps(text):
        if spans and _is_torn(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _between_gaps(text: str) -> Iterator[Span]:
    at = 0
    for gap in _GAP.finditer(text):
        yield from _stripped(text, at, gap.start())
        at = gap.end()
    yield from _stripped(text, at, len(text))


def _is_torn(text: str, before: Span, start: int) -> bool:
    """True when a blank line fell inside a sentence: no stop before it and a small letter after it."""
    return text[start].islower() and _CLOSED.search(text[max(before[0], before[1] - 8) : before[1]]) is None


def _sentences_in(text: str, paragraph: Span) -> Iterator[tuple[Span, str]]:
    for start, end, is_bullet in _blocks(text, paragraph):
        lead = _DATELINE.match(text, start, end) or _bare_dateline(text, start, end)
        if lead is not None:
            yield (start, lead.end() - (len(lead.group()) - len(lead.group().rstrip()))), DATELINE
        body = start if lead is None else lead.end()
        for count, span in enumerate(_between_stops(text, body, end)):
            yield span, _kind(text, span, is_bullet=is_bullet and count == 0)


def _bare_dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """A dateline without a dash: at the very beginning only, and of a word that is not an abbreviation used again."""
    found = None if text[:start].strip() else _BARE_DATELINE.match(text, start, end)
    return found if found is not None and text.count(found.group(1).strip()) == 1 else None


def _kind(text: str, span: Span, *, is_bullet: bool) -> str:
    if is_bullet:
        return BULLET
    is_open = _CLOSED.search(text[max(span[0], span[1] - 8) : span[1]]) is None
    return HEADING if is_open and span[1] - span[0] <= 80 else PROSE


def _blocks(text: str, paragraph: Span) -> Iterator[tuple[int, int, bool]]:
    """Lines of a paragraph put together again, where a line is not an item of a list or a heading of its own."""
    start, is_bullet, last = paragraph[0], False, None
    is_wrapped = _is_wrapped(text, paragraph)
    for line in _LINE.finditer(text, *paragraph):
        mark = _BULLET.match(text, line.start(), line.end())
        is_apart = mark is not None or (not is_wrapped and last is not None and _is_heading(text, last, line.start()))
        if last is not None and is_apart:
            yield from ((*span, is_bullet) for span in _stripped(text, start, line.start()))
            start, is_bullet = line.start(), False
        if mark is not None:
            start, is_bullet = mark.end(), True
        last = line
    yield from ((*span, is_bullet) for span in _stripped(text, start, paragraph[1]))


def _is_wrapped(text: str, paragraph: Span) -> bool:
    """True when the lines of a paragraph are broken by length: half of them or more go on with a small letter."""
    if text.find("\n", *paragraph) < 0:
        return False
    begun = [line.group().lstrip()[:1] for line in _LINE.finditer(text, *paragraph)][1:]
    return len(begun) > 1 and 2 * sum(letter.islower() for letter in begun) >= len(begun)


def _is_heading(text: str, line: re.Match[str], following: int) -> bool:
    """True for a short line without a stop before a line that begins anew; a wrapped line is longer than that."""
    written = line.group().strip()
    begins_anew = (
        _NEXT.match(text, following) is not None and not text[following : following + 40].lstrip()[:1].islower()
    )
    return begins_anew and len(written) <= 60 and _CLOSED.search(written[-8:]) is None


def _between_stops(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, at, stop, end):
            yield from _cut_short(text, at, stop.end())
            at = stop.end()
    yield from _cut_short(text, at, end)


def _cut_short(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence from *start* to *end*; one that no writer meant is cut at blanks, lest its reading take an age."""
    while end - start > _LONGEST:
        blank = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        cut = blank if blank > 0 else start + _LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    after = _NEXT.match(text, stop.end(), end)
    if after is None or after.group(1)[0].islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(start, stop.start() - 24), stop.start())
    word = "" if before is None else before.group().lower()
    return not _is_abbreviated(word, after.group(1))


def _is_abbreviated(word: str, following: str) -> bool:
    """True when the dot after *word* shortens it and the sentence goes on with *following*."""
    if word in {"no", "nos"}:
        return following[0].isdigit()
    is_short = (len(word) == 1 and word.isalpha()) or (len(word) < 8 and "." in word)
    return _ABBREVIATION.match(word) is not None or (is_short and _OPENER.match(following.lower()) is None)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without blanks at its ends, when anything to read is left."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    if _READABLE.search(text, start, end) is not None:
        yield start, end
