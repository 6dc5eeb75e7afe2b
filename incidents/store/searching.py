"""The words of events, by which they are searched beside their tables, on SQLite: all at once.

Knows ``event_words``; triggers keep up what is in it afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

TEXTS = ("summary", "place", "place_reported")
"""The columns of an event whose words are found."""
# The tokenizer drops case and accents, but leaves the German sharp s; as the triggers of migration 0014 have it.
_SHARP = ("\u00df", "\u1e9e")
_SPELLED = ", ".join(f"replace(replace({name}, '{_SHARP[0]}', 'ss'), '{_SHARP[1]}', 'ss')" for name in TEXTS)
FILL_WORDS = f"INSERT INTO event_words (rowid, {', '.join(TEXTS)}) SELECT rowid, {_SPELLED} FROM event ORDER BY rowid"
"""The words of every event, under the number of its row."""
_SORTED = "INSERT INTO event_words (event_words, rank) VALUES ('hashsize', {})"
AT_ONCE, AS_USUAL = _SORTED.format(16 << 20), _SORTED.format(1 << 20)
"""How many bytes of words are sorted at a time. With its own megabyte it merges what it wrote again and again."""


def add_words(texts: Sequence[str]) -> str:
    """What adds the words of one event, which has those of its ``TEXTS``, each ``spell``-ed."""
    return f"INSERT INTO event_words ({', '.join(('rowid', *texts))}) VALUES ({', '.join('?' * (1 + len(texts)))})"


def spell(texts: Sequence[str | None]) -> Sequence[str | None]:
    """*texts* as ``FILL_WORDS`` has them."""
    together = "".join(filter(None, texts))
    if not any(letter in together for letter in _SHARP):
        return texts
    return [None if text is None else text.replace(_SHARP[0], "ss").replace(_SHARP[1], "ss") for text in texts]
