from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.coder.mentions.places.finding import PlaceMention, find_places
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import split_sentences
from incidents.geo.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def words() -> PlaceWords:
    codebook = load()
    return PlaceWords.of(codebook.cues("places"), countries=codebook.countries)


class Reader:
    """Reads a text's places."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer, self._words = gazetteer, words

    def __call__(self, text: str) -> tuple[PlaceMention, ...]:
        return find_places(split_sentences(text), gazetteer=self._gazetteer, words=self._words)

    def points(self, text: str) -> list[tuple[str, str | None, str | None]]:
        """Quote, name and country of every mention that has a point."""
        return [(m.quote, m.place.name, m.place.country) for m in self(text) if m.place.point is not None]

    def one(self, text: str, quote: str) -> PlaceMention:
        """The only mention with these words."""
        (found,) = [mention for mention in self(text) if mention.quote == quote]
        return found


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer, words: PlaceWords) -> Reader:
    return Reader(gazetteer, words)


def test_a_place_has_its_country_unit_point_and_precision(read: Reader) -> None:
    place = read.one("A mortar shell hit a bakery in Kharkiv, Ukraine, on Monday.", "Kharkiv").place
    assert (place.country, place.admin1, place.name, place.precision) == ("UKR", "Kharkiv", "Kharkiv", "exact")
    assert place.point == pytest.approx((49.99, 36.23), abs=0.05)


@given(st.text(alphabet=st.sampled_from("Mosul Paris, in the. U.S.'s -\n\u2019Iraqi Sana'a Gdańsk"), max_size=80))
def test_a_quote_is_exactly_the_articles_words(gazetteer: Gazetteer, words: PlaceWords, text: str) -> None:
    for mention in find_places(split_sentences(text), gazetteer=gazetteer, words=words):
        assert text[mention.start : mention.end] == mention.quote


@pytest.mark.parametrize(
    ("text", "quote", "country", "admin1"),
    [
        ("A blast rocked Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", "Liban-Nord"),
        ("Gunmen opened fire in Tripoli. Libyan officials blamed a militia.", "Tripoli", "LBY", "Tripoli"),
        ("Gunmen hit a bank in Springfield, N.J., on Friday.", "Springfield", "USA", "New Jersey"),
        ("Shots were fired in Athens, Georgia, police in the United States said.", "Athens", "USA", "Georgia"),
        ("A bomb went off in Athens. Greek police closed the street.", "Athens", "GRC", "Attica"),
        ("Two men were killed in Hyderabad, Sindh, Pakistan.", "Hyderabad", "PAK", "Sindh"),
        ("Two men were killed in Hyderabad, Telangana, India.", "Hyderabad", "IND", "Telangana"),
    ],
)
def test_an_ambiguous_name_is_settled_by_what_stands_around_it(
    read: Reader, text: str, quote: str, country: str, admin1: str
) -> None:
    place = read.one(text, quote).place
    assert (place.country, place.admin1) == (country, admin1)


def test_a_name_has_one_sense_in_an_article(read: Reader) -> None:
    text = "A car bomb killed two in Tripoli, Lebanon.\n\nAn hour later Tripoli was calm, soldiers in Tripoli said."
    assert {country for quote, _, country in read.points(text) if quote == "Tripoli"} == {"LBN"}


def test_a_list_of_states_is_no_chain_of_parents(read: Reader) -> None:
    found = read("Protests spread to Ohio, Oregon and Wyoming.")
    assert [mention.kind for mention in found] == ["adm1", "adm1", "adm1"]


@pytest.mark.parametrize(
    ("text", "quote", "kind", "precision"),
    [
        ("Raiders burned homes in Jonglei State, South Sudan.", "Jonglei State", "adm1", "adm1"),
        ("Three died in Kech District, Pakistan.", "Kech District", "adm2", "adm2"),
        ("Fighting went on across Darfur, Sudan.", "Darfur", "region", "feature"),
        ("A drone hit a tanker in the Red Sea.", "Red Sea", "sea", "sea_air"),
        ("Shelling in Luhansk Oblast, Ukraine, killed one.", "Luhansk Oblast", "adm1", "adm1"),
    ],
)
def test_the_noun_beside_a_name_says_what_it_is(read: Reader, text: str, quote: str, kind: str, precision: str) -> None:
    found = read.one(text, quote)
    assert (found.kind, found.place.precision) == (kind, precision)


def test_of_a_city_and_its_province_the_city_is_meant(read: Reader) -> None:
    assert read.one("A missile hit a school in Kherson, Ukraine.", "Kherson").kind == "town"


def test_a_district_keeps_its_words_and_names_its_city(read: Reader) -> None:
    found = read.one("A car bomb exploded in Baghdad's busy Karrada district.", "Karrada")
    assert (found.place.name, found.place.reported, found.within, found.is_inside) == (
        "Baghdad",
        "Karrada",
        "Baghdad",
        True,
    )


def test_a_country_and_a_nationality_have_no_point(read: Reader) -> None:
    found = read("Iraqi soldiers died in Iraq.")
    assert [(m.quote, m.kind, m.place.country, m.place.precision) for m in found] == [
        ("Iraqi", "demonym", "IRQ", "country"),
        ("Iraq", "country", "IRQ", "country"),
    ]
    assert all(mention.place.point is None for mention in found)


def test_a_country_as_an_attribute_counts_as_a_nationality(read: Reader) -> None:
    assert [m.kind for m in read("US troops left Iraq.")] == ["demonym", "country"]


def test_a_capital_that_is_only_called_so_is_found(read: Reader) -> None:
    found = read.one("Clashes broke out in the Iraqi capital on Friday.", "Iraqi capital")
    assert (found.place.name, found.is_inside) == ("Baghdad", True)


def test_a_named_capital_is_found_once(read: Reader) -> None:
    assert read.points("A rocket hit the Iraqi capital, Baghdad.") == [("Baghdad", "Baghdad", "IRQ")]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded near Mosul, Iraq.",
        "A bomb exploded outside the city of Mosul, Iraq.",
        "A bomb exploded 10 km north of Mosul, Iraq.",
        "A bomb exploded on the outskirts of Mosul, Iraq.",
    ],
)
def test_near_a_place_is_not_in_it(read: Reader, text: str) -> None:
    found = read.one(text, "Mosul")
    assert (found.is_near, found.place.precision) == (True, "near")


def test_where_somebody_speaks_is_away_from_the_event(read: Reader) -> None:
    text = "He told reporters in Geneva that shells had hit a market in Aleppo, Syria."
    assert read.one(text, "Geneva").is_away
    assert not read.one(text, "Aleppo").is_away


def test_the_place_of_writing_is_marked(read: Reader) -> None:
    text = "BAGHDAD, Aug 5 (Reuters) - A bomb killed three people in Mosul."
    assert read.one(text, "BAGHDAD").is_dateline
    assert not read.one(text, "Mosul").is_dateline


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post reported two arrests.",
        "Paris Hilton left, and Jack London wrote.",
        "The Baghdad Provincial Council met.",
        "Michael Jordan said nothing.",
        "Police said on Sunday that Independence was near.",
        "The group al-Shabaab said so.",
        "Prime Minister Imran Khan spoke.",
        "The Vice-President resigned in March.",
        "All of us left.",
        "He was tried in the Southern District.",
        "The CIA said no.",
    ],
)
def test_names_of_people_and_bodies_and_common_words_are_no_places(read: Reader, text: str) -> None:
    assert read(text) == ()


def test_a_word_that_the_article_also_writes_small_is_no_place(read: Reader) -> None:
    assert read.points("Market was closed in Iraq. The market in Iraq burned.") == []


def test_a_surname_of_the_article_is_no_place(read: Reader) -> None:
    assert read.points("Police in England shot Usman Bala. Bala had attacked a shop.") == [
        ("England", "England", "GBR")
    ]


def test_the_article_of_an_arabic_name_may_be_written_in_many_ways(read: Reader) -> None:
    texts = ("Deir ez-Zor", "Deir al-Zor", "Deir ez Zor", "Deir El-Zor")
    found = [read.points(f"Shells fell in {name}, Syria.")[0][2] for name in texts]
    assert found == ["SYR"] * 4


def test_a_landmark_is_looked_for_in_the_countries_of_the_article(read: Reader) -> None:
    assert ("Green Zone", "Baghdad", "IRQ") in read.points("A rocket hit the Green Zone. Iraqi officials said so.")
    assert read.points("A rocket hit the Green Zone in Afghanistan.") == []


def test_a_common_word_with_its_country_is_a_place(read: Reader) -> None:
    assert ("Nice", "Nice", "FRA") in read.points("A lorry drove into a crowd in Nice, France.")


def test_a_small_town_needs_something_that_speaks_for_it(read: Reader) -> None:
    assert read.points("Bulls were sold at Reno.") != []
    assert read.points("Erie was happy about the result.") == []


def test_places_in_other_scripts_are_found(read: Reader) -> None:
    assert read.points("انفجار في بغداد") == [("بغداد", "Baghdad", "IRQ")]


def test_a_text_in_capitals_is_read(read: Reader) -> None:
    assert read.points("EXPLOSION ROCKS KABUL; TALIBAN BLAMED BY AFGHAN POLICE") == [("KABUL", "Kabul", "AFG")]


def test_reading_twice_gives_the_same(read: Reader) -> None:
    text = "Clashes in San Jose, Santiago, Victoria and Cordoba spread to Merida and La Paz."
    assert read(text) == read(text)


def test_no_sentence_has_no_place(gazetteer: Gazetteer, words: PlaceWords) -> None:
    assert find_places((), gazetteer=gazetteer, words=words) == ()


@pytest.mark.parametrize(
    ("text", "quote", "country"),
    [
        ("Air strikes killed nine people across southern Lebanon on Friday.", "southern Lebanon", "LBN"),
        ("A bomb killed two officers in north-western Pakistan.", "north-western Pakistan", "PAK"),
        ("Two soldiers died in northern and eastern Syria.", "eastern Syria", "SYR"),
    ],
)
def test_a_part_of_a_country_has_a_point_in_lower_case_too(read: Reader, text: str, quote: str, country: str) -> None:
    place = read.one(text, quote).place
    assert (place.country, place.precision) == (country, "feature")


def test_a_direction_alone_is_no_place(read: Reader) -> None:
    assert read("The gunmen fled to the northern Monday market and the Western press.") == ()


def test_a_site_called_after_its_town_is_in_the_town(read: Reader) -> None:
    assert read.one("Drones hit Sochi International Airport in Russia.", "Sochi").place.name == "Sochi"


def test_a_country_that_speaks_counts_as_a_nationality(read: Reader) -> None:
    assert read.one("Ukraine says drones destroyed bombers on air bases in Russia.", "Ukraine").kind == "demonym"


def test_what_the_title_names_helps_to_choose_and_stands_before_the_text(
    gazetteer: Gazetteer, words: PlaceWords
) -> None:
    sentences = split_sentences("Two officers were shot dead in the municipality of Vega de Alatorre.")
    found = find_places(sentences, gazetteer=gazetteer, words=words, title="Drug war in Mexico")
    told = [(mention.quote, mention.place.country) for mention in found if mention.start >= 0]
    assert told == [("Vega de Alatorre", "MEX")]
    assert [(mention.start, mention.end) for mention in found if mention.start < 0] == [(-6, 0)]
