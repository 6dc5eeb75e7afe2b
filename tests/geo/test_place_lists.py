from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from incidents.domain.locations import ListedPlace
from incidents.errors import BadSource, UnknownTerm
from incidents.geo.place_lists import BadPlaces, Context, Wanted, read_file, read_names

CODES = {"IQ": "IRQ", "Iraq": "IRQ", "IRQ": "IRQ", "LB": "LBN"}


def country_of(word: str) -> str:
    if word not in CODES:
        raise UnknownTerm(word, kind="country")
    return CODES[word]


CONTEXT = Context(source="list", country_of=country_of, unit_names={"IQ.15": "Nineveh"})
GEONAMES = (
    "99608\tMosul\tMosul\tMossoul,الموصل\t36.335\t43.11889\tP\tPPLA\tIQ\t\t15\t\t\t\t1739800\t\t223\tAsia/Baghdad\t2023\n"
    "1\tSome Street\tSome Street\t\t36.1\t43.1\tA\tADM3\tIQ\t\t15\t\t\t\t0\t\t\tAsia/Baghdad\t2023\n"
    "2\tNineveh\tNineveh\t\t36\t42.5\tA\tADM1\tIQ\t\t15\t\t\t\t0\t\t\tAsia/Baghdad\t2023\n"
)


def write(folder: Path, text: str | bytes, name: str = "list.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def places(path: Path, context: Context = CONTEXT) -> list[ListedPlace]:
    return [each for each in read_file(path, context) if isinstance(each, ListedPlace)]


def test_a_country_file_of_geonames(tmp_path: Path) -> None:
    mosul, nineveh = places(write(tmp_path, GEONAMES))
    assert (mosul.name, mosul.country, mosul.admin1, mosul.kind, mosul.population, mosul.code) == (
        "Mosul",
        "IRQ",
        "Nineveh",
        "town",
        1739800,
        "99608",
    )
    assert [(alias.written, alias.match) for alias in mosul.names] == [
        ("Mosul", "exact"),
        ("Mossoul", "alias"),
        ("الموصل", "alias"),
    ]
    assert (nineveh.kind, nineveh.population) == ("adm1", None)


def test_the_zip_of_geonames(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("IQ.txt", GEONAMES)
    assert len(places(tmp_path / "IQ.zip")) == 2


def test_alternate_names_without_links_and_codes(tmp_path: Path) -> None:
    text = "7\t99608\tar\tأم الربيعين\t\t\t\t\t\t\n8\t99608\tlink\thttps://example.org\t\t\t\t\t\t\n"
    ((code, alias),) = read_file(write(tmp_path, text), CONTEXT)  # type: ignore[misc]  # either kind of list
    assert (code, alias.written, alias.match) == ("99608", "أم الربيعين", "alias")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Lat,Lon,Country,Province\nTel Afar,36.38,42.45,Iraq,Nineveh\n",
        "place;latitude;longitude;iso3;adm1\r\nTel Afar;36.38;42.45;IRQ;Nineveh\r\n",
        "full_name\tlat_dd\tlong_dd\tcc_ft\tadmin1\nTel Afar\t36.38\t42.45\tIRQ\tNineveh\n",
        '\ufeff"name","lat","long","country","governorate"\n"Tel Afar","36.38","42.45","IQ","Nineveh"\n\n',
    ],
)
def test_a_table_with_a_head_line(tmp_path: Path, text: str) -> None:
    (place,) = places(write(tmp_path, text))
    assert (place.name, place.country, place.admin1) == ("Tel Afar", "IRQ", "Nineveh")
    assert (place.latitude, place.longitude, place.source) == (36.38, 42.45, "list")


def test_a_table_of_p_codes(tmp_path: Path) -> None:
    text = "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM0_EN,lat,lon\nNineveh,IQ15,Sinjar,IQ1507,Iraq,36.3,41.9\n"
    (place,) = places(write(tmp_path, text))
    assert (place.name, place.code, place.kind, place.admin1) == ("Sinjar", "IQ1507", "adm2", "Nineveh")


def test_a_country_for_all_rows(tmp_path: Path) -> None:
    path = write(tmp_path, "name,lat,lon\nTel Afar,36.38,42.45\n")
    with pytest.raises(BadPlaces, match=r"no column for the country\n  name it: --country"):
        read_file(path, CONTEXT)
    context = Context(source="list", country_of=country_of, unit_names={}, country="IRQ")
    assert places(path, context)[0].country == "IRQ"


HEAD = "name,lat,lon,country\nTel Afar,36.38,42.45,Iraq\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "Mosul,336.3,43.1,Iraq\n", "line 3: latitude 336.3 is not between -90 and 90"),
        (HEAD + "Sydney,151.2,-33.9,Iraq\n", "line 3: latitude 151.2 .*exchanged"),
        (HEAD + "Mosul,36.3,443.1,Iraq\n", "line 3: longitude 443.1 is not between"),
        (HEAD + "Mosul,0,0,Iraq\n", "line 3: 0,0 lies in the open sea"),
        (HEAD + "Mosul,north,43.1,Iraq\n", "line 3: latitude 'north' is no number"),
        (HEAD + "Mosul,nan,43.1,Iraq\n", "line 3: latitude nan"),
        (HEAD + "Mosul,36.3,43.1,Irak\n", "line 3: unknown country: 'Irak'"),
        (HEAD + "Mosul,36.3\n", "line 3: 2 cells"),
        (HEAD + ",36.3,43.1,Iraq\n", "line 3: '' is no name"),
        ("place name,y,z\nMosul,36,43\n", "line 1: no column for the longitude"),
        ("", "line 1: no column for the name"),
        ("name,lat,lon,country\n", "holds no places"),
        (GEONAMES + "3\tToo short\n", "line 4: 2 cells, where a GeoNames table has 19"),
        (HEAD.encode() + "Erbil\n".encode("utf-16"), "line 3: the text is not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_by_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(BadPlaces, match=said):
        read_file(write(tmp_path, text), CONTEXT)


def test_every_bad_row_counts_and_the_first_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces) as told:
        read_file(write(tmp_path, HEAD + "Mosul,x,y,Iraq\n" * 25), CONTEXT)
    assert str(told.value).count("\n  line ") == 10
    assert "and 15 more" in str(told.value)
    assert "nothing was imported" in str(told.value)


