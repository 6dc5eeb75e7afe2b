"""Which countries regions are: the codebook's seventeen, or those of UN M49."""

from __future__ import annotations

import pytest

from incidents.codebook.loader import load
from incidents.domain.locations import Place
from incidents.errors import BadUsage, UnknownTerm
from incidents.services.filters import EventFilters, Scheme, find_countries, find_scheme, tell_regions
from incidents.services.project import Project
from tests.builders import make_event

CODEBOOK = load()
REGIONS = [term.code for term in CODEBOOK.vocabulary("regions")]


def countries(*words: str, regions: tuple[str, ...] = (), scheme: Scheme = Scheme.CODEBOOK) -> tuple[str, ...]:
    return find_countries(words, regions, scheme=scheme, codebook=CODEBOOK)[0]


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A desk with one event in the first country of each region, and one at sea."""
    desk = Project.open(str(tmp_path_factory.mktemp("world") / "incidents.db"), by="amal")
    desk.create()
    for region in REGIONS:
        desk.coding.add(make_event(place=Place(country=countries(regions=(region,))[0])))
    desk.coding.add(make_event(place=Place(name="Red Sea", precision="sea_air")))
    return desk


def test_there_are_seventeen_regions() -> None:
    assert len(REGIONS) == 17


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_finds_the_event_of_its_country_and_no_other(everywhere: Project, region: str) -> None:
    records = everywhere.records(everywhere.events.resolve(EventFilters(region=(region,))).selection)
    assert [record.event.place.country for record in records] == [countries(regions=(region,))[0]]


def test_every_country_is_in_one_region() -> None:
    inside = [iso3 for region in REGIONS for iso3 in countries(regions=(region,))]
    assert sorted(inside) == sorted(each.iso3 for each in CODEBOOK.countries)


def test_the_two_schemes_have_their_own_countries_under_one_name() -> None:
    assert "CYP" in countries(regions=("Europe",))
    assert "CYP" not in countries(regions=("Europe",), scheme=Scheme.M49)


def test_a_continent_holds_its_subregions() -> None:
    africa = countries(regions=("Africa",), scheme=Scheme.M49)
    assert {*countries(regions=("Northern Africa", "Sub-Saharan Africa"), scheme=Scheme.M49)} == {*africa}


def test_countries_and_regions_must_both_hold() -> None:
    assert countries("Iraq", "Mali", regions=("Middle East",)) == ("IRQ",)
    with pytest.raises(BadUsage, match="no country fits"):
        countries("Mali", regions=("Middle East",))


def test_none_is_no_country() -> None:
    assert find_countries(("none", "Mali"), (), scheme=Scheme.CODEBOOK, codebook=CODEBOOK) == (("MLI",), True)


def test_a_region_of_the_other_scheme_is_told_with_the_flag_for_it() -> None:
    with pytest.raises(UnknownTerm, match="add --scheme m49"):
        countries(regions=("Melanesia",))


def test_what_no_scheme_has_is_unknown() -> None:
    with pytest.raises(UnknownTerm, match="unknown region") as caught:
        countries(regions=("Xyzzy",))
    assert "m49" not in str(caught.value)


@pytest.mark.parametrize(
    ("word", "scheme"), [(None, Scheme.CODEBOOK), (" M49 ", Scheme.M49), ("codebook", Scheme.CODEBOOK)]
)
def test_a_scheme_is_found_by_its_name(word: str | None, scheme: Scheme) -> None:
    assert find_scheme(word) is scheme


def test_of_a_continent_only_the_number_of_countries_is_told() -> None:
    (told,) = tell_regions(("Africa",), scheme=Scheme.M49, codebook=CODEBOOK)
    assert told.startswith("Africa is taken from UN M49, ")
    assert "DZA" not in told


def test_the_codebooks_regions_go_without_saying() -> None:
    assert tell_regions(("Middle East",), scheme=Scheme.CODEBOOK, codebook=CODEBOOK) == ()
