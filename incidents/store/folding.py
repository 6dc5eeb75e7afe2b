"""Text as it is compared: without case, accents and punctuation. Changes nothing that is stored.

``dialect`` says the same in PostgreSQL's words, with the same marks and letters; a test compares the two.
"""

from __future__ import annotations

import re
from functools import cache

# Marks above and below letters, as a character class of both Python and PostgreSQL: accents of Latin, Greek and
# Cyrillic, the vowel points of Hebrew and Arabic.
MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
)
# Small letters that are still spelled in two ways: the end of a Greek word, the German sharp s.
SPELLED = {"\u03c2": "\u03c3", "\u00df": "ss"}
_APART = r"[\W_]+"


def fold(text: str | None) -> str | None:
    """*text* in lower case, accents dropped, every run of spaces and punctuation one space; None stays None.

    "Saint-Étienne" and "saint etienne" are the same after it.
    """
    if text is None:
        return None
    if not text.isascii():
        from unicodedata import normalize  # noqa: PLC0415 - many texts need none

        text = re.sub(f"[{MARKS}]", "", normalize("NFKD", text)).lower()
        for letter, spelling in SPELLED.items():
            text = text.replace(letter, spelling)
    return _apart().sub(" ", text.lower()).strip()


@cache
def _apart() -> re.Pattern[str]:
    """Made ready when it is first needed: most queries have no words."""
    return re.compile(_APART)
