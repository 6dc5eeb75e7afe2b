"""Keys that choose words of the article, where lines count: the word under a word is known only once text is broken."""

from __future__ import annotations

from collections.abc import Mapping

from incidents.tui.breaking import Broken
from incidents.tui.passage import Passage, word_at

# How far an action goes, in words or in lines, and whether it stretches.
_WORDS: Mapping[str, tuple[int, bool]] = {
    "right": (1, False),
    "left": (-1, False),
    "extend_right": (1, True),
    "extend_left": (-1, True),
}
_LINES: Mapping[str, tuple[int, bool]] = {
    "line_down": (1, False),
    "line_up": (-1, False),
    "extend_down": (1, True),
    "extend_up": (-1, True),
}


def point(passage: Passage, action: str, broken: Broken) -> Passage:
    """*passage* after an action of the mode in which words are chosen."""
    if action in _WORDS:
        step, is_extending = _WORDS[action]
        return passage.extend(step) if is_extending else passage.move(step)
    step, is_extending = _LINES[action]
    start, _ = passage.words[passage.head]
    line = min(max(broken.line_of(start) + step, 0), len(broken.lines) - 1)
    offset = broken.offset_at(line, broken.column_of(start))
    return passage.go(word_at(passage.words, offset), is_extending=is_extending)
