"""The country of a group that a foreign force struck, for a report that names no country but that force's own.

"An Israeli strike killed a Hamas commander" was hardly in Israel. Reads no places; ``setting`` does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding
from incidents.coder.mentions.parties import Party
from incidents.coder.text.lexicon import registry_of
from incidents.domain.locations import Place

_STRIKES = frozenset({"airstrike", "shelling", "bombing", "hit", "kill", "attack"})
_AT_HOME = frozenset({"arrest", "protest", "riot"})
_SURE = 0.35


def find_home(account: Account, doers: Sequence[Party]) -> Finding[Place] | None:
    """The first country, by the registry, of another group that is named; None where *doers* share one with it."""
    own = {doer.country for doer in doers if doer.country is not None}
    if not own or account.kinds & _AT_HOME or not account.kinds & _STRIKES:
        return None
    for party, countries in _groups(account):
        if countries and own.isdisjoint(countries):
            return Finding(Place(country=countries[0], precision="country"), (party,), _SURE)
    return None


def _groups(account: Account) -> Iterator[tuple[Party, Sequence[str]]]:
    parties = (party for passage in account.passages if passage.acts for party in passage.reading.parties)
    return ((party, registry_of().find(party.known_as).countries) for party in parties if party.known_as is not None)
