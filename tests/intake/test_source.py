from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import BadSource
from incidents.intake.files import MOST_BYTES
from incidents.intake.source import Overrides, read_source
from incidents.resources import DATA

TEXT = "A bomb went off near a market in Mosul on Tuesday and hurt nine people.\n\nNobody claimed it."
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"


def saved(folder: Path, content: str | bytes, name: str = "story.txt") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_file_with_a_header_is_read_whole(tmp_path: Path) -> None:
    source = saved(tmp_path, f"Title: Bomb in Mosul\r\nPublisher: Courier\r\nDate: 14 March 2023\r\n\r\n{TEXT}\r\n")

    article = read_source(source)

    assert (article.id, article.path) == ("story", source)
    assert (article.title, article.publisher, article.published_on) == ("Bomb in Mosul", "Courier", date(2023, 3, 14))
    assert (article.text, article.language) == (TEXT, "en")


def test_what_the_user_says_stands_above_the_file(tmp_path: Path) -> None:
    source = saved(tmp_path, f"Title: Bomb\nPublisher: Courier\nDate: 2023-03-14\n\n{TEXT}")

    article = read_source(source, overrides=Overrides(title="A", publisher="B", published_on=date(2023, 3, 15)))

    assert (article.title, article.publisher, article.published_on) == ("A", "B", date(2023, 3, 15))


def test_a_date_given_by_hand_mends_one_that_cannot_be_read(tmp_path: Path) -> None:
    source = saved(tmp_path, f"Date: 03/04/2021\n\n{TEXT}")

    assert read_source(source, overrides=Overrides(published_on=date(2021, 4, 3))).published_on == date(2021, 4, 3)


def test_a_date_in_doubt_is_refused_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=r"story\.txt, line 2: .*two ways.*2021-04-03 or 2021-03-04"):
        read_source(saved(tmp_path, f"Title: A\nDate: 03/04/2021\n\n{TEXT}"))


def test_what_nobody_says_is_unknown(tmp_path: Path) -> None:
    article = read_source(saved(tmp_path, TEXT))

    assert (article.title, article.publisher, article.published_on) == (None, None, None)


def test_a_date_of_publication_in_the_future_is_refused(tmp_path: Path) -> None:
    source = saved(tmp_path, f"Date: 2023-03-14\n\n{TEXT}")

    with pytest.raises(BadSource, match="published on 2023-03-14, in the future"):
        read_source(source, today=date(2023, 3, 1))


def test_tomorrow_is_today_somewhere(tmp_path: Path) -> None:
    source = saved(tmp_path, f"Date: 2023-03-14\n\n{TEXT}")

    assert read_source(source, today=date(2023, 3, 13)).published_on == date(2023, 3, 14)


def test_a_date_of_publication_before_1900_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="before 1900"):
        read_source(saved(tmp_path, f"Date: 0021-03-14\n\n{TEXT}"))


def test_a_stated_language_stands_above_the_detected_one(tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, f"Language: FR\n\n{TEXT}")).language == "fr"


def test_a_language_that_is_no_code_is_left_to_the_text(tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, f"Language: English\n\n{TEXT}")).language == "en"


def test_standard_input_is_read_from_the_stream_that_is_handed_in() -> None:
    article = read_source("-", stdin=io.BytesIO(f"Title: Bomb\n\n{TEXT}".encode()))

    assert (article.id, article.path, article.title, article.text) == ("stdin", None, "Bomb", TEXT)


@pytest.mark.parametrize("hidden", ["\\ud800", "\\u001b", "\\u202e", "&#8238;", "&#xAD;"])
def test_what_a_page_hides_in_escapes_is_neither_stored_nor_shown(tmp_path: Path, hidden: str) -> None:
    story = json.dumps({"@type": "Article", "publisher": {"name": "The X Courier"}}).replace("X", hidden)
    head = f'<title>Bomb {hidden} in Mosul</title><script type="application/ld+json">{story}</script>'

    article = read_source(saved(tmp_path, f"<html><head>{head}</head><body><p>{hidden}{TEXT}</p></body>", "a.html"))

    for text in (article.title, article.publisher, article.text):
        assert text is not None
        assert all(character.isprintable() for character in text)
        assert text.encode()


def test_what_the_user_says_and_calls_a_file_can_be_stored(tmp_path: Path) -> None:
    folder, overrides = os.fsencode(tmp_path), Overrides(title="Bomb \udcff", publisher="\x1b")
    source = os.fsdecode(folder + b"/st\xf6ry\x1b.txt")
    Path(source).write_text(TEXT)

    article = read_source(source, overrides=overrides)

    assert (article.id, article.title, article.publisher) == ("st\ufffdry", "Bomb \ufffd", None)
    assert "\x1b" not in f"{article.path}"


