"""The people and bodies of a sentence who may have acted: groups, forces, people under arms, crowds, persons.

A light chunker over the letters of ``tags``. Does not say what a party did: ``roles`` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed, registry_of
from incidents.coder.text.tags import Tags
from incidents.coder.text.words import Word

GROUP, FORCE, ARMED, PROTESTER, RIOTER, COUNTRY, NATION, NAME, PERSON, SPEAKER = (
    "group", "force", "armed", "protester", "rioter", "country", "nation", "name", "person", "speaker",
)  # fmt: skip
_NAME = "[RN][RNMGFAcn]*"
_PARTY = re.compile(
    rf"""
    (?P<faction>  [d\#m]* (?:[RNcn][RNMGFAcn]*)? [gG]+ o d* [ncm]* (?:{_NAME}) g? )
  | (?P<belonging>[d\#mn]* (?: [ag]+ b+ | [agm]* q+ o? | a+ o ) d* m* (?:[gG]+od*)? [ncmgM]* (?:{_NAME} g?|[nc][GFA]+) )
  | (?P<apposed>  [d\#mn]* [ag]+ [RN][RNMGFA]* )
  | (?P<speaker>  [d\#mncNMRfF]* s )
  | (?P<loyal>    [d\#m]* (?:[nc]+'?)? [m]* [fF]+ b+ [dscnm]* (?:{_NAME}) )
  | (?P<service>  [d\#m]* [fF]+ o d* (?:c+|N+|s N+) )
  | (?P<force>    [d\#m]* [nc]+ (?:'d*)? [mMnN]{{0,3}} [fFe]+ )
  | (?P<group>    [d\#m]* (?:[nc]+')? (?:[nc]m)*
                  (?:n?[RN][RNMGFAcn]* [ma]{{0,2}} [ag]+ | [ncNML]+[GFAN]*[GFA]
                  | n?R+[\#N]{{0,2}}m*[fe]+ | n?R+(?:N{{0,3}}[GFA]+)? ) )
  | (?P<local>    [d\#m]* [NL]+ m* f+ )
  | (?P<protester>[d\#mnNc]* p )
  | (?P<rioter>   [d\#mn]* r )
  | (?P<armed>    [d\#mMn]* a+ )
  | (?P<led>      N+ ' m* [fe]+ )
  | (?P<plain>    [d\#m]* f+ e* )
  | (?P<person>   N N+ )
  | (?P<name>     [MN]+ (?:[MNRGFA])* )
  | (?P<country>  c+ )
  | (?P<nation>   n+ )
    """,
    re.VERBOSE,
)
_BEGUN = re.compile(r"[NL][ma]*a")  # a capital that only begins a sentence
_DOLLAR = "$"  # "US$" is money, no country
_TIED, _STANCES = frozenset("magf"), frozenset({"anti", "pro"})
_PLURALS = frozenset({"ns", "is", "ks", "ts"})  # Kenyans, Iraqis, Turks, Kuwaitis
_OF_STATES = frozenset({"military", "police", "foreign_forces"})
_OWNER = re.compile(r"^[d#m]*(?:[nc]+')?(?:[nc]m)*(?=[nRN])")
_KINDS = {
    "faction": GROUP,
    "apposed": GROUP,
    "belonging": GROUP,
    "service": FORCE,
    "loyal": FORCE,
    "local": FORCE,
    "led": FORCE,
    "plain": FORCE,
}


class Party(NamedTuple):
    """A phrase at ``text[start:end]`` that names a party of *kind*.

    *name* is it without article, number and rank words; *country* is the ISO alpha-3 code of the nationality or
    country in the phrase; *is_described* when it says what kind of people they are, though not which: "herders";
    *is_government* when it is a state as such: "the Syrian government"; *is_attacker* when it is called by the act
    alone: "the bomber".
    *is_owner* when an 's follows: "Colombia's largest rebel group".
    *first* and *last* count words of the sentence. *known_as* is its name in the registry of
    actors; *ends_phrase* when punctuation follows; *speaks* when a verb of saying does.
    """

    kind: str
    name: str
    start: int
    end: int
    quote: str
    first: int
    last: int
    country: str | None = None
    is_suspected: bool = False
    is_police: bool = False
    is_government: bool = False
    is_described: bool = False
    is_attacker: bool = False
    is_owner: bool = False
    known_as: str | None = None
    ends_phrase: bool = False
    speaks: bool = False

    @property
    def is_people(self) -> bool:
        """True for people by their nationality ("two Kenyans"), who are not their country's forces."""
        return self.kind == NATION and self.name[-2:] in _PLURALS


def find_parties(text: str, words: Sequence[Word], tags: Tags, cues: Cues) -> tuple[Party, ...]:
    """The parties of one sentence from left to right."""
    found = (_party(text, words, tags, cues, each) for each in _PARTY.finditer(tags.letters))
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


def _party(text: str, words: Sequence[Word], tags: Tags, cues: Cues, found: re.Match[str]) -> Party:
    pattern = found.lastgroup or ""
    first, last = tags.span(*found.span())
    start, end = words[first].start, words[last].end
    name_first, name_last = _name_span(tags, found)
    known_as = next((each.code for each in cues["registry"] if first <= each.first <= last), None)
    return Party(
        kind=_kind(pattern, found.group(), is_first=first == 0, known_as=known_as),
        name=text[words[name_first].start : words[name_last].end],
        start=start,
        end=end,
        quote=text[start:end],
        first=first,
        last=last,
        country=_country(cues, first, last),
        is_suspected=_holds(cues, "claims.suspected_kind", begin_of(words, cues, first), last),
        ends_phrase=last + 1 == len(words) or not words[last + 1].is_joined,
        speaks=any(each.first == last + 1 for each in keyed(cues, "grammar.said")),
        known_as=known_as,
        is_police=_holds(cues, "actors.police", first, last),
        is_government=any(each.last == last for each in keyed(cues, "actors.government")),
        is_described=_holds(cues, "actors.described", first, last),
        is_attacker=_holds(cues, "actors.attacker", first, last),
        is_owner=last + 1 < len(words) and words[last + 1].is_joined and words[last + 1].folded == "s",
    )


def begin_of(words: Sequence[Word], cues: Cues, first: int) -> int:
    """Where the phrase begins that the word *first* belongs to, with what is tied to it and how sure it is.

    "suspected Islamic State-aligned rebels", of which only the rebels are the party.
    """
    at = first
    tie = next((each for each in (first, first - 1) if each > 0 and words[each].is_hyphened), None)
    if tie is not None:
        names = [mention.first for mention in cues["registry"] if mention.last == tie - 1]
        at = min(names, default=tie - 1)
    doubts = {cue.last: cue.first for cue in keyed(cues, "claims.suspected_kind")}
    return doubts.get(at - 1, at)


def _kind(pattern: str, letters: str, *, is_first: bool, known_as: str | None) -> str:
    if known_as is not None and pattern in {GROUP, FORCE, NAME}:
        return FORCE if registry_of().find(known_as).type in _OF_STATES else GROUP
    is_common = is_first and pattern == GROUP and _BEGUN.fullmatch(letters) is not None
    return ARMED if is_common else _KINDS.get(pattern, pattern)


def _name_span(tags: Tags, found: re.Match[str]) -> tuple[int, int]:
    """First and last word of the name proper."""
    letters, start, end = found.group(), found.start(), found.end()
    if found.lastgroup == "belonging":
        start += max(letters.rfind("b"), letters.rfind("q"), letters.rfind("qo") + 1, letters.find("ao") + 1) + 1
    if found.lastgroup == "group":
        end = start + len(letters.rstrip("ma"))
        start += len(letters) - len(_OWNER.sub("", letters))
    if found.lastgroup == "apposed":
        start += len(letters) - len(letters.lstrip("d#mnag"))
    inner = tags.letters[start:end]
    start += len(inner) - len(inner.lstrip("d#m"))
    return tags.span(min(start, end - 1), end)


def _holds(cues: Cues, name: str, first: int, last: int) -> bool:
    return any(first <= mention.first <= last for mention in keyed(cues, name))


def _country(cues: Cues, first: int, last: int) -> str | None:
    inside = (mention for name in ("demonyms", "countries") for mention in cues[name] if first <= mention.first <= last)
    return next((mention.code for mention in inside), None)
