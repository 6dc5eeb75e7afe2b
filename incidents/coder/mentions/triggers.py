"""The words that make a sentence speak of an event: what kind of act, done or suffered, real or only talked about.

A trigger is not yet an event: one event has several, and ``events`` says which belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.words import Word

_UNREAL_REACH = 5
_TAKES_OBJECT = frozenset({"verb_kill", "verb_abduction"})
_PASSIVE_REACH, _HELD_REACH = 3, 2
_PROTEST = "noun_protest"
_MONTH = "May"  # with a capital it is no "may"
_NONE = frozenset({"no", "not", "without", "never"})
"""Openers that deny what follows in their own clause only: "with no number given after heavy fighting"."""


class Trigger(NamedTuple):
    """An act named at ``text[start:end]``; *kind* is what its list is called after ``noun_``, ``verb_`` or ``suffer_``.

    *is_passive*: the act was suffered by what stands before. *is_real* is False for what was only threatened, feared,
    denied or meant figuratively. *first* and *last* count words of the sentence.
    """

    kind: str
    is_verb: bool
    is_passive: bool
    is_real: bool
    start: int
    end: int
    quote: str
    first: int
    last: int


def find_triggers(words: Sequence[Word], cues: Cues) -> tuple[Trigger, ...]:
    """The triggers of one sentence, given its *words* and what the lexicon found in them."""
    figures = (*keyed(cues, "relevance.figure"), *keyed(cues, "relevance.not_act"))
    found = []
    for mention in cues["triggers"]:
        form, kind = mention.code.split("_", 1)
        if form != _form(mention, words, cues) or any(_takes_from(figure, mention) for figure in figures):
            continue
        if _is_name(mention, words) or _is_stoppage(mention, words, cues):
            continue
        found.append(_trigger(mention, kind, words, cues))
    return tuple(found)


def _is_name(mention: CueMention, words: Sequence[Word]) -> bool:
    """True for a single word with a capital within a sentence: the month of March, the Battle of Britain."""
    word = words[mention.first]
    return mention.first == mention.last > 0 and word.is_capital and not word.text.isupper()


def _is_stoppage(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """True for a strike in a sentence about work."""
    is_strike = mention.first == mention.last and words[mention.first].folded.startswith("strik")
    return is_strike and bool(keyed(cues, "relevance.labour"))


def _trigger(mention: CueMention, kind: str, words: Sequence[Word], cues: Cues) -> Trigger:
    form = mention.code.split("_", 1)[0]
    is_verb = form != "noun"
    return Trigger(
        kind=kind,
        is_verb=is_verb,
        is_passive=form == "suffer" or (is_verb and _is_passive(mention, words, cues)),
        is_real=not is_unreal(mention, words, cues),
        start=mention.start,
        end=mention.end,
        quote=mention.quote,
        first=mention.first,
        last=mention.last,
    )


def _form(mention: CueMention, words: Sequence[Word], cues: Cues) -> str:
    """Noun or verb, where the lists hold the same words as both."""
    twins = {other.code.split("_", 1)[0] for other in cues["triggers"] if other.first == mention.first}
    if len(twins) == 1:
        return twins.pop()
    return "noun" if _looks_like_noun(mention, words, cues) else "verb"


def _looks_like_noun(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    if _is_done_by_one(mention, words) or _is_second_verb(mention, words, cues):
        return False
    is_last = mention.last + 1 >= len(words) or not words[mention.last + 1].is_joined
    if is_last or _stands_at(mention.last + 1, keyed(cues, "grammar.noun_before")):
        return True
    return mention.first > 0 and _ends_at(mention.first - 1, keyed(cues, "grammar.noun_after"))


def _is_done_by_one(mention: CueMention, words: Sequence[Word]) -> bool:
    """True for ``a drone strikes``: an article of one thing before a form in -s."""
    is_one = mention.first > 0 and words[mention.first - 1].folded in {"a", "an", "one"}
    return is_one and mention.first < mention.last and words[mention.last].folded.endswith("s")


def _is_second_verb(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """True for ``and arrest five militants``: what counts or begins an object follows at once."""
    following = mention.last + 1
    is_counted = following < len(words) and words[following].folded[0].isdigit()
    has_object = is_counted or _stands_at(following, keyed(cues, "grammar.object_begins"))
    return has_object and mention.first > 0 and _ends_at(mention.first - 1, keyed(cues, "grammar.and"))


def _stands_at(position: int, mentions: Sequence[CueMention]) -> bool:
    return any(mention.first == position for mention in mentions)


def _ends_at(position: int, mentions: Sequence[CueMention]) -> bool:
    return any(mention.last == position for mention in mentions)


def _is_passive(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """``was killed``, ``have been shot``, ``attacked by``; never a form in -ing or a plain present."""
    last = words[mention.last].folded
    if last.endswith("ing") or words[mention.first].folded.endswith("ing"):
        return False
    before = range(mention.first - _PASSIVE_REACH, mention.first)
    has_auxiliary = any(other.last in before for other in keyed(cues, "grammar.passive"))
    has_agent = _stands_at(mention.last + 1, keyed(cues, "grammar.by"))
    return has_auxiliary or has_agent or (last.endswith("ed") and _lacks_object(mention, words, cues))


def _lacks_object(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """``officers injured in scuffles``: a participle, for whoever wounds wounds somebody."""
    if mention.code not in _TAKES_OBJECT:
        return False
    following = mention.last + 1
    is_last = following >= len(words) or not words[following].is_joined
    is_counting = _stands_at(following, keyed(cues, "grammar.at_least"))
    return is_last or (_stands_at(following, keyed(cues, "grammar.preposition")) and not is_counting)


def is_unreal(mention: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """True for what closely follows "threatened to" or "no", or stands anywhere after "whether" or "was convicted"."""
    if mention.code == _PROTEST and _is_not_held(mention, words, cues):
        return True
    openers = [each for name in ("doubt", "tried", "remembered") for each in keyed(cues, f"relevance.{name}")]
    if any(other.last < mention.first for other in openers):
        return True
    reach = [other for other in keyed(cues, "relevance.unreal") if 0 < mention.first - other.last <= _UNREAL_REACH]
    reach = [other for other in reach if other.quote != _MONTH]
    return any(_is_within(words[other.last + 1 : mention.first + 1], cues, other) for other in reach)


def _is_not_held(protest: CueMention, words: Sequence[Word], cues: Cues) -> bool:
    """True for "the march had been planned for Monday"."""
    near = (each for each in keyed(cues, "relevance.not_held") if 0 < each.first - protest.last <= _HELD_REACH)
    return any(all(word.is_joined for word in words[protest.last + 1 : each.first + 1]) for each in near)


def _is_within(between: Sequence[Word], cues: Cues, opener: CueMention) -> bool:
    """True when nothing ends what *opener* says: no comma nor, after "no", a word that leads to another clause.

    "A would-be bomber" did what he did.
    """
    is_none = opener.quote.lower() in _NONE
    if not all(word.is_joined for word in between) or (between[0].is_hyphened and not is_none):
        return False
    ends = keyed(cues, "relevance.unreal_ends") if is_none else ()
    reach = range(opener.last + 1, opener.last + len(between))
    return not any(each.first in reach for each in ends)


def _takes_from(figure: CueMention, mention: CueMention) -> bool:
    """True where *figure* shares words with *mention*, unless it is only a part of it: "threw petrol bombs"."""
    is_part = mention.first <= figure.first and figure.last <= mention.last
    is_part = is_part and (figure.first, figure.last) != (mention.first, mention.last)
    return not is_part and figure.start < mention.end and mention.start < figure.end
