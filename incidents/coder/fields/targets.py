"""What or whom an event was aimed at: kind, name, and what became of it. Does not count the dead."""

from __future__ import annotations

from collections.abc import Iterator

from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.fields.findings import Finding
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import Target

_REACH, _FAR, _NEAR, _OUTCOME_REACH = 8, 16, 2, 6
_MOST = 3


def find_targets(account: Account) -> Finding[tuple[Target, ...]]:
    """The targets of the event in the order of the text, one for each kind."""
    found: dict[str, tuple[Target, CueMention]] = {}
    for passage in account.passages:
        for mention in _aimed_at(passage):
            target = Target(mention.code, mention.quote, _outcome(passage, mention))
            found.setdefault(mention.code, (target, mention))
    pairs = list(found.values())[:_MOST]
    return Finding(tuple(target for target, _ in pairs), tuple(mention for _, mention in pairs), 0.65)


def _aimed_at(passage: Passage) -> Iterator[CueMention]:
    """Targets named after an act ("attacked a school", "an attack on a school") or suffering it."""
    for mention in passage.reading.cues["target_types"]:
        if not passage.start <= mention.start < passage.end:
            continue
        aimed = any(0 < mention.first - cue.last <= _NEAR for cue in keyed(passage.reading.cues, "grammar.aimed"))
        reach = _FAR if aimed else _REACH
        after = any(0 < mention.first - act.last <= reach for act in passage.acts)
        before = any(act.is_passive and 0 < act.first - mention.last <= _REACH for act in passage.acts)
        if after or before:
            yield mention


def _outcome(passage: Passage, mention: CueMention) -> str | None:
    """What the nearest words say became of the target."""
    told = passage.reading.cues["target_outcomes"]
    near = [cue for cue in told if abs(cue.first - mention.last) <= _OUTCOME_REACH and _is_of(mention, cue, passage)]
    return min(near, key=lambda cue: abs(cue.first - mention.last)).code if near else None


def _is_of(mention: CueMention, cue: CueMention, passage: Passage) -> bool:
    """False for words on another target: one stands between, or a comma does ("unharmed, but the school")."""
    low, high = sorted((mention, cue), key=lambda each: each.first)
    if any(low.last < other.first < high.first for other in passage.reading.cues["target_types"]):
        return False
    return high is cue or all(word.is_joined for word in passage.reading.words[low.last + 1 : high.first + 1])
