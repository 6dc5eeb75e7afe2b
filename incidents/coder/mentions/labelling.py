"""Who did it and to whom in a sentence: the surest role of each party, and of those named beside it with "and".

Does not weigh one sentence against another and does not read claims: ``actors`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from incidents.coder.mentions.clauses import ACTS, Clause, is_object
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, SPEAKER, Party
from incidents.coder.mentions.positions import roles_of
from incidents.coder.mentions.roles import SUBJECT, SUFFERER, Role
from incidents.coder.text.lexicon import keyed

_OF_SUBJECTS = frozenset({SUBJECT, SUFFERER})


def find_roles(clause: Clause, parties: Sequence[Party]) -> tuple[Role, ...]:
    """The roles of the parties of one sentence, each at most once, the surest reading first."""
    pairs = [pair for pair in pairwise(parties) if _are_joined(clause, *pair)]
    inner = {other for one, other in pairs if is_object(clause, one)}
    found = [role for party in parties if party.kind != SPEAKER for role in roles_of(clause, party)]
    best: dict[Party, Role] = {}
    for role in sorted(found, key=lambda each: -each.strength):
        if role.party not in inner or role.manner not in _OF_SUBJECTS:
            best.setdefault(role.party, role)
    told = (*best.values(), *_beside(pairs, best))
    return tuple(role._replace(party=_owner_of(role.party, parties)) for role in told)


def _owner_of(party: Party, parties: Sequence[Party]) -> Party:
    """Whose the people under arms are: the group in ``Northern Front (NF) fighters``, else *party* itself."""
    before = {each.last + 1: each for each in parties if each.kind == GROUP and each.ends_phrase}
    owner = before.get(party.first) if party.kind == ARMED else None
    if owner is None:
        return party
    fuller = before.get(owner.first)
    return owner if fuller is None or fuller.known_as != owner.known_as else fuller


def _are_joined(clause: Clause, one: Party, other: Party) -> bool:
    """True when nothing but "and" (and an article) stands between the two."""
    joins = {each.first for each in keyed(clause.cues, "grammar.and")}
    articles = {each.last for each in keyed(clause.cues, "grammar.determiner")}
    between = range(one.last + 1, other.first)
    return one.last + 1 in joins and all(at in articles for at in between[1:])


def _beside(pairs: Sequence[tuple[Party, Party]], known: Mapping[Party, Role]) -> Iterator[Role]:
    """The roles of those who are only named beside another with "and": ``soldiers and rebels clashed``."""
    for one, other in pairs:
        kinds = {one.kind, other.kind}
        are_alike = kinds <= ACTS - {NAME, COUNTRY} or kinds == {COUNTRY} or _share_forces(one, other)
        if are_alike and (one in known) != (other in known):
            missing, role = (one, known[other]) if other in known else (other, known[one])
            yield role._replace(party=missing)


def _share_forces(one: Party, other: Party) -> bool:
    """``U.S. and Israeli warplanes hit``: a country that begins the sentence, and the forces of both."""
    return one.kind == COUNTRY and one.first == 0 and other.kind == FORCE
