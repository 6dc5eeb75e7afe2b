"""How likely an act was fighting between people under arms, and not violence against civilians.

Who was struck decides, and that is told in many ways: as object of the attack, as the dead, by the places and people
named around it. So many thin signs are weighed by weights that were fitted on articles coded by hand
(``data/weights``). Does not decide the type: ``types`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from incidents.codebook.vocabularies import Vocabulary
from incidents.codebook.weights import load_weights
from incidents.coder.events.accounts import Account
from incidents.coder.events.passages import Passage
from incidents.coder.mentions.casualties.finding import CasualtyMention
from incidents.coder.mentions.parties import ARMED, COUNTRY, FORCE, GROUP, NAME, NATION, PERSON, Party
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import TARGET

_LEAD, _TOLD = 2, 6
_CLASH, _SHOOTING, _STABBING = "clash", "shooting", "stabbing"
_ARMED_TARGETS = frozenset({"military", "police", "armed_group"})
_SETTLED = frozenset({"settlement", "residence", "civilians"})
_ARMED_GROUPS = frozenset({"security_forces", "fighters", "perpetrators"})
_GROUPS = ("security_forces", "fighters", "civilians", "all", "perpetrators")
_OTHERS = "civilians"
"""Children, women and other groups of the harmed are civilians here."""


def likely_combat(account: Account, acts: Counter[str], *, doer: Party | None, target_types: Vocabulary) -> float:
    """The probability (0..1) that *account* tells of fighting; *acts* weighs its acts, *doer* acted."""
    return load_weights("combat").probability(describe_sides(account, acts, doer=doer, target_types=target_types))


def describe_sides(
    account: Account, acts: Counter[str], *, doer: Party | None, target_types: Vocabulary
) -> Mapping[str, float]:
    """What the account says of who fought whom, as named features."""
    told = [passage for passage in account.passages if passage.acts][:_TOLD]
    lead, later = told[:_LEAD], told[_LEAD:]
    total = acts.total() or 1
    yes = {*_by(doer), *_against(lead, later), *_near(lead, target_types)}
    return {
        **dict.fromkeys(sorted(yes), 1.0),
        **_harmed(account, first=told[0].reading.sentence.index if told else 0),
        "clash_share": acts[_CLASH] / total,
        "shooting_share": acts[_SHOOTING] / total,
        "stabbing_share": acts[_STABBING] / total,
    }


def _by(doer: Party | None) -> Iterator[str]:
    if doer is not None:
        kind = "police" if doer.is_police else {NATION: COUNTRY, NAME: PERSON}.get(doer.kind, doer.kind)
        yield f"by_{kind}"


def _against(lead: Sequence[Passage], later: Sequence[Passage]) -> Iterator[str]:
    for name, part in (("lead", lead), ("later", later)):
        kinds = {role.party.kind for each in part for role in each.reading.roles if role.role == TARGET}
        if FORCE in kinds:
            yield f"against_force_{name}"
        if kinds & {ARMED, GROUP}:
            yield f"against_fighters_{name}"


def _near(lead: Sequence[Passage], target_types: Vocabulary) -> Iterator[str]:
    kinds = {party.kind for passage in lead for party in passage.reading.parties}
    targets = {cue.code for passage in lead for cue in passage.reading.cues["target_types"]}
    civilian = {term.code for term in target_types if term.attributes.get("is_civilian")} | _SETTLED
    yield from (f"clash_{name}" for name, each in zip(("first", "second"), lead, strict=False) if _CLASH in each.kinds)
    yield from (f"names_{kind}" for kind in kinds)
    if targets & _ARMED_TARGETS:
        yield "names_armed_target"
    if targets & civilian:
        yield "names_civilian_target"


def _is_aside(mention: CasualtyMention) -> bool:
    """True for a toll over more than this event, and for some of many: "14 people, including a policeman"."""
    return mention.is_cumulative or mention.is_subset


def _harmed(account: Account, *, first: int) -> Mapping[str, float]:
    """Which groups were killed or injured: 1 when the opening says so, half when later sentences do."""
    shares: dict[str, float] = {}
    for mention in account.casualties:
        if mention.harm in {KILLED, INJURED} and mention.count.best != 0 and not _is_aside(mention):
            group = mention.group if mention.group in _GROUPS else _OTHERS
            shares[group] = max(shares.get(group, 0.0), 1.0 if mention.sentence <= first + 1 else 0.5)
    is_only = bool(shares) and shares.keys() <= _ARMED_GROUPS
    return {**{f"harmed_{group}": share for group, share in shares.items()}, "harmed_only_armed": float(is_only)}
