"""How far an event got: accomplished, attempted or intercepted. Does not code what was only threatened."""

from __future__ import annotations

from incidents.coder.events.accounts import Account
from incidents.coder.fields.findings import Finding, Mention

_STOPPED = "Disrupted weapons use"
_NOT_DONE = frozenset({"attempted"})
_OPENING = 2


def find_stage(account: Account, sub_event_type: str | None) -> Finding[str | None]:
    """The stage of the event, a code of ``stages``; inferred where no words of the opening say it."""
    said = {cue.code: cue for passage in account.passages[:_OPENING] for cue in passage.reading.cues["stages"]}
    if sub_event_type == _STOPPED:
        return Finding("intercepted", _cited(said.get("intercepted")), 0.85)
    if said.keys() & _NOT_DONE and not account.casualties:
        return Finding("attempted", _cited(said["attempted"]), 0.7)
    return Finding("accomplished", (), 0.9)


def _cited(mention: Mention | None) -> tuple[Mention, ...]:
    return () if mention is None else (mention,)
