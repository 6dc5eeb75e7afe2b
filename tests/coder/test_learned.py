"""What was learned, applied to a suggestion: confidences and the type, nothing else."""

from __future__ import annotations

from dataclasses import replace

from incidents.codebook.loader import load
from incidents.coder.features import features_of
from incidents.coder.learned import tune
from incidents.domain.events import Event
from incidents.domain.learned import Calibrator, Learned, TypeModel
from incidents.domain.suggestions import Suggestion
from tests.builders import make_article, make_event

HALF = Calibrator(((0.0, 0.0), (1.0, 0.5)))


def tuned(learned: Learned, event: Event | None = None) -> Event:
    given = make_event() if event is None else event
    return tune(Suggestion(make_article(), (given,)), learned, codebook=load()).events[0]


def towards(name: str, weight: float) -> Learned:
    return Learned(types=TypeModel(("Remote explosive/landmine/IED", name), (0.0, weight), {}))


def test_only_the_confidences_that_were_learned_change() -> None:
    assert tuned(Learned(calibrators={"event_date": HALF})).confidence == {"event_date": 0.45, "place": 1.0}


def test_a_likelier_type_is_taken_and_the_rules_stays_as_an_alternative() -> None:
    event = tuned(towards("Armed clash", 3.0))
    assert (event.event_type, event.sub_event_type) == ("Battles", "Armed clash")
    assert event.alternatives[0].changes["sub_event_type"] == "Remote explosive/landmine/IED"


def test_the_rules_type_stays_where_none_is_likelier() -> None:
    assert tuned(towards("Armed clash", -3.0)) == make_event()


def test_a_type_that_the_codebook_does_not_know_is_not_taken() -> None:
    assert tuned(towards("Invented", 9.0)) == make_event()


def test_the_features_hold_no_names_and_no_places() -> None:
    told = " ".join(features_of(make_event())).lower()
    assert "weapon:vehicle_bomb" in told
    assert not [name for name in ("northern front", "mosul", "headquarters") if name in told]


def test_the_same_event_has_the_same_features_in_any_order() -> None:
    event = make_event()
    assert features_of(event) == features_of(replace(event, actors=event.actors[::-1]))
