from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.errors import BadSource
from incidents.intake.encoding import decode, settle

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
    assert settle("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"


def test_what_nobody_sees_is_removed() -> None:
    assert settle("ex\u00adplo\u200bsion \u202eright\u202c \x1b[31mred") == "explosion right [31mred"


@given(st.text())
def test_settling_twice_changes_nothing_more(text: str) -> None:
    assert settle(settle(text)) == settle(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1))
def test_utf_8_is_read_as_it_was_written(text: str) -> None:
    assert decode(f"Text: {text}".encode(), name="a.txt") == settle(f"Text: {text}")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data) in {"read", "refused"}


def outcome(data: bytes) -> str:
    try:
        return "unclean" if "\x00" in decode(data, name="a.txt") else "read"
    except BadSource:
        return "refused"
