"""``incidents query`` and ``incidents export``: filters in words, and every form of output."""

from __future__ import annotations

import csv
import io
import json
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from incidents.codebook.loader import load
from incidents.domain.dates import When, on
from incidents.domain.events import Actor, Weapon
from incidents.domain.locations import Place
from incidents.services.project import Project
from tests.builders import make_event
from tests.cli.conftest import Run

BAGHDAD = Place(country="IRQ", admin1="Baghdad", name="Baghdad", latitude=33.34, longitude=44.4, precision="exact")
KIDAL = Place(country="MLI", admin1="Kidal", name="Kidal", latitude=18.44, longitude=1.41, precision="exact")


@pytest.fixture(autouse=True)
def desk(filled: Path, folder: Path) -> Project:
    """A desk at a database of its own with those events, ./incidents.db."""
    shutil.copy(filled, folder / "incidents.db")
    return Project.open(by="amal")


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """IRQ1: a car bomb in Mosul, 14 March 2023. IRQ2: drones on Baghdad. MLI1: an attack in May 2022, day unknown."""
    path = Path(shutil.copy(template, tmp_path_factory.mktemp("filled")))
    desk = Project.open(str(path), by="amal")
    desk.coding.add(make_event())
    desk.coding.add(
        make_event(
            place=BAGHDAD,
            when=on(date(2021, 11, 7)),
            sub_event_type="Air/drone strike",
            weapons=(Weapon("drone_fpv", 3, 2, None, 1),),
            casualties=(),
            claims=(),
            actors=(),
        )
    )
    desk.coding.add(
        make_event(
            place=KIDAL,
            when=When(date(2022, 5, 1), date(2022, 5, 31), "month"),
            event_type="Violence against civilians",
            sub_event_type="Attack",
            weapons=(Weapon("firearm"),),
            actors=(Actor("Desert Brigade", "perpetrator"),),
            claims=(),
            summary="Gunmen shot traders on the road.",
        )
    )
    return path


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("", "IRQ2 MLI1 IRQ1"),
        ("--country iraq", "IRQ2 IRQ1"),
        ("--country IRQ --country Mali", "IRQ2 MLI1 IRQ1"),
        ("--region middle_east", "IRQ2 IRQ1"),
        ("--region 'Western Africa'", "MLI1"),
        ("--admin1 nineveh", "IRQ1"),
        ("--near 33.3,44.4 --within 50", "IRQ2"),
        ("--near Baghdad --within 50", "IRQ2"),
        ("--near 'Baghdad' --within 500", "IRQ2 IRQ1"),
        ("--bbox 30,40,35,50", "IRQ2"),
        ("--bbox -10,-20,20,10", "MLI1"),
        ("--since 2022-05-20", "MLI1 IRQ1"),
        ("--until 2022-05-02", "IRQ2 MLI1"),
        ("--since 2022-05 --until 2022-05", "MLI1"),
        ("--since 2021-W44 --until 2021-W44", "IRQ2"),
        ("--type explosions", "IRQ2 IRQ1"),
        ("--type 'air/drone strike'", "IRQ2"),
        ("--type attack --type 'Explosions/Remote violence'", "IRQ2 MLI1 IRQ1"),
        ("--weapon explosive", "IRQ2 IRQ1"),
        ("--weapon drone", "IRQ2"),
        ("--weapon UAV", "IRQ2"),
        ("--actor 'desert brigade'", "MLI1"),
        ("--claimed-by 'northern front'", "IRQ1"),
        ("--min-killed 4", "MLI1 IRQ1"),
        ("--text traders", "MLI1"),
        ("--status draft --status reviewed", "IRQ2 MLI1 IRQ1"),
        ("--status withdrawn", ""),
        ("--sort -event_date", "IRQ1 MLI1 IRQ2"),
        ("--sort country,-event_date", "IRQ1 IRQ2 MLI1"),
        ("--limit 1", "IRQ2"),
        ("--limit 0", ""),
    ],
)
def test_filters(run: Run, arguments: str, found: str) -> None:
    result = run("query", *shlex.split(arguments), "--csv", "--columns", "event_id")
    assert result.exit_code == 0, result.stderr
    assert " ".join(result.stdout.split()[1:]) == found


def test_a_place_by_name_says_which_was_taken(run: Run) -> None:
    assert "Baghdad is taken to be Baghdad, IRQ (33." in run("query", "--near", "Baghdad").stderr


def test_a_country_chooses_between_places_of_one_name(run: Run) -> None:
    result = run("query", "--near", "Tripoli", "--country", "Lebanon")
    assert result.exit_code == 0
    assert "LBN" in result.stderr


def test_json_lines_are_whole_events(run: Run) -> None:
    events = [json.loads(line) for line in run("query", "--json").stdout.splitlines()]
    assert [event["event_id"] for event in events] == ["IRQ2", "MLI1", "IRQ1"]
    assert events[0]["weapons"] == [
        {"weapon": "drone_fpv", "launched": 3, "intercepted": 2, "failed": None, "impacted": 1}
    ]


def test_off_a_terminal_json_lines_are_the_default(run: Run) -> None:
    assert run("query").stdout == run("query", "--json").stdout


def test_json_with_columns_is_flat(run: Run) -> None:
    line = run("query", "--json", "--columns", "event_id,killed_best", "--limit", "1").stdout
    assert json.loads(line) == {"event_id": "IRQ2", "killed_best": None}


