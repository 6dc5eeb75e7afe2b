"""Arabic and Persian names as news spell them, where a list has one spelling: "Beit Awwa", "Bandar-i-Mahshahr".

Works on folded names in Latin letters and knows words that many names are made of, no sounds: what merely sounds alike
is a suggestion (``sounding``), what is found here is the same name. Looks nothing up.
"""

from __future__ import annotations

from collections.abc import Iterator

# Countries whose places bear Arabic names, by ISO alpha-3.
ARABIC = frozenset(
    "ARE BHR DZA EGY ESH IRQ ISR JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SYR TUN YEM".split()  # noqa: SIM905
)
# Countries whose places bear Persian names.
PERSIAN = frozenset({"AFG", "IRN", "TJK"})
_JOINTS = frozenset({"e", "i", "ye", "yi"})
_FAMILIES = (
    ("bayt", "beit", "bait"),
    ("dayr", "deir", "der"),
    ("ayn", "ain", "ein"),
    ("kafr", "kfar", "kafar"),
    ("tall", "tel", "tal", "tell"),
    ("jabal", "jebel", "djebel"),
    ("shaykh", "sheikh", "cheikh"),
    ("burj", "bourj", "borj"),
    ("umm", "um", "oum"),
    ("khirbat", "khirbet"),
    ("qalat", "kalat"),
    ("suq", "souk", "souq"),
    ("bani", "beni"),
    ("hawsh", "housh"),
    ("bir", "beer"),
    ("sidi", "sayyidi"),
)
_OTHERS = {word: tuple(other for other in family if other != word) for family in _FAMILIES for word in family}
_SHORTEST = 5  # letters of a word whose last h is dropped


def respelled(folded: str) -> Iterator[str]:
    """Other spellings of an Arabic name, without itself and without repeats."""
    words = folded.split() or [""]
    first = [[other, *words[1:]] for other in _OTHERS.get(words[0], ())] if len(words) > 1 else []
    endless = [[*spelt[:-1], spelt[-1][:-1]] for spelt in (words, *first) if _is_soft(spelt[-1])]
    found = dict.fromkeys(" ".join(spelt) for spelt in (*first, *endless))
    found.pop(folded, None)
    yield from found


def rejoined(folded: str) -> Iterator[str]:
    """Other spellings of a Persian name of two words: "mazar e sharif" is "mazar i sharif" and "mazar sharif"."""
    words = folded.split()
    if len(words) == 3 and words[1] in _JOINTS:
        first, _, last = words
        others = (f"{first} {last}", *(f"{first} {joint} {last}" for joint in sorted(_JOINTS)))
        yield from (other for other in others if other != folded)


def _is_soft(word: str) -> bool:
    """Whether the last h of a word is written or not, as people like: "Nasiriyah", "Nasiriya"."""
    return len(word) >= _SHORTEST and word.endswith("ah")
