"""What stands where words were erased: as many blocks as there were letters, so that every offset stays right."""

from __future__ import annotations

import re

BLOCK = "\u2588"
ERASED = "[erased]"


def blot(words: str) -> str:
    """*words* with a block for each letter, mark and space."""
    return BLOCK * len(words)


def whole_words(name: str) -> re.Pattern[str]:
    """What finds *name* where it stands as whole words, in any case. ValueError for what has no word."""
    words = re.findall(r"\w+", name)
    if not words:
        raise ValueError("no word")
    return re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def tell(words: str) -> str:
    """*words* as they are shown: ``[erased]`` where nothing of them is left."""
    return ERASED if words and not words.strip(BLOCK) else words
