"""The phrases of a sentence that name a party, by patterns over the letters of ``tags``.

Takes each phrase by itself; which of them stand for somebody who may have acted is for ``chunking``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidents.coder.mentions.parties import ARMED, FORCE, GROUP, NAME, Party
from incidents.coder.text.lexicon import Cues, keyed, registry_of
from incidents.coder.text.tags import Tags
from incidents.coder.text.words import Word

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
  | (?P<protester>[d\#mnNc]* p+ )
  | (?P<rioter>   [d\#mn]* r+ )
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


def read_phrases(text: str, words: Sequence[Word], tags: Tags, cues: Cues) -> Iterator[Party]:
    """What each phrase of one sentence calls, from left to right; *text* is the article's."""
    return (_party(text, words, tags, cues, each) for each in _PARTY.finditer(tags.letters))


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