def test_a_damaged_zip_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="damaged zip"):
        read_file(write(tmp_path, b"PK\x03\x04 and then nothing", "IQ.zip"), CONTEXT)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="cannot be read"):
        read_file(tmp_path / "missing.csv", CONTEXT)


GNS = "RC\tUFI\tUNI\tLAT\tLONG\tFC\tDSG\tCC1\tADM1\tNT\tFULL_NAME_ND_RO\n"
GNS_NOW = "ufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tdesig_cd\tfc\tcc_ft\tadm1\n"


def test_a_table_of_gns_with_fips_codes_gives_each_place_once_with_all_its_names(tmp_path: Path) -> None:
    text = GNS + (
        "1\t10\t1\t36.33\t43.12\tP\tPPL\tIZ\t15\tV\tMossoul\n"
        "1\t10\t2\t36.33\t43.12\tP\tPPL\tIZ\t15\tN\tAl Mawsil\n"
        "1\t11\t3\t36.00\t43.00\tA\tADM3\tIZ\t15\tN\tSome Ward\n"
    )
    (place,) = places(write(tmp_path, text))
    assert (place.name, place.country, place.admin1, place.kind) == ("Al Mawsil", "IRQ", "Nineveh", "town")
    assert [(alias.written, alias.match) for alias in place.names] == [("Al Mawsil", "exact"), ("Mossoul", "alias")]


def test_the_current_columns_of_gns(tmp_path: Path) -> None:
    text = GNS_NOW + "10\t1\tAl Mawsil\tN\t36.33\t43.12\tPPL\tP\tIRQ,LBN\tIZ15\n"
    (place,) = places(write(tmp_path, text))
    assert (place.name, place.country, place.admin1, place.code) == ("Al Mawsil", "IRQ", "Nineveh", "10")


def test_a_code_that_fips_does_not_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="line 2: 'QQ' is no FIPS code"):
        read_file(write(tmp_path, GNS + "1\t10\t1\t36\t43\tP\tPPL\tQQ\t15\tN\tNowhere\n"), CONTEXT)


PCODES = (
    "ADM0_EN,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE\nIraq,Nineveh,IQ15,Hatra,IQ1501\nIraq,Nineveh,IQ15,Nowhere,IQ1599\n"
)


def test_p_codes_without_coordinates_lie_where_their_units_do(tmp_path: Path) -> None:
    asked: list[tuple[str, str | None, str | None]] = []

    def centre_of(name: str, country: str | None, admin1: str | None) -> tuple[float, float] | None:
        asked.append((name, country, admin1))
        return (35.5, 42.7) if name == "Hatra" else None

    context = replace(CONTEXT, centre_of=centre_of)
    with pytest.raises(BadPlaces, match="line 3: no coordinates, and the gazetteer knows no unit called 'Nowhere'"):
        read_file(write(tmp_path, PCODES), context)
    (place,) = places(write(tmp_path, PCODES.rsplit("Iraq", 1)[0]), context)
    assert (place.name, place.latitude, place.longitude, place.kind, place.code) == (
        "Hatra",
        35.5,
        42.7,
        "adm2",
        "IQ1501",
    )
    assert asked[-1] == ("Hatra", "IRQ", "Nineveh")


def test_the_lines_beyond_the_first_are_told_by_number(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="and 3 more: lines 13, 15-16"):
        read_file(
            write(tmp_path, HEAD + "Mosul,x,y,Iraq\n" * 11 + "Erbil,36,44,Iraq\n" + "Mosul,x,y,Iraq\n" * 2), CONTEXT
        )


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_gives_name_country_and_units(separator: str) -> None:
    rows = [["id", "Place", "Country", "ADM1"], ["7", "Mosul", "Iraq", "Nineveh"], ["8", "Gao", "Mali", ""]]
    text = "\n".join(separator.join(row) for row in rows)
    assert read_names(text, source="list.csv") == (
        Wanted(line=2, name="Mosul", country="Iraq", admin1="Nineveh"),
        Wanted(line=3, name="Gao", country="Mali"),
    )


def test_lines_without_a_head_line_are_names_as_they_stand() -> None:
    found = read_names("\ufeffTripoli, Lebanon\r\n\r\nMosul\r\n", source="list.txt")
    assert [(each.line, each.name) for each in found] == [(1, "Tripoli, Lebanon"), (3, "Mosul")]


@pytest.mark.parametrize("text", ["", "\n \n", "name,country\n,Iraq\n"])
def test_a_list_without_names_is_refused(text: str) -> None:
    with pytest.raises(BadSource, match="holds no names"):
        read_names(text, source="list.csv")


def test_a_table_without_names_is_refused_and_says_what_it_has() -> None:
    with pytest.raises(BadSource, match="no column of names") as refused:
        read_names("Date,Country,Victims\n2021-01-01,Iraq,7\n", source="list.csv")
    assert "Date,Country,Victims" in str(refused.value)


def test_an_open_quote_is_told() -> None:
    with pytest.raises(BadSource, match="no table"):
        read_names('name,country\n"Mosul,Iraq\n', source="list.csv")
