"""The words of events, by which they are searched beside their tables, on SQLite: all at once.

Knows ``event_words``; triggers keep up what is in it afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence

TEXTS = ("summary", "place", "place_reported")
"""The columns of an event whose words are found."""
# The tokenizer drops case and accents, but leaves the German sharp s; as the triggers of ``migrations/sqlite.sql``.
_SHARP = ("\u00df", "\u1e9e")
_SPELLED = ", ".join(f"replace(replace({name}, '{_SHARP[0]}', 'ss'), '{_SHARP[1]}', 'ss')" for name in TEXTS)
FILL_WORDS = f"INSERT INTO event_words (rowid, {', '.join(TEXTS)}) SELECT rowid, {_SPELLED} FROM event ORDER BY rowid"
"""The words of every event, under the number of its row."""
_SET = "INSERT INTO event_words (event_words, rank) VALUES ('{}', {})"
AT_ONCE = (_SET.format("hashsize", 4 << 20), _SET.format("automerge", 0))
AS_USUAL = (_SET.format("hashsize", 1 << 20), _SET.format("automerge", 4))
"""How words are sorted and merged while many are added, and afterwards as SQLite does it by itself.

Four megabytes are sorted at a time: more do not stay at hand for a processor. What was written is merged sixteen at a
time, not four: so a word of millions of events is written twice, not again and again.
"""


def add_words(texts: Sequence[str]) -> str:
    """What adds the words of one event, which has those of its ``TEXTS``, each ``spell``-ed."""
    return f"INSERT INTO event_words ({', '.join(('rowid', *texts))}) VALUES ({', '.join('?' * (1 + len(texts)))})"


def spell(texts: Sequence[str | None]) -> Sequence[str | None]:
    """*texts* as ``FILL_WORDS`` has them."""
    together = "".join(filter(None, texts))
    if not any(letter in together for letter in _SHARP):
        return texts
    return [None if text is None else text.replace(_SHARP[0], "ss").replace(_SHARP[1], "ss") for text in texts]
