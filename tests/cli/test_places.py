"""``incidents places``: search, show, add, import, nearest and check, and what each says to bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import geopy.geocoders
import pytest

from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import MOSUL, make_event
from tests.cli.conftest import Run
from tests.geo.services import OUALATA, can


def found(run: Run, *arguments: str) -> list[dict[str, object]]:
    result = run("places", "search", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_search_gives_each_place_with_why(run: Run) -> None:
    first = found(run, "Mosul")[0]
    assert {key: first[key] for key in ("name", "country", "admin1", "layer", "match")} == {
        "name": "Mosul",
        "country": "IRQ",
        "admin1": "Nineveh",
        "layer": "places",
        "match": "exact",
    }
    assert "by its name; a town of GeoNames" in str(first["why"])
    assert {"latitude", "longitude", "score"} <= set(first)


@pytest.mark.parametrize(
    ("name", "country"), [("الموصل", "IRQ"), ("Одесса", "UKR"), ("Georgia", None), ("Tripoli", None)]
)
def test_other_scripts_are_found_and_ambiguous_names_give_all(run: Run, name: str, country: str | None) -> None:
    countries = {each["country"] for each in found(run, name)}
    assert country in countries if country else len(countries) > 1


@pytest.mark.parametrize(
    ("options", "country"),
    [(["--country", "Lebanon"], "LBN"), (["--near", "Beirut"], "LBN"), (["--near", "37.5,22.4"], "GRC")],
)
def test_what_is_known_besides_the_name_ranks(run: Run, options: list[str], country: str) -> None:
    assert found(run, "Tripoli", *options)[0]["country"] == country


def test_the_unit_asked_for_comes_first_and_is_named(run: Run) -> None:
    first = found(run, "Springfield", "--country", "United States", "--admin1", "Oregon")[0]
    assert first["admin1"] == "Oregon"
    assert "in Oregon, as asked" in str(first["why"])


def test_a_similar_name_is_only_a_suggestion(run: Run) -> None:
    assert {each["match"] for each in found(run, "Fallujahh")} == {"fuzzy"}


def test_a_search_needs_and_makes_no_database(run: Run, folder: Path) -> None:
    assert found(run, "Mosul")
    assert list(folder.iterdir()) == []


def test_places_of_the_projects_events_come_first(run: Run, desk: Project) -> None:
    desk.coding.add(make_event(place=replace(MOSUL, name="Tripoli", latitude=36.2, longitude=43.9)))
    assert next((each["layer"], each["country"]) for each in found(run, "Tripoli")) == ("project", "IRQ")


def test_a_place_of_ones_own(run: Run) -> None:
    result = run("places", "add", "Camp Alpha", "36.1", "43.2", "--country", "Iraq", "--kind", "camp", "--also", "Alfa")
    assert (result.exit_code, "listed Camp Alpha (36.1,43.2)" in result.stderr) == (0, True)
    assert next((each["layer"], each["match"], each["kind"]) for each in found(run, "alfa")) == (
        "user",
        "alias",
        "camp",
    )


def test_negative_degrees_are_no_options(run: Run) -> None:
    assert run("places", "add", "Point Reyes", "-33.9", "-18.4").exit_code == 0
    assert "Western Cape, ZAF" in run("places", "nearest", "-33.92", "18.42").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "X", "0", "0"], "0,0 lies in the open sea"),
        (["add", "X", "144", "33"], "latitude 144 is not between -90 and 90 (latitude and longitude exchanged?)"),
        (["add", "X", "33", "444"], "longitude 444 is not between"),
        (["add", "X", "43.2", "36.1", "--country", "Iraq"], "does not lie in IRQ, but 36.1,43.2 does"),
        (["add", "X", "36.1", "43.2", "--kind", "castle"], "unknown kind of place: 'castle'"),
        (["add", "-", "36.1", "43.2"], "'-' is no name"),
        (["add", "X", "36.1", "43.2", "--country", "Irak"], "unknown country: 'Irak'"),
        (["nearest", "133", "44"], "latitude 133"),
        (["search", "Mosul", "--near", "Xyzzyville"], "no place called 'Xyzzyville'"),
        (["search", "Xyzzyville", "--provider", "oracle"], "unknown provider: 'oracle'"),
    ],
)
def test_bad_input_is_told_and_nothing_is_listed(run: Run, arguments: list[str], said: str) -> None:
    result = run("places", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert run("places", "search", "X").exit_code == 1


def test_an_unknown_name_is_told(run: Run) -> None:
    result = run("places", "search", "Xyzzyville")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no place is called 'Xyzzyville'" in result.stderr


def test_a_file_is_imported_and_again_in_its_place(run: Run, folder: Path) -> None:
    (folder / "list.csv").write_text("name,lat,lon\nXyzzyville,36.5,42.1\nOther,36.6,42.2\n", encoding="utf-8")
    result = run("places", "import", "list.csv", "--country", "Iraq")
    assert "imported 2 places from list.csv" in result.stderr
    (folder / "list.csv").write_text("name,lat,lon\nXyzzyville,36.5,42.1\n", encoding="utf-8")
    run("places", "import", "list.csv", "--country", "Iraq")
    assert [each["layer"] for each in found(run, "Xyzzyville")] == ["user"]


def test_a_territory_that_is_no_country_of_the_codebook_is_imported(run: Run, folder: Path) -> None:
    row = "1\tXyzzyville\tXyzzyville\t\t22.3\t114.2\tP\tPPL\tHK\t\t\t\t\t\t0\t\t\tAsia/Hong_Kong\t2023\n"
    (folder / "HK.txt").write_text(row, encoding="utf-8")
    assert run("places", "import", "HK.txt").exit_code == 0
    assert found(run, "Xyzzyville")[0]["country"] == "HKG"


def test_names_of_geonames_need_their_places(run: Run, folder: Path) -> None:
    (folder / "names.txt").write_text("7\t99608\tar\tأم الربيعين\t\t\t\t\t\t\n", encoding="utf-8")
    refused = run("places", "import", "names.txt")
    assert (refused.exit_code, "first import the country file" in refused.stderr) == (2, True)
    row = "99608\tMosul\tMosul\t\t36.335\t43.11889\tP\tPPLA\tIQ\t\t15\t\t\t\t1739800\t\t223\tAsia/Baghdad\t2023\n"
    (folder / "IQ.txt").write_text(row, encoding="utf-8")
    assert run("places", "import", "IQ.txt").exit_code == 0
    assert "imported 1 name from names.txt" in run("places", "import", "names.txt").stderr
    assert found(run, "أم الربيعين")[0]["name"] == "Mosul"


def test_a_bad_row_refuses_the_file_by_line(run: Run, folder: Path) -> None:
    (folder / "list.csv").write_text("name,lat,lon\nXyzzyville,36.5,42.1\nOther,x,42.2\n", encoding="utf-8")
    result = run("places", "import", "list.csv", "--country", "Iraq")
    assert result.exit_code == 1
    assert "line 3: latitude 'x'" in result.stderr
    assert run("places", "search", "Xyzzyville").exit_code == 1


def test_show_says_what_a_point_lies_in(run: Run) -> None:
    shown = run("places", "show", "Tripoli", "--country", "Lebanon").stdout
    assert "its point lies in Liban-Nord, LBN" in shown
    assert "near it: " in shown


def test_nearest_as_json(run: Run) -> None:
    line = run("places", "nearest", "36.34", "43.13", "--json", "--limit", "1").stdout
    assert (json.loads(line)["name"], 0 < json.loads(line)["km"] < 5) == ("Mosul", True)


def test_a_provider_is_asked_only_when_named_and_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, float, str]] = []
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", can(OUALATA["photon"], asked))
    assert run("places", "search", "Xyzzyville").exit_code == 1
    assert asked == []
    for _ in range(2):
        first = found(run, "Xyzzyville", "--provider", "photon")[0]
        assert (first["layer"], first["match"], first["latitude"]) == ("photon", "fuzzy", 17.3)
    assert len(asked) == 1


def test_a_provider_that_fails_has_not_said_that_there_is_no_such_place(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopy.geocoders.options, "default_adapter_factory", can(503, []))
    result = run("places", "search", "Xyzzyville", "--provider", "photon")
    assert result.exit_code == 1
    assert "whether it knows the place is unknown" in result.stderr


def test_sound_events_pass_the_check(run: Run, desk: Project) -> None:
    desk.coding.add(make_event())
    desk.coding.add(make_event(place=Place(country="IRQ")))
    desk.coding.add(
        make_event(place=Place(name="Strait of Hormuz", latitude=26.6, longitude=56.3, precision="sea_air"))
    )
    result = run("places", "check")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("place", "field", "said"),
    [
        (replace(MOSUL, country="SYR", admin1=None), "point", "lies in IRQ (Nineveh), and the event is coded in SYR"),
        (replace(MOSUL, latitude=43.11889, longitude=36.335), "point", "exchanged?"),
        (replace(MOSUL, latitude=0.0, longitude=0.0), "point", "0,0 lies in the open sea"),
        (replace(MOSUL, latitude=20.0, longitude=38.5), "point", "lies at sea"),
        (replace(MOSUL, admin1="Basra"), "admin1", "lies in Nineveh, and the event is coded in Basra"),
        (replace(MOSUL, country=None, admin1=None), "country", "is not coded"),
        (replace(MOSUL, name="Nineveh"), "place_precision", "is exact, but Nineveh is known only as adm"),
    ],
)
def test_contradictions_are_told_with_exit_code_3(run: Run, desk: Project, place: Place, field: str, said: str) -> None:
    event_id = desk.coding.add(make_event(place=place))
    result = run("places", "check", "--json")
    assert result.exit_code == 3
    (fault,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (fault["event_id"], fault["field"]) == (event_id, field)
    assert said in fault["message"]


@pytest.mark.parametrize("arguments", [["--help"], ["query"], ["places", "search", "Mosul"]])
def test_what_needs_no_map_and_no_network_does_not_load_them(desk: Project, arguments: list[str]) -> None:  # noqa: ARG001
    code = (
        "import sys; from incidents.cli.app import app\n"
        f"try: app({arguments!r}, prog_name='incidents')\n"
        "except SystemExit: pass\n"
        "print(sorted({'geopy', 'shapely', 'numpy', 'sqlalchemy'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stderr.splitlines()[-1] == "[]"


def test_a_list_is_matched_line_by_line(run: Run, folder: Path) -> None:
    names = folder / "names.csv"
    names.write_text("name,country\nMosul,Iraq\nTripoli,\nXyzzyq,Iraq\n", encoding="utf-8")
    result = run("places", "match", str(names), "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["line"], each["country"], each["accepted"]) for each in found] == [
        (2, "IRQ", True),
        (3, "LBY", False),
        (4, None, False),
    ]
    assert "placed 2 of 3 names" in result.stderr


def test_a_matched_list_is_csv_that_no_spreadsheet_runs(run: Run, folder: Path) -> None:
    names = folder / "names.txt"
    names.write_text("Mosul\n=1+1\n", encoding="utf-8")
    head, first, second = run("places", "match", str(names), "--country", "Iraq").stdout.splitlines()
    assert head.startswith("line,asked,name,country,admin1,latitude,longitude")
    assert first.startswith("1,Mosul,Mosul,IRQ,Nineveh,36.335,43.1189,exact")
    assert second.startswith("2,'=1+1,")


def test_unknown_countries_of_a_list_are_told_by_line_and_nothing_else(run: Run, folder: Path) -> None:
    names = folder / "names.csv"
    names.write_text("name,country\nMosul,Iraq\nMosul,Irak\n", encoding="utf-8")
    result = run("places", "match", str(names))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "line 3: unknown country: 'Irak'" in result.stderr


def test_a_country_with_a_second_name_in_brackets_is_known(run: Run) -> None:
    assert found(run, "Pathein", "--country", "Myanmar (Burma)")[0]["country"] == "MMR"


def test_a_unit_by_its_former_name_holds_its_places(run: Run) -> None:
    assert "as asked" in str(found(run, "Puri", "--country", "India", "--admin1", "Orissa state")[0]["why"])


def test_a_province_by_its_noun_is_not_taken_for_its_town(run: Run) -> None:
    first = found(run, "Sari Pul province", "--country", "Afghanistan", "--admin1", "Sari Pul province")[0]
    assert first["precision"] == "adm1" or first["match"] == "fuzzy"
