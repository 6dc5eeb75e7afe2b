"""The language of a text as an ISO 639-1 code, or None when the text is too short to say.

Does not weigh what a page declares against what is detected; ``source`` does.
"""

from __future__ import annotations

import re

_FEWEST_LETTERS = 40
_ENOUGH = 4000
_CODE = re.compile(r"\s*([a-z]{2})(?![a-z])", re.IGNORECASE)
# Words that carry English and no other language that news is written in; four different ones settle it at once, so
# that the model, which takes a second to load, is needed for other texts only.
_ENGLISH = frozenset(
    (
        "the",
        "and",
        "that",
        "were",
        "which",
        "who",
        "with",
        "from",
        "have",
        "has",
        "been",
        "their",
        "they",
        "this",
        "said",
    )
)

# Small words, and words of what is coded here, that no other language shares; three different ones that are a tenth of
# the words make even a single sentence English.
_SMALL = frozenset(
    (
        "the",
        "of",
        "and",
        "from",
        "with",
        "an",
        "are",
        "were",
        "has",
        "that",
        "their",
        "after",
        "two",
        "three",
        "killed",
        "kills",
        "injured",
        "wounded",
        "people",
        "stabs",
        "stabbed",
        "shot",
        "soldiers",
        "civilians",
        "gunmen",
        "airstrike",
        "airstrikes",
        "strikes",
    )
)
_FEWEST_SMALL, _SMALL_SHARE = 3, 10
_LAST_LATIN, _FEWEST_FOREIGN = "\u02af", 6
"""The last letter of the Latin scripts, and how many letters of others tell a language."""


def read_code(tag: str | None) -> str | None:
    """The ISO 639-1 code that a language *tag* such as "en-GB" begins with; None for "fil", "English" or nothing."""
    found = _CODE.match(tag or "")
    return None if found is None else found[1].lower()


def detect_language(text: str) -> str | None:
    """The language that *text* is written in; None below some forty letters, or when it has no language at all.

    Of a text in another script than the Latin one a word is enough.
    """
    text = text[:_ENOUGH]
    letters = [character for character in text if character.isalpha()]
    is_foreign = sum(character > _LAST_LATIN for character in letters) * 2 > len(letters)
    if len(letters) < (_FEWEST_FOREIGN if is_foreign else _FEWEST_LETTERS):
        return None
    if _is_plainly_english(text):
        return "en"
    from py3langid import classify  # noqa: PLC0415 - loads numpy and a model, a second

    code: str = classify(text)[0]
    return code if len(code) == 2 else None


def _is_plainly_english(text: str) -> bool:
    written = re.findall(r"[^\W\d_]+", text)
    words = [word.lower() for word in written]
    known = [word for word in words if word in _ENGLISH]
    small = [word for word in written if word in _SMALL]
    is_small_talk = len(set(small)) >= _FEWEST_SMALL and len(small) * _SMALL_SHARE >= len(words)
    return is_small_talk or (len(set(known)) >= 4 and len(known) * 10 >= len(words))
