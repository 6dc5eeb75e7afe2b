"""The article that the project starts from, and one of our own, built differently: one method reads both."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.domain.events import PERPETRATOR, Event, Weapon, overall_status
from incidents.geo.gazetteer import Gazetteer

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
OURS = """
Maiduguri residents were woken by explosions late on Thursday when four rockets were fired at the residence of the
governor of Borno State in northeastern Nigeria. Air defences shot down three of them. The fourth hit the guest house.

Governor Ibrahim Danjuma was not hurt, but five of his bodyguards were wounded, two security sources told reporters.

"Rockets and bombs will not stop our schools," the governor said in a radio speech.

READ: Nigeria to train new pilots

No group has claimed responsibility for the attack. It came two days after clashes broke out in Jos between soldiers and
farmers over a grazing law. A farmer was killed in the clashes.

In 2014, a former governor was accused by lawmakers of paying for the release of kidnapped pupils.
"""


@pytest.fixture(scope="module")
def seed(gazetteer: Gazetteer) -> tuple[Event, ...]:
    if not SEED.is_dir():
        pytest.skip("the seed article is not beside the repository")
    text = next(SEED.glob("*.txt")).read_text(encoding="utf-8")
    article = Article(id="seed", text=text, published_on=date(2021, 11, 7))
    return suggest(article, codebook=load(), gazetteer=gazetteer).events


@pytest.fixture(scope="module")
def ours(gazetteer: Gazetteer) -> tuple[Event, ...]:
    article = Article(id="ours", text=OURS.strip(), published_on=date(2022, 3, 18))
    return suggest(article, codebook=load(), gazetteer=gazetteer).events


def test_the_seed_tells_of_a_main_event_and_one_in_its_background(seed: tuple[Event, ...]) -> None:
    assert [event.main for event in seed] == [True, False]


def test_the_seed_dates_and_places_the_drone_attack(seed: tuple[Event, ...]) -> None:
    main = seed[0]
    assert main.when is not None
    assert (main.when.start, main.when.end, main.when.precision) == (date(2021, 11, 7), date(2021, 11, 7), "day")
    assert (main.place.country, main.place.name) == ("IRQ", "Baghdad")


def test_the_seed_adds_the_drones_of_two_paragraphs_up(seed: tuple[Event, ...]) -> None:
    assert seed[0].weapons == (Weapon("drone", launched=3, intercepted=2, impacted=1),)
    assert (seed[0].event_type, seed[0].sub_event_type) == ("Explosions/Remote violence", "Air/drone strike")


def test_the_seed_counts_the_injured_guards_and_no_dead(seed: tuple[Event, ...]) -> None:
    assert seed[0].killed.status == "not mentioned"
    assert seed[0].injured.best == 7


def test_the_seed_names_nobody_and_says_that_nobody_claimed(seed: tuple[Event, ...]) -> None:
    assert not [actor for actor in seed[0].actors if actor.role == PERPETRATOR]
    assert overall_status(seed[0].claims) == "stated none"


def test_the_seed_finds_the_residence_unharmed_target(seed: tuple[Event, ...]) -> None:
    assert "residence" in {target.type for target in seed[0].targets}
    assert "unharmed" in {target.outcome for target in seed[0].targets}


def test_the_seed_tells_the_clash_of_two_days_before(seed: tuple[Event, ...]) -> None:
    clash = seed[1]
    assert clash.when is not None
    assert clash.when.start == date(2021, 11, 5)
    assert clash.place.name == "Baghdad"
    assert clash.killed.best == 1


def test_the_seed_takes_nothing_from_headlines_and_history(seed: tuple[Event, ...]) -> None:
    words = " ".join(evidence.quote for event in seed for evidence in event.evidence)
    assert "Soleimani" not in words
    assert "READ" not in words


def test_our_article_adds_the_rockets_up(ours: tuple[Event, ...]) -> None:
    assert ours[0].weapons == (Weapon("rocket", launched=4, intercepted=3, impacted=1),)
    assert ours[0].sub_event_type == "Shelling/artillery/missile attack"


def test_our_article_is_dated_and_placed(ours: tuple[Event, ...]) -> None:
    assert ours[0].when is not None
    assert ours[0].when.start == date(2022, 3, 17)
    assert (ours[0].place.country, ours[0].place.name) == ("NGA", "Maiduguri")


def test_our_article_counts_five_injured_and_says_that_nobody_claimed(ours: tuple[Event, ...]) -> None:
    assert ours[0].injured.best == 5
    assert overall_status(ours[0].claims) == "stated none"


def test_our_article_sets_the_earlier_clash_apart(ours: tuple[Event, ...]) -> None:
    assert [event.main for event in ours] == [True, False]
    clash = ours[1]
    assert clash.when is not None
    assert (clash.when.start, clash.place.name, clash.killed.best) == (date(2022, 3, 15), "Jos", 1)
