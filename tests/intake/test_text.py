"""Bytes become clean text: encodings, invisible characters, boilerplate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.codebook.loader import load
from incidents.codebook.validation import check_cues
from incidents.errors import BadSource
from incidents.intake.text import decode, is_boilerplate, normalise_text, remove_boilerplate

WORDS = "Le président a été tué à Düsseldorf, dit-on."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_western_text_is_read_in_the_encodings_that_people_save(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), name="a.txt") == WORDS


def test_the_page_says_its_encoding() -> None:
    page = '<html><head><meta charset="koi8-r"></head><body>Взрыв на рынке</body></html>'

    assert "Взрыв на рынке" in decode(page.encode("koi8-r"), name="a.html")


def test_the_server_says_the_encoding() -> None:
    assert decode("爆発がありました".encode("shift_jis"), name="a", declared="Shift_JIS") == "爆発がありました"


def test_latin_1_means_windows_1252_as_on_the_web() -> None:
    assert decode("“Yes”".encode("cp1252"), name="a", declared="ISO-8859-1") == "“Yes”"


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "zlib_codec", "no-such", "utf-7"])
def test_a_declared_codec_that_is_no_character_set_is_not_used(declared: str) -> None:
    assert decode(b"caf\xe9 \\u0041 in town", name="a", declared=declared) == "café \\u0041 in town"


def test_a_cut_character_does_not_turn_the_text_into_another_encoding() -> None:
    assert decode(("Взрыв " * 20 + "й").encode()[:-1], name="a.txt").startswith("Взрыв Взрыв")


def test_an_unknown_encoding_is_refused_rather_than_read_as_noise() -> None:
    with pytest.raises(BadSource, match="unknown encoding"):
        decode("Взрыв на рынке".encode("koi8-r"), name="a.txt")


@pytest.mark.parametrize(
    "data", [b"text\x00text", b"\xd0\x00\xff\x81\x9d", bytes(range(1, 127)) * 4, b"\x01\x02\x03\x04 words"]
)
def test_control_characters_make_a_file_binary(data: bytes) -> None:
    with pytest.raises(BadSource, match=r"a\.txt is a binary file"):
        decode(data, name="a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"{\\rtf1 text", "a rich-text document"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "a web archive"),
    ],
)
def test_a_refusal_says_what_the_file_looks_like(data: bytes, kind: str) -> None:
    with pytest.raises(BadSource, match=f"is {kind}.*not text") as refusal:
        decode(data, name="paper")

    assert "save" in str(refusal.value.mend)


def test_newlines_of_every_system_become_one() -> None:
    assert normalise_text("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"


def test_what_nobody_sees_is_removed() -> None:
    assert normalise_text("ex\u00adplo\u200bsion \u202eright\u202c \x1b[31mred") == "explosion right [31mred"


@given(st.text())
def test_settling_twice_changes_nothing_more(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    assert decode(f"Text: {text}".encode(), name="a.txt") == normalise_text(f"Text: {text}")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data) in {"read", "refused"}


def outcome(data: bytes) -> str:
    try:
        return "unclean" if "\x00" in decode(data, name="a.txt") else "read"
    except BadSource:
        return "refused"


@pytest.mark.parametrize(
    "line",
    [
        "READ: Parliament meets on Sunday",
        "Read more: Parliament meets on Sunday",
        "ALSO READ : Parliament meets",
        "» See also: Parliament meets on Sunday",
        "ADVERTISEMENT",
        "- Advertisement -",
        "Share this article",
        "Follow us on Facebook and Telegram",
        "VIDEO: Smoke over the harbour",
        "Photo: Jane Doe",
        "FILE — A guard stands in front of the ministry, 3 May 2019",
        "© 2021 The Example Courier",
        "Copyright 2021 The Example Courier",
        "The minister on his way to the session [Ministry of Health \u2013 Example Agency]",
        "Smoke rises over the harbour [Jane Doe/Reuters]",
        "Smoke rises over the harbour [Jane Doe/Example Courier of the North]",
        "Smoke rises over the harbour [Jane Doe - Courier]",
    ],
)
def test_lines_that_a_site_puts_around_an_article_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Read the statement in full, the minister said.",
        "Share prices fell after the attack.",
        "Home: that is what the soldiers called the camp.",
        "Copyright law brought two thousand protesters to the streets.",
        "Five people were killed in the market on Sunday. [Reuters]",
        "Gunmen killed three people on the road to the airport [Reuters]",
        "The commander [of the northern army] was killed",
        "More than five people were hurt: two guards, a driver and two passers-by.",
        "He told the agency [Example Agency - Office] that nobody was hurt.",
        f"Read: {'a line that is far too long to point elsewhere ' * 4}",
    ],
)
def test_text_is_kept_when_in_doubt(line: str) -> None:
    assert not is_boilerplate(line)


def test_a_hole_that_boilerplate_leaves_is_one_blank_line() -> None:
    assert remove_boilerplate("One.\n\nREAD: Other news\n\nTwo.\n\nREAD: More news") == "One.\n\nTwo."


@given(st.text(st.sampled_from("aRE:AD \n[-]©."), max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = remove_boilerplate(text)

    assert remove_boilerplate(once) == once


def test_the_list_is_written_in_the_language_of_cues() -> None:
    check_cues("boilerplate", load().cues("boilerplate"))
