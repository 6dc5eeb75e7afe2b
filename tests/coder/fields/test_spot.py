from __future__ import annotations

from dataclasses import replace

from incidents.coder.fields.spot import event_place, pinned
from incidents.coder.mentions.places.finding import PlaceMention
from incidents.domain.locations import NOWHERE, Place

POINTS = {
    "Mosul": ("IRQ", (36.34, 43.12)),
    "Baghdad": ("IRQ", (33.34, 44.40)),
    "Basra": ("IRQ", (30.51, 47.78)),
    "Karrada": ("IRQ", (33.30, 44.43)),
    "Anbar": ("IRQ", (32.86, 41.54)),
    "Geneva": ("CHE", (46.20, 6.15)),
    "Aleppo": ("SYR", (36.20, 37.16)),
}
KINDS = {"Anbar": ("adm1", "adm1"), "Karrada": ("district", "exact")}


def mention(
    name: str, at: int = 0, *, is_inside: bool = False, is_away: bool = False, is_dateline: bool = False
) -> PlaceMention:
    """A mention of one of the places above, at offset *at*."""
    country, (latitude, longitude) = POINTS[name]
    kind, precision = KINDS.get(name, ("town", "exact"))
    place = Place(
        country=country,
        admin1="Anbar" if name == "Anbar" else None,
        name="Baghdad" if name == "Karrada" else name,
        reported=name,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )
    plain = PlaceMention(start=at, end=at + len(name), quote=name, place=place, kind=kind, score=0.8, sentence=0)
    return plain._replace(is_inside=is_inside, is_away=is_away, is_dateline=is_dateline)


def nation(
    country: str, at: int = 0, *, kind: str = "country", is_inside: bool = False, is_near: bool = False
) -> PlaceMention:
    """A mention of a country or of its people."""
    place = Place(country=country, reported=country, precision="country")
    plain = PlaceMention(start=at, end=at + 3, quote=country, place=place, kind=kind, score=0.9, sentence=0)
    return plain._replace(is_inside=is_inside, is_near=is_near)


def test_the_most_exact_place_wins() -> None:
    found = event_place([nation("IRQ"), mention("Anbar", 10), mention("Mosul", 30)])
    assert found.value.name == "Mosul"


def test_where_an_official_speaks_is_not_where_it_happened() -> None:
    found = event_place([mention("Geneva", is_inside=True, is_away=True), mention("Aleppo", 60)])
    assert found.value.name == "Aleppo"


def test_the_place_of_writing_loses() -> None:
    found = event_place([mention("Baghdad", is_dateline=True), mention("Mosul", 60, is_inside=True)])
    assert found.value.name == "Mosul"


def test_a_place_in_the_events_country_wins() -> None:
    found = event_place(
        [mention("Geneva", 0), nation("SYR", 20, is_inside=True), mention("Aleppo", 40, is_inside=True)]
    )
    assert found.value.name == "Aleppo"


def test_the_place_beside_the_act_wins() -> None:
    mentions = [mention("Basra", 0, is_inside=True), mention("Mosul", 200, is_inside=True)]
    assert event_place(mentions, acts=[195]).value.name == "Mosul"
    assert event_place(mentions, acts=[5]).value.name == "Basra"


def test_a_district_stands_for_its_city() -> None:
    found = event_place([mention("Baghdad", 0, is_inside=True), mention("Karrada", 40)])
    assert (found.value.name, found.value.reported) == ("Baghdad", "Karrada")
    assert [each.quote for each in found.mentions] == ["Karrada", "Baghdad"]


def test_the_wider_mentions_bear_the_place_out() -> None:
    found = event_place([mention("Mosul", 0), nation("IRQ", 20), mention("Geneva", 40, is_away=True)])
    assert [each.quote for each in found.mentions] == ["Mosul", "IRQ"]


def test_the_rest_of_the_article_helps_when_only_a_country_is_told() -> None:
    found = event_place([nation("IRQ", is_inside=True)], [mention("Mosul", 200, is_inside=True)])
    assert found.value.name == "Mosul"
    assert found.confidence < event_place([mention("Mosul", is_inside=True)]).confidence


def test_the_rest_of_the_article_does_not_change_the_country() -> None:
    found = event_place([nation("SYR", is_inside=True)], [mention("Mosul", 200, is_inside=True)])
    assert found.value == Place(country="SYR", reported="SYR", precision="country")


def test_a_country_that_is_only_near_is_not_the_place() -> None:
    assert event_place([nation("SYR", is_near=True), nation("IRQ", 20)]).value.country == "IRQ"


def test_one_nationality_tells_the_country_with_little_confidence() -> None:
    found = event_place([nation("IRQ", kind="demonym")])
    assert (found.value.country, found.value.point) == ("IRQ", None)
    assert found.confidence < 0.5


def test_two_nationalities_tell_nothing() -> None:
    found = event_place([nation("IRQ", kind="demonym"), nation("SYR", 10, kind="demonym")])
    assert (found.value, found.mentions) == (NOWHERE, ())


def test_a_country_that_is_near_tells_more_than_a_nationality() -> None:
    assert event_place([nation("USA", kind="demonym"), nation("VEN", 20, is_near=True)]).value.country == "VEN"


def test_of_two_nationalities_the_one_that_something_is_in_tells_the_country() -> None:
    found = event_place([nation("LBN", kind="demonym"), nation("ISR", 20, kind="demonym", is_inside=True)])
    assert found.value.country == "ISR"


def test_no_mention_is_nowhere() -> None:
    assert event_place([]).value == NOWHERE


def test_a_point_of_a_town_is_trusted_more_than_the_centre_of_a_unit() -> None:
    town, unit = (pinned(event_place([mention(name, is_inside=True)])) for name in ("Mosul", "Anbar"))
    assert town.confidence > 0.8
    assert unit.confidence < 0.3
    assert unit.value == event_place([mention("Anbar", is_inside=True)]).value


def test_a_country_that_something_is_in_tells_more_than_a_nationality_of_the_victims() -> None:
    found = event_place([nation("FRA", kind="demonym")], [nation("LBN", 90, is_inside=True)])
    assert found.value.country == "LBN"


def test_a_town_of_the_unit_that_something_is_put_in_elsewhere_is_closer() -> None:
    ramadi = replace(mention("Mosul", 90, is_inside=True).place, name="Ramadi", admin1="Anbar", country="IRQ")
    town = mention("Mosul", 90, is_inside=True)._replace(place=ramadi)
    assert event_place([mention("Anbar", 10)], [town]).value.name == "Ramadi"
    assert event_place([mention("Anbar", 10)], [town._replace(is_inside=False)]).value.name == "Anbar"
