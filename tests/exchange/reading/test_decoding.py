"""A file is decoded as far as that goes, however it is cut."""

from __future__ import annotations

import io

import pytest

from incidents.exchange.reading.decoding import read_texts

TEXT = "Ångström, 5 km\r\nZürich 😀\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le", "gb18030", "iso2022_jp_2", "cp1252"])
@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_pieces_make_up_the_text(encoding: str, size: int) -> None:
    text = TEXT.encode(encoding, "ignore").decode(encoding)
    assert "".join(read_texts(io.BytesIO(text.encode(encoding)), encoding, size)) == text


def test_lines_before_what_cannot_be_decoded_are_read() -> None:
    texts, read = read_texts(io.BytesIO(b"caf\xc3\xa9\nb\ncaf\xe9\nd\n"), "utf-8", 1000), list[str]()
    with pytest.raises(UnicodeDecodeError):
        read.extend(texts)
    assert read == ["café\n", "b\n"]


def test_half_a_letter_at_the_end_is_a_fault() -> None:
    with pytest.raises(UnicodeDecodeError):
        list(read_texts(io.BytesIO(b"a\n\xc3"), "utf-8", 2))


@pytest.mark.parametrize("encoding", ["hex", "rot13", "no-such"])
def test_what_encodes_no_texts_is_refused(encoding: str) -> None:
    with pytest.raises(LookupError):
        next(read_texts(io.BytesIO(b"a"), encoding, 1))
