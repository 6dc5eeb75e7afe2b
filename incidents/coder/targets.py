"""What or whom an event was aimed at: kind, name, and what became of it.

Does not count the dead; a target's outcome is what is said of it by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidents.coder.actors import find_party_targets
from incidents.coder.cues import CueMention
from incidents.coder.events import Account
from incidents.coder.findings import Finding
from incidents.coder.lexicon import keyed
from incidents.coder.passages import Passage
from incidents.coder.reading import Reading
from incidents.coder.triggers import Trigger
from incidents.domain.who import Target

_REACH = 8
_MOST = 3


def find_targets(account: Account) -> tuple[Finding[Target], ...]:
    """The targets of the event, the surest first, one for each kind."""
    found: dict[str, Finding[Target]] = {}
    for passage in account.passages:
        for mention in _aimed_at(passage.reading, passage.acts):
            target = Target(mention.code, mention.quote, _outcome(passage.reading, mention))
            found.setdefault(mention.code, Finding(target, (mention,), 0.7))
    return tuple(found.values())[:_MOST]


def _aimed_at(reading: Reading, acts: Sequence[Trigger]) -> Iterator[CueMention]:
    """Targets named after an act ("attacked a school", "an attack on a school") or suffering it."""
    for mention in reading.cues.get("target_types", ()):
        for act in acts:
            is_after = 0 < mention.first - act.last <= _REACH
            is_before = act.is_passive and 0 < act.first - mention.last <= _REACH
            if is_after or is_before:
                yield mention
                break


def _outcome(reading: Reading, mention: CueMention) -> str | None:
    return next((cue.code for cue in reading.cues.get("target_outcomes", ()) if abs(cue.first - mention.last) <= _REACH), None)


def party_names(account: Account) -> tuple[str, ...]:
    """The names of the parties that were attacked."""
    return tuple(role.party.name for role in find_party_targets(account))


def has_cue(account: Account, name: str) -> bool:
    """True when a passage of *account* holds a cue of the list ``list.key``."""
    return any(keyed(passage.reading.cues, name) for passage in account.passages)
