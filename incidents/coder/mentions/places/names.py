"""Names of places in a sentence, each with what the words around it say.

Asks the gazetteer only whether a name is listed; which place it means is for ``choice``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from incidents.coder.mentions.places.context import Surroundings
from incidents.coder.mentions.places.relations import (
    is_away,
    is_beyond,
    is_inside,
    is_inside_of,
    is_located,
    is_near,
    is_owned_by,
    is_run_on,
)
from incidents.coder.mentions.places.stretches import find_stretches
from incidents.coder.mentions.places.tokens import Token, split_tokens
from incidents.coder.mentions.places.use import use_of
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import DATELINE, HEADING, Sentence
from incidents.geo.names import fold

_LINK = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_NOUN = re.compile(r"\s+(\w+)")


class Name(NamedTuple):
    """A name at ``text[start:end]`` of the article, and its surroundings.

    *folded* is how the gazetteer lists it; *kinds* what a noun beside it allows, empty for anything. *use* is plain,
    person, speaker or part (of a longer name). *is_located*: a preposition puts something there; *is_inside*: plainly
    so; *is_near*: only near it; *is_away*: something else than an event. *is_parent*: only a comma parts it from the
    name before, which may lie in it; *is_owned*: the name before owns it ("Kenya's Mandera County"). *is_opening*: it
    begins the sentence; *is_run_on*: as a dateline from which the sentence runs on; *is_loud*: the sentence is a
    headline or in capitals; *is_shared*: its kind is that of the list that it is in.
    """

    sentence: Sentence
    folded: str
    start: int
    end: int
    kinds: frozenset[str]
    use: str
    is_located: bool
    is_inside: bool
    is_near: bool
    is_away: bool
    is_parent: bool
    is_owned: bool
    is_opening: bool
    is_run_on: bool
    is_loud: bool
    is_shared: bool = False

    @property
    def quote(self) -> str:
        """The words."""
        return self.sentence.text[self.start - self.sentence.start : self.end - self.sentence.start]

    @property
    def is_caseless(self) -> bool:
        """Whether its script has no capitals by which names are known."""
        return self.quote.upper() == self.quote.lower()

    @property
    def is_acronym(self) -> bool:
        """Whether it is a short word in capitals where others are not."""
        letters = self.quote.removesuffix("s")
        return letters.isupper() and letters.isalpha() and len(letters) <= 5 and not (self.is_loud or self.is_run_on)

    @property
    def before(self) -> str:
        """The sentence up to the name."""
        return self.sentence.text[: self.start - self.sentence.start]

    @property
    def after(self) -> str:
        """The rest of the sentence."""
        return self.sentence.text[self.end - self.sentence.start :]

    @property
    def is_dateline(self) -> bool:
        """Whether it stands where the report was written."""
        return self.sentence.kind == DATELINE or self.is_run_on


def find_names(sentence: Sentence, *, is_listed: Callable[[str], bool], words: PlaceWords) -> tuple[Name, ...]:
    """The listed names of *sentence* from left to right, the longest where several begin."""
    tokens = split_tokens(sentence.text)
    stretches = list(find_stretches(sentence.text, tokens, is_listed, words))
    is_loud = bool(stretches) and _is_loud(tokens, sentence)
    names: list[Name] = []
    for first, last, folded in stretches:
        context = Surroundings(sentence.text, tokens, first, last, folded, is_loud, words)
        names.append(_name(sentence, context, names[-1] if names else None))
    return tuple(_share_kinds(names, words))


def _share_kinds(names: list[Name], words: PlaceWords) -> list[Name]:
    """*names* of one sentence, those of a list with the kind that stands at its end: "Sumy and Odesa oblasts"."""
    for at in range(len(names) - 1, 0, -1):
        before, last = names[at - 1], names[at]
        noun = _NOUN.match(last.after)
        several = words.several.get(noun[1].lower()) if noun is not None and not last.is_shared else None
        kinds = last.kinds if last.is_shared else several
        if kinds and _LINK.fullmatch(last.before, before.end - last.sentence.start) is not None:
            names[at - 1 : at + 1] = [each._replace(kinds=kinds, is_shared=True) for each in (before, last)]
    return names


def name_at(sentence: Sentence, start: int, end: int, *, words: PlaceWords, before: Name | None = None) -> Name:
    """The words at ``text[start:end]`` of the article as a name, listed or not: somebody says that it is one.

    *before* is the name before it, if any. ValueError when no word lies there.
    """
    tokens = split_tokens(sentence.text)
    low, high = start - sentence.start, end - sentence.start
    inside = [at for at, token in enumerate(tokens) if token.end > low and token.start < high]
    if not inside:
        raise ValueError(f"no word of the sentence lies at {start} to {end}")
    folded, is_loud = fold(sentence.text[low:high]), _is_loud(tokens, sentence)
    context = Surroundings(sentence.text, tokens, inside[0], inside[-1], folded, is_loud, words)
    return _name(sentence, context, before)


def _name(sentence: Sentence, context: Surroundings, before: Name | None) -> Name:
    beside = before is not None and before.sentence is sentence
    reached = before.end - sentence.start if before is not None and beside else 0
    is_owned = beside and is_owned_by(context, reached)
    is_parent = beside and is_inside_of(context, reached)
    is_put = is_inside(context) or (is_beyond(context) and not is_parent)
    is_dateline = is_run_on(context)
    return Name(
        sentence=sentence,
        folded=context.folded,
        start=sentence.start + context.tokens[context.first].start,
        end=sentence.start + context.end,
        kinds=context.kinds,
        use=use_of(context),
        is_located=is_located(context) or (is_owned and before is not None and before.is_located) or is_dateline,
        is_inside=is_put or (is_owned and before is not None and before.is_inside),
        is_near=is_near(context),
        is_away=is_away(context),
        is_parent=is_parent,
        is_owned=is_owned,
        is_opening=context.first == 0,
        is_run_on=is_dateline,
        is_loud=context.is_loud,
    )


def _is_loud(tokens: Sequence[Token], sentence: Sentence) -> bool:
    """Whether capitals say little: a headline, or a sentence in capitals."""
    if sentence.kind == HEADING:
        return True
    long = [token for token in tokens if len(token.text) > 3]
    return len(long) > 3 and sum(token.is_capital for token in long) >= 0.9 * len(long)
