"""Bytes become characters: a byte order mark, then UTF-8, then what the page declares, then Windows-1252.

Also settles newlines and removes characters that nobody sees. Does not know HTML beyond its declared charset.
"""

from __future__ import annotations

import codecs
import re

from incidents.errors import BadSource
from incidents.intake.signatures import mend, recognise

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
# Controls, soft hyphens, zero-width spaces, and marks that turn the direction of what follows on a terminal.
_HALF = re.compile("[\ud800-\udfff]")  # half a character, as JSON can escape it: no file can hold it
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    r"""The characters of *data*, newlines as ``\n``; *declared* is the charset of an HTTP header.

    Raises BadSource, naming *name*, when the bytes are no text or text of an unknown encoding.
    """
    kind = recognise(data)
    if kind is not None:
        raise BadSource(f"{name} is {kind}, not text", mend=mend(kind))
    text = _read(data, declared)
    if _is_binary(data.decode("latin-1") if text is None else text):
        raise BadSource(f"{name} is a binary file, not text", mend=mend("a binary file"))
    if text is None:
        raise BadSource(f"{name} is text of an unknown encoding", mend="save it as UTF-8 and give that")
    return settle(text)


def settle(text: str) -> str:
    """*text* with plain newlines and without invisible characters; applying it twice changes nothing more.

    For every text that comes from outside, decoded from bytes, entities or escapes: it can be stored and shown after.
    """
    return _HALF.sub("\ufffd", _UNSEEN.sub("", _NEWLINES.sub("\n", text)))


def settle_line(text: str | None) -> str | None:
    """*text* settled and on one line, such as a title; None when nothing is left of it."""
    return None if text is None else " ".join(settle(text).split()) or None


def _is_binary(text: str) -> bool:
    """True for a NUL, and for more control characters than slip into a text by accident."""
    return "\x00" in text or len(_CONTROLS.findall(text)) > 2 + len(text) / 1000


def _read(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", *_declarations(data, declared)):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _damaged_utf8(data) or _western(data)


def _declarations(data: bytes, declared: str | None) -> list[str]:
    inside = _DECLARED.search(data[:4096])
    names = [declared, inside[1].decode("ascii") if inside is not None else None]
    return [_WEB_NAMES.get(name.lower(), name) for name in names if name is not None and _TRUSTED.match(name)]


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut or hurt in a few places; each place becomes U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    hurt = text.count("\ufffd")
    return text if sum(character > "\x7f" for character in text) > 2 * hurt else None


def _western(data: bytes) -> str | None:
    """Windows-1252, where mostly plain letters come out: any bytes at all would decode to something."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if sum(character > "\x7f" for character in text) <= len(text) * 0.3 else None
