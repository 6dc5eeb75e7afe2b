"""What a part in an act says of whoever plays it: that they did it, suffered it, answered it, or only caught somebody.

Looks at one part beside the report's acts; ``clues`` gathers what is said of each party.
"""

from __future__ import annotations

from incidents.coder.events.accounts import Account
from incidents.coder.mentions.parties import ARMED, FORCE, GROUP, NAME, PERSON
from incidents.coder.mentions.roles import AGENT, ENEMY, OPPONENT, SUBJECT, Role
from incidents.coder.text.lexicon import keyed
from incidents.domain.events import PERPETRATOR

_AGAINST = frozenset({OPPONENT, ENEMY})
_INTERCEPT, _FIGHTERS = "intercept", frozenset({ARMED, GROUP})
_ASIDE = frozenset({"arrest", _INTERCEPT})
_DOWNING = frozenset({"intercept", "kill"})  # of an aircraft with people on board
_REACTIONS = frozenset({"shooting", "kill", "intercept", "bombing", "blast"})
_PROVOKING = frozenset({"attack", "stabbing", "bombing", "suicide", "vehicle", "abduction", "ramming"})
_VAGUE = frozenset({"attack"})
_OBJECT_REACH = 5  # words
OPENING = 3
"""How many passages are the opening of a report."""
PERSONAL = frozenset({"stabbing", "shooting", "vehicle", "ramming", "attack", "abduction"})
"""Kinds of acts that one person may do, so that whoever is caught or named as a suspect did it."""


def clue_of(role: Role, account: Account, *, is_news: bool) -> str:
    """The clue that *role* is for or against its party; *is_news*: its act is the first that the report tells of."""
    if role.role != PERPETRATOR:
        is_caught = role.trigger.kind == "arrest" and role.party.kind == PERSON and bool(account.kinds & PERSONAL)
        return "blamed" if is_caught else "target"
    if role.trigger.kind == "protest":
        return "protests"
    is_downing = role.trigger.kind == _INTERCEPT and role.party.kind in _FIGHTERS and role.manner == SUBJECT
    is_own = is_downing or account.kinds <= _ASIDE or account.kinds <= _DOWNING
    is_answer = role.trigger.kind in _ASIDE and not is_own
    is_stop = role.party.kind == FORCE and (_stops_an_attacker(role, account) or _puts_an_end(role, account))
    if is_answer or is_stop:
        return "aside"
    if role.party.is_police and role.trigger.kind in _REACTIONS:
        return _clue_of_police(role, account, is_news=is_news)
    return _plain_clue_of(role, account)


def _plain_clue_of(role: Role, account: Account) -> str:
    """By its place in the clause; whoever is only fought against, in a report that opens with no fight, did nothing."""
    is_fight = any("clash" in passage.kinds for passage in account.passages[:OPENING])
    if role.party.kind == NAME:
        return "name_acts"
    if role.manner in _AGAINST and not is_fight:
        return "habit"
    return SUBJECT if role.manner == AGENT else role.manner


def _stops_an_attacker(role: Role, account: Account) -> bool:
    """``Soldiers killed two would-be suicide bombers``, in a report of an attack."""
    act = role.trigger
    near = (
        party
        for passage in account.passages
        if passage.start <= act.start < passage.end
        for party in passage.reading.parties
        if 0 < (act.first - party.last if act.is_passive else party.first - act.last) <= _OBJECT_REACH
    )
    is_attacker = any(party.kind == ARMED and party.is_attacker for party in near)
    others = (passage for passage in account.passages if not passage.start <= act.start < passage.end)
    is_provoked = bool(account.kinds & _PROVOKING) or any("shooting" in passage.kinds for passage in others)
    return is_attacker and is_provoked


def _puts_an_end(role: Role, account: Account) -> bool:
    """``A man stabbed five people before police shot him``: whoever acts after "before" only answers."""
    told = (passage for passage in account.passages if passage.start <= role.trigger.start < passage.end)
    leads = {cue.last + 1 for passage in told for cue in keyed(passage.reading.cues, "grammar.ending")}
    return role.manner == SUBJECT and role.party.first in leads


def _clue_of_police(role: Role, account: Account, *, is_news: bool) -> str:
    """Police that open the news by killing acted ("Police kill two in a raid"); those who stop an attacker did not."""
    is_shown = role.manner == SUBJECT or (role.manner == AGENT and account.kinds & _PROVOKING <= _VAGUE)
    is_opening = is_news and is_shown
    is_answer = bool(account.kinds & _PROVOKING) and "protest" not in account.kinds
    if is_opening and role.trigger.kind == "shooting":
        return SUBJECT
    return "aside" if is_answer and not is_opening else "reaction"