@pytest.mark.parametrize(("stated", "language"), [("fil", None), ("pt-BR", "pt"), ("FR", "fr")])
def test_a_page_states_its_language_by_its_whole_code(tmp_path: Path, stated: str, language: str | None) -> None:
    html = f"<html lang='{stated}'><body><p>Tatlo ang patay sa Maynila.</p></body></html>"

    assert read_source(saved(tmp_path, html, "a.html")).language == language


def test_a_title_that_the_text_repeats_is_said_once(tmp_path: Path) -> None:
    assert read_source(saved(tmp_path, f"Title: Bomb in Mosul\n\nBomb in Mosul\n\n{TEXT}")).text == TEXT


def test_the_same_words_have_the_same_hash_whatever_their_newlines(tmp_path: Path) -> None:
    unix = read_source(saved(tmp_path, f"Title: A\n\n{TEXT}", "a.txt"))
    windows = read_source(saved(tmp_path, f"\ufeffTitle: A\n\n{TEXT}\n".replace("\n", "\r\n"), "b.txt"))

    assert unix.sha256 == windows.sha256


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n ", "nothing but white space"),
        ("invisible.txt", "\u200b\n\u200b".encode(), "nothing but white space"),
        ("head.txt", b"Title: A\nDate: 2021-11-07\n", "holds no text"),
        ("ads.txt", b"Title: A\n\nREAD: other news\n", "holds no text"),
        ("paper.txt", b"%PDF-1.7", "is a PDF"),
        ("table.csv", b"a,b\n1,2\n", "is a data file"),
        ("feed", b'<?xml version="1.0"?><rss></rss>', "is a feed"),
        ("page.html", b"<html><body></body></html>", "page without the text"),
        ("blanks.txt", b"Title: A\n" + b"\n" * 9_000_000 + b"b", "more than 100000 lines"),
    ],
)
def test_a_file_that_is_no_article_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    source = saved(tmp_path, content, name)

    with pytest.raises(BadSource, match=reason) as refusal:
        read_source(source)

    assert refusal.value.what.startswith(source)
    assert refusal.value.mend


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="is a folder") as refusal:
        read_source(str(tmp_path))

    assert "give files" in (refusal.value.mend or "")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSource, match="does not exist"):
        read_source(str(tmp_path / "none.txt"))


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(BadSource):
        read_source("x" * 5_000)


def test_a_device_is_refused() -> None:
    with pytest.raises(BadSource, match="is a device"):
        read_source(os.devnull)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)

    with pytest.raises(BadSource, match="larger than 10 MB"):
        read_source(str(path))


def test_standard_input_that_is_too_large_is_not_read_to_its_end() -> None:
    stream = io.BytesIO(b"x" * (MOST_BYTES + 1_000))

    with pytest.raises(BadSource, match="standard input is larger than 10 MB"):
        read_source("-", stdin=stream)

    assert stream.tell() == MOST_BYTES + 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    source = saved(tmp_path, TEXT)
    Path(source).chmod(0)

    with pytest.raises(BadSource, match="may not be read"):
        read_source(source)


def test_a_url_of_this_machine_is_refused() -> None:
    with pytest.raises(BadSource, match="not on the public internet"):
        read_source("http://127.0.0.1/story")


@pytest.mark.parametrize("path", sorted((DATA / "sample").glob("*.[th]*")), ids=lambda path: path.name)
def test_every_sample_article_is_read_with_all_that_it_says(path: Path) -> None:
    article = read_source(str(path))

    assert article.title is not None
    assert article.publisher == "incidents sample desk"
    assert article.published_on is not None
    assert article.language == "en"
    assert "READ" not in article.text


@pytest.mark.skipif(not SEED.is_dir(), reason="the shared folder with the seed article is not beside the repository")
def test_the_seed_article_loses_its_boilerplate_and_keeps_its_paragraphs() -> None:
    article = read_source(str(next(SEED.glob("*.txt"))))

    assert article.published_on == date(2021, 11, 7)
    assert article.title is not None
    assert article.title.startswith("Iraq PM survives")
    assert len(article.text.split("\n\n")) == 8
    assert "READ" not in article.text


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_is_read_or_refused_and_never_changed_twice(text: str) -> None:
    first = outcome(f"Title: Any\n\n{text}")

    assert first is None or outcome(f"Title: Any\n\n{first}") == first


def outcome(text: str) -> str | None:
    try:
        return read_source("-", stdin=io.BytesIO(text.encode())).text
    except BadSource:
        return None
