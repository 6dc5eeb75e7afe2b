"""Text as it is compared: without case, accents and punctuation. Changes nothing that is stored."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[\W_]+")


def fold(text: str | None) -> str | None:
    """*text* in lower case, accents dropped, every run of spaces and punctuation one space; None stays None.

    "Saint-Étienne" and "saint etienne" are the same after it.
    """
    if text is None:
        return None
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _APART.sub(" ", text.casefold()).strip()