def test_csv_has_the_native_columns(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("query", "--csv").stdout)))
    assert list(rows[0]) == [column.name for column in load().profile("native").columns]
    assert [row["country"] for row in rows] == ["Iraq", "Mali", "Iraq"]


def test_columns_come_in_the_order_asked_for(run: Run) -> None:
    assert (
        run("query", "--csv", "--columns", "place, event_id", "--limit", "1").stdout == "place,event_id\nBaghdad,IRQ2\n"
    )


def test_geojson_is_one_collection(run: Run) -> None:
    collection = json.loads(run("query", "--geojson").stdout)
    assert collection["type"] == "FeatureCollection"
    assert collection["features"][0]["geometry"] == {"type": "Point", "coordinates": [44.4, 33.34]}


def test_a_query_without_results_is_empty(run: Run) -> None:
    result = run("query", "--country", "France", "--json")
    assert (result.exit_code, result.stdout) == (0, "")


def test_export_is_native_csv(run: Run) -> None:
    assert run("export").stdout == run("query", "--csv").stdout


def test_a_hyphen_is_standard_output_and_no_file(run: Run) -> None:
    result = run("export", "-o", "-")
    assert (result.stdout, result.stderr) == (run("export").stdout, "")


def test_export_writes_a_file_and_says_how_many(run: Run, folder: Path) -> None:
    result = run("export", "--country", "Iraq", "-o", "iraq.csv")
    assert (result.stdout, result.stderr) == ("", "wrote 2 events to iraq.csv\n")
    assert (folder / "iraq.csv").read_text(encoding="utf-8").count("\n") == 3


def test_export_in_the_acled_layout(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "--profile", "acled").stdout)))
    assert len(rows[0]) == 31
    assert [(row["event_id_cnty"], row["fatalities"], row["region"]) for row in rows] == [
        ("IRQ2", "0", "Middle East"),
        ("MLI1", "4", "Western Africa"),
        ("IRQ1", "4", "Middle East"),
    ]


def test_what_a_layout_cannot_say_is_left_out_and_told(run: Run, desk: Project) -> None:
    desk.coding.add(make_event(when=None))
    result = run("export", "--profile", "acled")
    assert "IRQ3" not in result.stdout
    assert "left out 1 of 4 events, which this layout cannot say:" in result.stderr
    assert "it has no date (IRQ3)" in result.stderr


def test_an_unknown_profile_names_what_comes_near(run: Run) -> None:
    result = run("export", "--profile", "acld")
    assert result.exit_code == 2
    assert "did you mean 'acled'" in result.stderr
    assert "there are acled, brief, ged" in run("export", "--profile", "zzz").stderr


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(run: Run, folder: Path) -> None:
    result = run("export", "-o", "missing/events.csv")
    assert result.exit_code == 1
    assert "missing" in result.stderr
    assert not (folder / "missing").exists()


def test_a_failed_export_leaves_the_old_file(run: Run, folder: Path) -> None:
    (folder / "events.csv").write_text("old", encoding="utf-8")
    run("export", "--profile", "acld", "-o", "events.csv")
    assert (folder / "events.csv").read_text(encoding="utf-8") == "old"


def test_no_file_takes_the_place_of_a_database(run: Run, desk: Project) -> None:
    before = Path(str(desk.database)).read_bytes()
    result = run("export", "--format", "csv", "-o", str(desk.database))
    assert result.exit_code == 1
    assert "is a database of incidents; nothing was written\n  name another file" in result.stderr
    assert Path(str(desk.database)).read_bytes() == before


@pytest.mark.parametrize(("name", "magic"), [("a.xlsx", b"PK"), ("a.parquet", b"PAR1"), ("a.gpkg", b"SQLite format 3")])
def test_the_form_follows_the_name_of_the_file(run: Run, folder: Path, name: str, magic: bytes) -> None:
    result = run("export", "--country", "Iraq", "-o", name)
    assert result.stderr.strip() == f"wrote 2 events to {name}"
    assert (folder / name).read_bytes().startswith(magic)


@pytest.mark.parametrize(("name", "code"), [("a.zzz", 2), ("a.csv", 0), ("a.CSV", 0), ("a", 0), ("-", 0)])
def test_a_name_that_ends_in_no_form_is_refused(run: Run, folder: Path, name: str, code: int) -> None:
    result = run("export", "-o", name)
    assert (result.exit_code, "xlsx, parquet" in result.stderr) == (code, code == 2)
    assert (folder / name).exists() is (code == 0 and name != "-")


def test_a_form_that_is_asked_for_stands_above_the_name(run: Run, folder: Path) -> None:
    run("export", "--format", "jsonl", "-o", "events.txt")
    assert json.loads((folder / "events.txt").read_text("utf-8").splitlines()[0])["event_id"] == "IRQ2"


def test_a_binary_form_needs_a_file(run: Run) -> None:
    result = run("export", "--format", "xlsx")
    assert (result.exit_code, "-o events.xlsx" in result.stderr) == (2, True)


def test_an_unknown_form_is_refused_with_those_there_are(run: Run) -> None:
    result = run("export", "--format", "docx")
    assert (result.exit_code, "geoparquet" in result.stderr) == (2, True)
