"""The parties of a sentence: a light chunker, which joins phrases and leaves out those that only qualify another word.

Does not say what a party did: ``labelling`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from incidents.coder.mentions.parties import ARMED, GROUP, Party
from incidents.coder.mentions.phrases import read_phrases
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed
from incidents.coder.text.tags import Tags
from incidents.coder.text.words import Word

_DOLLAR = "$"  # "US$" is money, no country
_TIED, _STANCES = frozenset("magf"), frozenset({"anti", "pro"})


def find_parties(text: str, words: Sequence[Word], tags: Tags, cues: Cues) -> tuple[Party, ...]:
    """The parties of one sentence from left to right."""
    found = read_phrases(text, words, tags, cues)
    acts = {each.first for each in cues["triggers"]}
    ties = (each for each in keyed(cues, "grammar.tied") if each.last + 1 not in acts)
    tied = {each.first for each in ties if _is_tied(each, words, tags)}
    parties = (party for party in found if party.last + 1 not in tied and not _is_stance(party, words))
    parties = (party for party in parties if not party.is_government or _stands_by_itself(party, cues))
    named = _named([party for party in parties if not text.startswith(_DOLLAR, party.end)], text)
    return _speaking(named, cues)


def _named(parties: Sequence[Party], text: str) -> list[Party]:
    """*parties*, with the name taken for the whole of ``the separatist group ETA``."""
    found: list[Party] = []
    for party in parties:
        before = found[-1] if found else None
        if before is not None and _is_called(before, party):
            whole = text[before.start : party.end]
            found[-1] = party._replace(first=before.first, start=before.start, quote=whole)
        else:
            found.append(party)
    return found


def _is_called(what: Party, name: Party) -> bool:
    """True for a group by its kind, and at once its name."""
    is_next = name.first == what.last + 1 and not what.ends_phrase
    is_kind = what.kind in {GROUP, ARMED} and what.known_as is None and what.name.lower().endswith("group")
    return is_next and is_kind and name.kind == GROUP and name.known_as is not None


def _speaking(parties: Sequence[Party], cues: Cues) -> tuple[Party, ...]:
    """*parties*, those marked that speak with another: "the rebels and witnesses said"."""
    joins = {mention.first for mention in keyed(cues, "grammar.and")}
    joined = [
        one._replace(speaks=True) if other.speaks and other.first - 2 == one.last and one.last + 1 in joins else one
        for one, other in pairwise(parties)
    ]
    return (*joined, *parties[-1:])


def _is_tied(cue: CueMention, words: Sequence[Word], tags: Tags) -> bool:
    """True for ``Iran-backed`` and ``the al-Qaeda affiliated armed group``, where the name only qualifies."""
    if words[cue.first].is_hyphened:
        return True
    after = [letter for letter, at in zip(tags.letters, tags.word_at, strict=True) if at == cue.last + 1]
    return bool(after) and after[-1] in _TIED


def _stands_by_itself(party: Party, cues: Cues) -> bool:
    """True when no other noun follows: "the government denied", "government shelling", not "government buildings"."""
    names = [f"grammar.{name}" for name in ("auxiliary", "passive", "preposition", "said", "by", "of", "clause")]
    names += [f"claims.{name}" for name in ("denied", "claimed_after", "blamed_after", "claimed_act")]
    following = (*cues["triggers"], *(mention for name in names for mention in keyed(cues, name)))
    return party.ends_phrase or any(mention.first == party.last + 1 for mention in following)


def _is_stance(party: Party, words: Sequence[Word]) -> bool:
    """True for ``anti-Israel`` and ``pro-Russia``, where the name says what somebody stands for."""
    before = words[party.first - 1] if party.first > 0 else None
    return before is not None and before.folded in _STANCES and words[party.first].is_hyphened
