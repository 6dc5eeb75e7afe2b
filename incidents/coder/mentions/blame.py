"""Who is blamed or accused in a sentence: each cue of blame, with the party that it falls on.

Whom words point at by where they stand is for ``pointing``, which statement it is for ``claims``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.coder.mentions.parties import ARMED, GROUP, NAME, PERSON, SPEAKER, Party
from incidents.coder.mentions.pointing import BLAME_REACH, NAME_REACH, party_after, party_before, subjects
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import Cues, keyed

_ACCUSED_REACH, _ASKED_REACH = 8, 12  # words
_ON_REACH = 24  # words
_MEMBER_REACH, _OF_REACH, _AGAIN_REACH = 6, 7, 3  # words
_NO_BLOW = ("_protest", "_agreement")


def find_blamed(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    """Each cue of blame in one sentence with the party that is blamed."""
    yield from _members(cues, parties)
    if not cues["triggers"] and not keyed(cues, "claims.act"):
        yield from _blamed_outright(cues, parties)
        return
    on = list(_blamed_on(cues, parties))
    plain = (pair for pair in _blamed(cues, parties) if pair[0] not in [cue for cue, _ in on])
    yield from on
    for cue, party in (*plain, *_accused(cues, parties)):
        is_meant = not party.is_attacker and _stands_alone(party, cues) and not _is_parted(cue, party, cues)
        if is_meant and not _is_asked(cue, cues):
            yield cue, party
    for cue in keyed(cues, "claims.blamed_after"):
        before = _before_relative(cue, parties, cues) or party_before(cue, subjects(parties, cues), may_be_unnamed=True)
        if before is None or before.kind == NAME or cue.first - before.last > _ACCUSED_REACH:
            continue
        is_meant = not before.speaks and not _is_of_failure(cue, cues)
        if is_meant and not _is_asked(cue, cues) and not _is_of_others(cue, before, cues):
            yield cue, before


def find_blamed_again(cues: Cues, parties: Sequence[Party]) -> Iterator[CueMention]:
    """Each cue of blame that falls on "the group" or "them", who were named before."""
    acts = (*cues["triggers"], *keyed(cues, "claims.act"))
    for cue in keyed(cues, "claims.blamed_before"):
        is_again = any(0 < other.first - cue.last <= _AGAIN_REACH for other in keyed(cues, "grammar.group_again"))
        if acts and is_again and party_after(cue, parties, _AGAIN_REACH) is None:
            yield cue


def _members(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    """``the suspects were linked to the Northern Front``: whose people they were."""
    doubts = [doubt.last for doubt in keyed(cues, "relevance.doubt")]
    agents = [by.first for by in keyed(cues, "grammar.by")]
    for cue in keyed(cues, "claims.blamed_members"):
        if any(doubt < cue.last for doubt in doubts) or any(cue.first < by < cue.last for by in agents):
            continue
        yield from _member(cue, parties)
    for cue in keyed(cues, "claims.identified_members"):
        if any(party.is_attacker and party.last < cue.first for party in parties):
            yield from _member(cue, parties)


def _member(cue: CueMention, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    held = (party for party in parties if party.first <= cue.last < party.last)  # "a member of the Northern Front"
    party = next(held, None) or party_after(cue, parties, _MEMBER_REACH)
    if party is not None and party.kind not in {NAME, PERSON, ARMED}:
        yield cue, party


def _blamed_on(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    """``blamed the attack in X, a town with a base, on the Northern Front``: whoever stands after "on", however far."""
    acts = [mention.first for mention in (*cues["triggers"], *keyed(cues, "claims.act"))]
    articles = {each.last: each.first for each in keyed(cues, "grammar.determiner")}
    leads = {each.last for each in keyed(cues, "grammar.upon")}
    for cue in keyed(cues, "claims.blamed_before"):
        if not _is_blame(cue):
            continue
        act = next((at for at in acts if 0 < at - cue.last <= _OF_REACH), None)
        near = (party for party in parties if act is not None and act < party.first <= cue.last + _ON_REACH)
        for party in near:
            at = party.first - 1
            if party.kind != SPEAKER and leads & {at, articles.get(at, at) - 1, party.first}:
                yield cue, party
                break


def _blamed(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    for name, reach in (("blamed_before", BLAME_REACH), ("blamed_next", NAME_REACH)):
        for cue in keyed(cues, f"claims.{name}"):
            inside = next((party for party in parties if cue.first < party.first and party.last < cue.last), None)
            party = inside or (None if _is_passive(cue, cues) else party_after(cue, parties, reach))
            if party is not None:
                yield cue, party


def _blamed_outright(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    """``Authorities blamed the Northern Front``, a group that is known: for what need not be said again."""
    outright = keyed(cues, "claims.outright")
    after = [(cue, party_before(cue, subjects(parties, cues))) for cue in keyed(cues, "claims.blamed_after")]
    for cue, party in (*_blamed(cues, parties), *after):
        is_plain = any(cue.first <= each.first <= cue.last for each in outright)
        is_known = party is not None and party.kind == GROUP and party.known_as is not None
        is_known = is_known or (party is not None and party.kind == ARMED and not party.is_attacker and _is_blame(cue))
        if party is not None and is_known and is_plain and not _is_parted(cue, party, cues):
            yield cue, party


def _is_blame(cue: CueMention) -> bool:
    return cue.quote.lower().startswith("blam")


def _accused(cues: Cues, parties: Sequence[Party]) -> Iterator[tuple[CueMention, Party]]:
    """``accused the army of shelling``, ``accused rebels over the bombing``; not ``accused the army of failing``."""
    told = (mention for mention in cues["triggers"] if not mention.code.endswith(_NO_BLOW))
    acts = [mention.first for mention in (*told, *keyed(cues, "claims.act"))]
    for cue in keyed(cues, "claims.accused_before"):
        party = None if _is_passive(cue, cues) else party_after(cue, parties, BLAME_REACH)
        if party is not None and any(0 < act - party.last <= _OF_REACH or cue.last < act < party.first for act in acts):
            yield cue, party


def _before_relative(cue: CueMention, parties: Sequence[Party], cues: Cues) -> Party | None:
    """The party in ``the Taliban, whom he blamed``."""
    is_relative = any(each.first == cue.first for each in keyed(cues, "claims.blamed_relative"))
    return next((party for party in parties if is_relative and party.last + 1 == cue.first), None)


def _is_of_failure(cue: CueMention, cues: Cues) -> bool:
    """True for ``the police have been accused for their failure to prevent the clashes``: of no act."""
    return any(0 < each.first - cue.last <= _ACCUSED_REACH for each in keyed(cues, "grammar.failure"))


def _is_of_others(cue: CueMention, party: Party, cues: Cues) -> bool:
    """True for ``the army struck a boat accused of smuggling``: what stands before the words is, and of no act."""
    if not any(each.first == cue.first for each in keyed(cues, "claims.accused_of")):
        return False
    acts = (*cues["triggers"], *keyed(cues, "claims.act"))
    is_of_act = any(0 < act.first - cue.last <= _OF_REACH for act in acts)
    return cue.first - party.last > NAME_REACH or not is_of_act


def _is_asked(cue: CueMention, cues: Cues) -> bool:
    """True for ``the army does not know who was behind``: nobody is blamed by a question."""
    return any(0 <= cue.last - asked.first <= _ASKED_REACH for asked in keyed(cues, "grammar.asked"))


def _is_parted(cue: CueMention, party: Party, cues: Cues) -> bool:
    """True when another clause begins between them: ``attributed it to looters, while the rebels said``.

    What somebody is blamed for is no one who is blamed, either: ``blamed officials for failing to stop the group``.
    """
    breaks = [each for name in ("grammar.clause", "grammar.for", "grammar.cause") for each in keyed(cues, name)]
    return any(cue.last < other.first < party.first for other in breaks)


def _stands_alone(party: Party, cues: Cues) -> bool:
    """False for a capitalised word that only begins a phrase: "blamed Democratic leadership"."""
    is_followed = any(each.first == party.last + 1 for each in keyed(cues, "grammar.after_name"))
    return party.kind != NAME or is_followed or party.ends_phrase


def _is_passive(cue: CueMention, cues: Cues) -> bool:
    """``accused by``: who follows is the accuser; ``accused of``, ``blamed for``: what they are said to have done."""
    following = [other for name in ("by", "of", "for") for other in keyed(cues, f"grammar.{name}")]
    return any(other.first == cue.last + 1 for other in following)
