"""Every case of ``tests/cases/events.toml`` comes out as the file says: whole articles through the whole coder."""

from __future__ import annotations

from typing import Any

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.domain.events import PERPETRATOR, Event, overall_status
from incidents.geo.gazetteer import Gazetteer
from tests.coder.cases import Case, read_cases

CODEBOOK = load()


@pytest.mark.parametrize("case", read_cases("events"), ids=str)
def test_events(case: Case, gazetteer: Gazetteer) -> None:
    article = Article(id="case", text=case.text.strip(), title=case.title, published_on=case.published_on)
    found = suggest(article, codebook=CODEBOOK, gazetteer=gazetteer).events
    wanted = case.expect["events"]
    assert [only(told(event), row) for event, row in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)


def only(values: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Of *values* those that the case names."""
    chosen = {key: values[key] for key in wanted if key != "target"}
    return chosen | ({"target": wanted["target"]} if wanted.get("target") in values["targets"] else {})


def told(event: Event) -> dict[str, Any]:
    """*event* as a case writes it."""
    names = [actor.name for actor in event.actors if actor.role == PERPETRATOR]
    first = event.weapons[0] if event.weapons else None
    return {
        "date": None if event.when is None else event.when.start,
        "type": event.sub_event_type,
        "country": event.place.country,
        "place": event.place.name,
        "precision": event.place.precision,
        "weapons": sorted(weapon.weapon for weapon in event.weapons),
        "launched": None if first is None else first.launched,
        "intercepted": None if first is None else first.intercepted,
        "impacted": None if first is None else first.impacted,
        "perpetrator": "unnamed" if names and names[0].startswith("Unidentified") else next(iter(names), ""),
        "claim": overall_status(event.claims),
        "claimed_by": next((claim.by for claim in event.claims if claim.status == "claimed"), None),
        "killed": event.killed.best,
        "injured": event.injured.best,
        "stage": event.stage,
        "targets": {target.type for target in event.targets},
    }
