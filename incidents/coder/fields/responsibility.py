"""What all passages of one event say on who was responsible, settled: pronouns resolved, retellings left out.

Does not find statements in a sentence: ``claims`` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.coder.events.accounts import Account
from incidents.coder.fields.credence import Surroundings, credence
from incidents.coder.mentions.claims import ClaimMention
from incidents.coder.mentions.parties import GROUP, Party
from incidents.coder.reading import Reading
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import Claim

_LIKELY = 0.5
_THE, _GROUP = "the", "group"
_NAMED_REACH = 4  # sentences
Statement = tuple[ClaimMention, Party | None]


def find_statements(account: Account, *, doer: Party | None) -> tuple[Statement, ...]:
    """The statements on responsibility for the event of *account*, in the order of the text.

    Each comes with the party that it is about; *doer* is held to have done it.
    """
    likely = [
        (claim, by)
        for claim, by, around in all_statements(account, doer=doer)
        if credence(claim, by, around) >= _LIKELY
    ]
    return _settle(likely)


def all_statements(
    account: Account, *, doer: Party | None
) -> Iterator[tuple[ClaimMention, Party | None, Surroundings]]:
    """Every statement in *account*, pronouns resolved, of this event or another."""
    named: Party | None = None
    for order, passage in enumerate(account.passages):
        for claim in passage.reading.claims:
            yield claim, resolve(claim, passage.reading, named), Surroundings(account, passage, order, doer)
        named = last_named(passage.reading.parties, named)


def resolve(claim: ClaimMention, reading: Reading, named: Party | None) -> Party | None:
    """Whom *claim*, in *reading*, is about; "the group" and a spokesman stand for the group that was named last.

    *named* was named last in what else is told of the event; where nobody was, the article names it somewhere before.
    """
    if claim.by is not None or not claim.is_pronoun:
        return claim.by
    here = last_named((party for party in reading.parties if party.end <= claim.end), named)
    return here if here is not None else _named_before(reading)


def find_called_again(party: Party, reading: Reading, named: Party | None) -> Party | None:
    """The group that "the militant group" stands for, which was *named* before; None for other people under arms."""
    words = reading.words[party.first : party.last + 1]
    if words[0].folded != _THE or words[-1].folded != _GROUP:
        return None
    return named if named is not None else _named_before(reading)


def _named_before(reading: Reading) -> Party | None:
    """The group that the article named last, a few sentences before *reading* at most."""
    for _ in range(_NAMED_REACH):
        if reading.before is None:
            return None
        reading = reading.before
        named = last_named(reading.parties, None)
        if named is not None:
            return named
    return None


def last_named(parties: Iterable[Party], before: Party | None) -> Party | None:
    """The last group of *parties*, else *before*."""
    named = [party for party in parties if party.kind == GROUP]
    return named[-1] if named else before


def is_somebody_held(account: Account) -> bool:
    """True when *account* tells of an arrest, a charge or a suspect: whoever is named in it is accused."""
    return any(keyed(passage.reading.cues, "claims.held") for passage in account.passages)


def write_claim(statement: Statement) -> Claim:
    """*statement* as the event holds it."""
    mention, party = statement
    return Claim(mention.status, None if party is None else party.name, mention.mode)


def _settle(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """A statement without a name says nothing beside one of the same status with a name."""
    kept: list[Statement] = []
    for mention, party in sorted(statements, key=lambda each: (each[1] is None, each[0].start)):
        same = [other for earlier, other in kept if earlier.status == mention.status]
        if not any(party is None or other is None or _are_alike(party, other) for other in same):
            kept.append((mention, party))
    return tuple(sorted(kept, key=lambda each: each[0].start))


def _are_alike(one: Party, other: Party) -> bool:
    """True when the registry knows both as one, or one name holds all words of the other."""
    if one.known_as is not None and one.known_as == other.known_as:
        return True
    words, others = set(one.name.lower().split()), set(other.name.lower().split())
    return words <= others or others <= words
