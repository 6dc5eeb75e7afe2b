"""Bytes become the clean text of an article: encoding, invisible characters, and the lines that a site puts around it.

The encoding is that of a byte order mark, else UTF-8, else what the page declares, else Windows-1252. Which lines are
boilerplate is data: ``schema/cues/boilerplate.toml``; a line that the lists do not name is kept.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from incidents.codebook.loader import load
from incidents.errors import BadSource

_SAVE_TEXT = "save its text as a .txt file and give that"
_ZIP_CONTENTS = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"epub", "an e-book (.epub)"),
)
_SIGNATURES = (
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
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# Python also knows codecs that are slow or no character sets (punycode, unicode_escape): a page may not pick those.
_TRUSTED = re.compile(
    r"(utf-?8|utf-?16|iso-?8859|windows-?\d|cp\d|koi8|gb|big5|euc|shift.?jis|us-ascii|latin)", re.IGNORECASE
)
# What the web means by these names (WHATWG Encoding Standard).
_WEB_NAMES = {"iso-8859-1": "cp1252", "us-ascii": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")  # half a character, as JSON can escape it: no file can hold it
# Controls, soft hyphens, zero-width spaces, and marks that turn the direction of what follows on a terminal.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_WORDS = 30
_CREDIT = re.compile(r"[^.!?\u2026\s]['\"\u2019\u201d)]?\s*\[([^\[\]]{2,120})\]$")
# "[Jane Doe - Example Agency]", "[Jane Doe/The Courier]": names on both sides of a dash or a stroke.
_WORD = r"(?:[A-Z][\w.'\u2019-]*|of|the|and|via)"
_NAME = rf"{_WORD}(?:\s+{_WORD})*"
_SIGNED = re.compile(rf"{_NAME}(?:\s*/\s*|\s+[-\u2013\u2014]\s+){_NAME}")
_COPYRIGHT = re.compile(r"(?:copyright\s*)?(?:\u00a9|\(c\)\s*\d{4})|copyright\s+\d{4}", re.IGNORECASE)
_EDGES = " \t\xa0:|*>-.\u2022\u00b7\u00bb\u00ab\u203a\u2039\u2192\u2013\u2014\u2026"


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    r"""Return the characters of *data*, newlines as ``\n``; *declared* is the charset of an HTTP header.

    Raises BadSource, naming *name*, if the bytes are no text or text of an unknown encoding.
    """
    kind = _recognise(data)
    if kind is not None:
        raise BadSource(f"{name} is {kind}, not text", mend=_advise(kind))
    text = _decode(data, declared)
    if _is_binary(data.decode("latin-1") if text is None else text):
        raise BadSource(f"{name} is a binary file, not text", mend=_advise("a binary file"))
    if text is None:
        raise BadSource(f"{name} is text of an unknown encoding", mend="save it as UTF-8 and give that")
    return normalise_text(text)


def normalise_text(text: str) -> str:
    """Make newlines plain and remove invisible characters; applying it twice changes nothing more.

    Every text from outside, decoded from bytes, entities or escapes, must pass it before it is stored or shown.
    """
    return _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", _NEWLINES.sub("\n", text)))


def normalise_line(text: str | None) -> str | None:
    """Normalise *text* to one line, such as a title; None if nothing is left of it."""
    return None if text is None else " ".join(normalise_text(text).split()) or None


def _is_binary(text: str) -> bool:
    """Return whether *text* has a NUL, or more control characters than slip into a text by accident."""
    return "\x00" in text or len(_CONTROLS.findall(text)) > 2 + len(text) / 1000


def _decode(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", *_declarations(data, declared)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged_utf8(data) or _windows_1252(data)


def _declarations(data: bytes, declared: str | None) -> list[str]:
    inside = _DECLARED.search(data[:4096])
    names = [declared, inside[1].decode("ascii") if inside is not None else None]
    return [_WEB_NAMES.get(name.lower(), name) for name in names if name is not None and _TRUSTED.match(name)]


def _damaged_utf8(data: bytes) -> str | None:
    """Decode UTF-8 that is damaged in a few places; each becomes U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    return text if sum(character > "\x7f" for character in text) > 2 * damaged else None


def _windows_1252(data: bytes) -> str | None:
    """Decode Windows-1252 if mostly plain letters come out: almost any bytes would decode to something."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if sum(character > "\x7f" for character in text) <= len(text) * 0.3 else None


def _recognise(data: bytes) -> str | None:
    """Return what *data* is by its first bytes ("a PDF"), None if they are of no known kind."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIP_CONTENTS if mark in data[:4000]), "a zip archive")
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def _advise(kind: str) -> str:
    """Return what to do about a file of *kind*."""
    return f"save the page as HTML only, or {_SAVE_TEXT}" if "web archive" in kind else _SAVE_TEXT


def remove_boilerplate(text: str) -> str:
    """Remove the lines that are not of the article from *text*; several blank lines become one."""
    kept = [line.rstrip() for line in text.split("\n") if not is_boilerplate(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def is_boilerplate(line: str) -> bool:
    """Return whether *line* is not of the article: a pointer to another story, a button, a caption."""
    line = line.strip()
    if not line:
        return False
    if _pattern("lines").fullmatch(line.strip(_EDGES)) is not None or is_caption(line):
        return True
    return len(line.split()) <= _MOST_WORDS and _points_elsewhere(line)


def is_caption(line: str) -> bool:
    """Return whether *line* ends in a photo's credit, such as ``... in Cairo [Jane Doe - Example Agency]``."""
    found = _CREDIT.search(line.strip())
    if found is None or len(re.findall(r"\w+", found[1])) < 2:
        return False
    return _SIGNED.fullmatch(found[1]) is not None or _pattern("credits").search(found[1]) is not None


def _points_elsewhere(line: str) -> bool:
    line = line.lstrip(_EDGES)
    if _COPYRIGHT.match(line):
        return True
    return _pattern("labels").match(line) is not None or _pattern("openings").match(line) is not None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Compile the entries under *key*; a label is followed by a colon, a credit stands as words of its own."""
    # The longest first, so that a shorter entry does not hide a longer one.
    entries = sorted(load().cues("boilerplate")[key], key=lambda entry: (-len(entry), entry))
    either = f"(?:{'|'.join(map(_entry_pattern, entries))})"
    forms = {"labels": rf"{either}\s*:\s*\S", "openings": rf"{either}(?!\w)", "credits": rf"(?<!\w){either}(?!\w)"}
    return re.compile(forms.get(key, either))


def _entry_pattern(entry: str) -> str:
    words = r"\s+".join(re.escape(word) for word in entry.split())
    words = words.replace("'", "['\u2019]").replace(r"\-", "[-\u2013\u2014]")
    return words if entry != entry.lower() else f"(?i:{words})"
