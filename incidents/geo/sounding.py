"""How a place name sounds, near enough: one key for the many ways in which a name is written in Latin letters.

"Khan Younis" and "Khan Yunus", "Deir ez-Zor" and "Dayr az Zawr", "Boulkessi" and "Bulkesy" are one. A key is for
comparing only, and two places may share one: what is found by it is a suggestion. Does not look names up.
"""

from __future__ import annotations

import re

from incidents.geo.names import fold, without_article, without_generic

# In order: what several letters stand for, then what one letter does.
_LETTERS = (
    ("tch", "c"),
    ("sch", "s"),
    ("tsh", "c"),
    ("dj", "j"),
    ("dzh", "j"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ow", "u"),
    ("aw", "u"),
    ("au", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ai", "i"),
    ("ay", "i"),
)
_LETTER = str.maketrans({"q": "k", "c": "k", "x": "k", "w": "v", "o": "u", "e": "i", "y": "i"})
_ARTICLES = re.compile(
    r"\b(?:al|el|ul|il|as|ash|ad|adh|an|ar|at|ath|az|the|i|e|ye|la|le|les|los|las|de|del|du|da|do)\b ?"
)
_TWICE = re.compile(r"(.)\1+")
_WEAK_END = re.compile(r"(?<=\w\w)[aiu]?h?$")


def sounded(folded: str) -> str:
    """The key of a folded name; empty only for a name of articles alone."""
    plain = without_article(without_generic(folded))
    words = (_ARTICLES.sub("", plain) or plain).split()
    return "".join(map(_sound, words))


def is_like(one: str, other: str) -> bool:
    """Whether two names sound alike, or the one begins as the other sounds."""
    first, second = sorted((sounded(fold(one)), sounded(fold(other))), key=len)
    return bool(first) and second.startswith(first)


def _sound(word: str) -> str:
    for letters, sound in _LETTERS:
        if letters in word:
            word = word.replace(letters, sound)
    return _WEAK_END.sub("", _TWICE.sub(r"\1", word.translate(_LETTER)))
