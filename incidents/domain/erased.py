"""What stands where words were erased: as many blocks as there were letters, so that every offset stays right."""

from __future__ import annotations

BLOCK = "\u2588"
ERASED = "[erased]"


def blot(words: str) -> str:
    """*words* with a block for each letter, mark and space."""
    return BLOCK * len(words)


def tell(words: str) -> str:
    """*words* as they are shown: ``[erased]`` where nothing of them is left."""
    return ERASED if words and not words.strip(BLOCK) else words
