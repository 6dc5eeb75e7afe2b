"""``incidents suggest``: articles in, suggestions out, no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import TEXT
from tests.cli.conftest import Run

ARTICLE_KEYS = ["id", "path", "title", "publisher", "published_on", "language"]
EVENT_KEYS = (
    "main event_date end_date date_precision country admin1 place place_reported latitude longitude place_precision"
    " event_type sub_event_type stage weapons actors targets killed injured claim summary evidence confidence"
)


def test_json_has_one_object_for_each_article(run: Run, article: str) -> None:
    (line,) = run("suggest", article, "--json").stdout.splitlines()
    document = json.loads(line)
    assert list(document) == ["article", "events"]
    assert document["article"] == {
        "id": "mosul",
        "path": "mosul.txt",
        "title": "Car bomb hits police in Mosul",
        "publisher": "The Example Courier",
        "published_on": "2023-03-15",
        "language": "en",
    }


def test_json_has_the_published_keys_in_their_order(run: Run, article: str) -> None:
    document = json.loads(run("suggest", article, "--json").stdout)
    assert list(document["article"]) == ARTICLE_KEYS
    assert " ".join(key for key in document["events"][0] if key in EVENT_KEYS.split()) == EVENT_KEYS


def test_every_quote_is_the_articles_words(run: Run, article: str) -> None:
    (event,) = json.loads(run("suggest", article, "--json").stdout)["events"]
    assert event["evidence"]
    assert all(TEXT[each["start"] : each["end"]] == each["quote"] for each in event["evidence"])


def test_a_card_shows_values_and_the_words_behind_them(run: Run, article: str) -> None:
    shown = run("suggest", article).stdout
    assert shown.startswith("Car bomb hits police in Mosul\nThe Example Courier | 2023-03-15 | en | mosul.txt\n")
    assert "event 1 of 1, what the article is about" in shown
    assert " 1 date         2023-03-14 (day)" in shown
    assert '"killing four officers"' in shown


def test_the_order_of_the_sources_is_kept(run: Run, article: str, folder: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (folder / name).write_text((folder / article).read_text(encoding="utf-8"), encoding="utf-8")
    lines = run("suggest", "b.txt", article, "a.txt", "--json").stdout.splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["b", "mosul", "a"]


def test_no_database_is_made(run: Run, article: str, folder: Path) -> None:
    run("suggest", article)
    assert [path.name for path in folder.iterdir()] == [article]


def test_a_bad_source_does_not_stop_the_others(run: Run, article: str) -> None:
    result = run("suggest", "missing.txt", article, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["article"]["id"] == "mosul"
    assert "missing.txt does not exist" in result.stderr
    assert "1 of 2 sources could not be read" in result.stderr


def test_an_article_comes_from_standard_input(run: Run, article: str, folder: Path) -> None:
    result = run("suggest", "-", "--json", stdin=(folder / article).read_text(encoding="utf-8"))
    assert json.loads(result.stdout)["article"]["id"] == "stdin"


def test_what_the_user_says_stands_above_the_article(run: Run, article: str) -> None:
    given = ["--published-on", "2023-03-22", "--publisher", "The Other", "--title", "Another title"]
    said = json.loads(run("suggest", article, "--json", *given).stdout)["article"]
    assert (said["published_on"], said["publisher"], said["title"]) == ("2023-03-22", "The Other", "Another title")


def test_one_title_is_not_that_of_two_articles(run: Run, article: str) -> None:
    result = run("suggest", article, article, "--title", "Both")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--title cannot be that of 2 articles" in result.stderr


def test_without_a_date_the_flag_is_named(run: Run, folder: Path) -> None:
    (folder / "undated.txt").write_text(TEXT, encoding="utf-8")
    result = run("suggest", "undated.txt")
    assert result.exit_code == 1
    assert "undated.txt has no date of publication" in result.stderr
    assert "--published-on YYYY-MM-DD" in result.stderr


def test_a_date_that_is_none_is_refused(run: Run, article: str) -> None:
    result = run("suggest", article, "--published-on", "yesterweek")
    assert result.exit_code == 2
    assert "'yesterweek' is not a date" in result.stderr


def test_where_nothing_is_suggested_the_reason_is_told(run: Run, folder: Path) -> None:
    text = "The council approved a new bridge on Monday. Builders start work in spring, the mayor said."
    (folder / "bridge.txt").write_text(f"Title: A bridge\nDate: 2023-03-15\n\n{text}", encoding="utf-8")
    result = run("suggest", "bridge.txt", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["events"] == []
    assert "bridge: nothing suggested: " in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "picture.png"),
        ("rows.csv", b"a,b\n1,2\n", "is a data file"),
        ("huge.txt", b"word " * 10_000_001, "is larger than"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(
    run: Run, folder: Path, name: str, content: bytes, complaint: str
) -> None:
    (folder / name).write_bytes(content)
    result = run("suggest", name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_without_articles_is_refused(run: Run, folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "rows.csv").touch()
    result = run("suggest", "articles")
    assert result.exit_code == 1
    assert "articles is a folder without articles" in result.stderr


def test_escape_sequences_of_an_article_are_not_sent_to_the_terminal(run: Run, folder: Path) -> None:
    text = TEXT.replace("car bomb", "car \x1b[31mbomb").replace("Mosul", "[bold]Mosul[/bold]")
    (folder / "hostile.txt").write_text(f"Title: \x1b]0;owned\x07 attack\nDate: 2023-03-15\n\n{text}", encoding="utf-8")
    result = run("suggest", "hostile.txt")
    assert result.exit_code in {0, 1}
    assert "\x1b" not in result.stdout + result.stderr
    assert "\x07" not in result.stdout + result.stderr
