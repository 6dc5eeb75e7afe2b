"""A service behind the gazetteer: asked once, its answers kept in the database, only ever suggestions."""

from __future__ import annotations

from datetime import UTC, datetime

import geopy.geocoders
import pytest

from incidents.domain.locations import Geocode
from incidents.errors import BadUsage
from incidents.geo import geocoder
from incidents.geo.gazetteer import Gazetteer
from incidents.geo.geocoder import ProviderFailed
from incidents.services.place_search import Hit
from incidents.services.places import Answers, ask_service
from incidents.services.project import Project
from tests.geo.services import NOTHING, OUALATA, Page, can

UNLISTED = "Xyzzyville"
Wire = list[tuple[str, float, str]]


@pytest.fixture
def answers(desk: Project) -> Answers:
    """Where the answers of services are kept: a new database."""
    return Answers(Project(desk.database, user="amal", clock=lambda: datetime(2026, 1, 2, tzinfo=UTC)))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """What a service was asked: nothing yet. It knows Oualata."""
    wire: Wire = []
    listen(monkeypatch, OUALATA["photon"], wire)
    return wire


def listen(monkeypatch: pytest.MonkeyPatch, page: Page, wire: Wire) -> None:
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", can(page, wire))
    for variable in ("INCIDENTS_GEONAMES_USER", "INCIDENTS_GEOCODER_DOMAIN", "INCIDENTS_GEOCODER_KEY"):
        monkeypatch.delenv(variable, raising=False)


def ask(answers: Answers, gazetteer: Gazetteer, service: str = "photon", iso2: str | None = None) -> tuple[Hit, ...]:
    country = None if iso2 is None else "MRT"
    return ask_service(service, UNLISTED, gazetteer=gazetteer, answers=answers, country=country, iso2=iso2)


def test_an_answer_is_a_suggestion_that_says_whose_it_is(answers: Answers, gazetteer: Gazetteer, asked: Wire) -> None:
    first = ask(answers, gazetteer)[0]
    assert (first.place.layer, first.place.match) == ("photon", "fuzzy")
    assert (first.place.latitude, first.place.longitude) == (17.3, -7.02)
    assert first.why.startswith("photon says: Oualata")
    assert len(asked) == 1


def test_the_same_question_is_not_asked_again(answers: Answers, gazetteer: Gazetteer, asked: Wire) -> None:
    assert ask(answers, gazetteer) == ask(answers, gazetteer)
    assert len(asked) == 1


def test_answers_in_other_countries_are_left_out(answers: Answers, gazetteer: Gazetteer, asked: Wire) -> None:
    assert len(ask(answers, gazetteer, iso2="MR")) == 1
    assert len(asked) == 1


def test_that_nobody_knows_the_place_is_kept_too(
    answers: Answers, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire: Wire = []
    listen(monkeypatch, NOTHING["photon"], wire)
    assert (ask(answers, gazetteer), ask(answers, gazetteer)) == ((), ())
    assert len(wire) == 1


@pytest.mark.parametrize(("page", "reason"), [(429, "is asked too often"), (502, "cannot be asked")])
def test_a_failure_is_no_answer_and_is_not_kept(
    answers: Answers, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch, page: Page, reason: str
) -> None:
    listen(monkeypatch, page, [])
    with pytest.raises(ProviderFailed, match=reason):
        ask(answers, gazetteer)
    assert answers.find("photon", UNLISTED) is None


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("service", "said"),
    [("oracle", "unknown provider"), ("geonames", "wants a user name"), ("pelias", "no public Pelias")],
)
def test_a_service_that_cannot_be_asked_is_refused_before_anything_goes_out(
    answers: Answers, gazetteer: Gazetteer, service: str, said: str
) -> None:
    with pytest.raises(BadUsage, match=said):
        ask(answers, gazetteer, service)


def test_the_user_of_a_service_comes_from_the_environment(
    answers: Answers, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire: Wire = []
    listen(monkeypatch, OUALATA["geonames"], wire)
    monkeypatch.setenv("INCIDENTS_GEONAMES_USER", "amal")
    ask(answers, gazetteer, "geonames")
    (url, _, agent) = wire[0]
    assert "username=amal" in url
    assert agent == geocoder.USER_AGENT


def test_what_is_kept_is_found_again(answers: Answers) -> None:
    kept = (Geocode(address="Oualata, Mauritania", latitude=17.3, longitude=-7.02, country="MR"),)
    answers.keep("photon", UNLISTED, kept)
    assert answers.find("photon", UNLISTED) == kept
    assert answers.find("nominatim", UNLISTED) is None
