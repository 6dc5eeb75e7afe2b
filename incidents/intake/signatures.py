"""What bytes look like that are no text: a PDF, a picture, a Word document.

Does not decide whether bytes without a known beginning are text; ``encoding`` does.
"""

from __future__ import annotations

_TEXT = "save its text as a .txt file and give that"
_ZIPPED = ((b"word/", "a Word document (.docx)"), (b"xl/", "an Excel workbook (.xlsx)"), (b"epub", "an e-book (.epub)"))
_BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls)"),
    (b"{\\rtf", "a rich-text document (.rtf)"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"bplist00", "a Safari web archive"),
    (b"From: <Saved by", "a web archive (.mhtml)"),
    (b'From: "Saved by', "a web archive (.mhtml)"),
)


def recognise(data: bytes) -> str | None:
    """What *data* is, in words with an article ("a PDF"); None when it begins like no known kind."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in data[:4000]), "a zip archive")
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)


def mend(kind: str) -> str:
    """What to do about a file of *kind*."""
    return f"save the page as HTML only, or {_TEXT}" if "web archive" in kind else _TEXT
