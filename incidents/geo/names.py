"""Place names made comparable, and the other spellings under which a name may be listed.

Folding removes case, accents, apostrophes, hyphens and generic words. Nothing is looked up and nothing transliterated:
an Arabic name stays Arabic. What only sounds alike is a suggestion (``similarity``), not another spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Marks that only adorn a letter: Latin accents, Arabic short vowels and the Arabic elongation stroke.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0640]")
_APOSTROPHES = re.compile("['`\u00b4\u02bb\u02bc\u02be\u02bf\u2018\u2019\u201b\u2032]")
# Scripts in which signs that are no letters belong to a word: from Devanagari to Sinhala, Thai, Lao, Burmese, Khmer.
SIGNS = "\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_GAPS = re.compile(f"(?:[^\\w{SIGNS}]|_)+")
# The Arabic article as it is heard and as other languages write it: "An Najaf", "Deir ez-Zor", "El Obeid".
_HEARD = re.compile(r"\b(?:[eu]l(?= )|[ae](sh|dh|th|[sdnrtz])(?= \1))")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {ord("'"): "", ord("`"): ""}
_SHORT = re.compile(r"\b(?:st|ste|mt|ft)(?= \w)")
_LONG = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "\u0131": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ħ": "h",
        "ə": "a",
        "ŋ": "n",
    }
)

# Nouns of units, by the level that they most often are; countries differ.
_FIRST = "province|state|governorate|oblast|prefecture|republic|region|krai|kray|wilaya|emirate"
_SECOND = (
    "district|county|municipality|lga|cercle|commune|territory|zone|woreda|rayon|raion|okrug|regency|agency"
    "|constituency|tehsil|taluk|upazila|arrondissement|daira|chiefdom|subprefecture|sub prefecture|sub district"
    "|sub county|subcounty|subdivision|sub division|township|canton|nahiya|department|departement|division"
)
_OTHER = (
    "city|town|village|hamlet|settlement|suburb|neighbou?rhood|area|island|refugee camp|locality|location"
    "|quarter|ward|parish|payam|kebele|sector|groupement|chefferie|village tract|union council|barangay"
)
_BEFORE = re.compile(
    r"^(?:the )?(?:city|town|village|district|province|state|region|county|governorate|municipality|port|island) of\s+"
)
_AFTER = re.compile(f"\\s+(?:autonomous |administrative |urban |rural )?({_FIRST}|{_SECOND}|{_OTHER})$")
_KINDS = dict.fromkeys(_FIRST.split("|"), "adm1") | dict.fromkeys(_SECOND.split("|"), "adm2")
_UNIT_AFTER = re.compile(f"\\s+((?:autonomous )?(?:{_FIRST}|{_SECOND}))$")
_UNIT_BEFORE = re.compile(f"^(?:the )?({_FIRST}|{_SECOND}) of\\s+")
_VAGUE = re.compile(r"^(?:near|greater|central|downtown)\s+")
_ARTICLE = re.compile(r"^al\s+(?=\w{3})")

# Countries with Arabic or Persian place names, by ISO alpha-3.
ARABIC = frozenset(
    "ARE BHR DZA EGY ESH IRQ ISR JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SYR TUN YEM".split()  # noqa: SIM905
)
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


def fold(name: str) -> str:
    """Return *name* in lower case, without accents or apostrophes, with single spaces for other punctuation.

    "St." becomes "saint".
    """
    folded = _fold_ascii(name) if name.isascii() else _fold_any(name)
    if " " not in folded:
        return folded
    folded = _HEARD.sub("al", folded)
    return _SHORT.sub(lambda found: _LONG[found.group()], folded) if "t " in folded else folded


def _fold_ascii(name: str) -> str:
    """Fold most names quickly; a quarter of a million are folded when the index is built."""
    return name.lower() if name.isalpha() else " ".join(name.translate(_ASCII).split())


def _fold_any(name: str) -> str:
    unmarked = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    folded = _APOSTROPHES.sub("", unmarked).casefold()
    if not folded.isascii():
        folded = folded.translate(_PLAIN)
    return _GAPS.sub(" ", folded).strip()


def without_generic(folded: str) -> str:
    """Return a folded name without "city of", "district", "village" and other generic words."""
    return _AFTER.sub("", _BEFORE.sub("", folded)) or folded


def without_article(folded: str) -> str:
    """Return a folded name without the Arabic article before it: "al fallujah" becomes "fallujah"."""
    return _ARTICLE.sub("", folded)


def kind_named(folded: str) -> str | None:
    """Return the kind of unit that the last word of a folded name says, or None."""
    found = _AFTER.search(folded) if " " in folded else None
    return None if found is None else _KINDS.get(found[1])


def variants(name: str) -> tuple[str, ...]:
    """Return the folded forms under which *name* may be listed, the most literal first, without repeats."""
    folded = fold(name)
    plain = _VAGUE.sub("", without_generic(folded))
    forms = (folded, plain, without_article(folded), without_article(plain))
    return tuple(dict.fromkeys(form for form in forms if form))


def spell_unit(folded: str) -> tuple[str, ...]:
    """Return the spellings of a unit: a name without a noun gets each noun of units, one with a noun is also bare.

    "aleppo" may be "aleppo governorate", and that may be "aleppo" or "governorate of aleppo", but not "aleppo
    province".
    """
    for pattern in (_UNIT_AFTER, _UNIT_BEFORE):
        found = pattern.search(folded)
        if found is not None:
            return _spell(pattern.sub("", folded), (found[1],))
    return _spell(folded, tuple(f"{kind}{noun}" for kind in ("", "autonomous ") for noun in _KINDS))


def _spell(name: str, nouns: Iterable[str]) -> tuple[str, ...]:
    return (name, *(spelling for noun in nouns for spelling in (f"{name} {noun}", f"{noun} of {name}")))


def respell(folded: str, country: str | None) -> Iterator[str]:
    """Yield other spellings of a folded name in Latin letters as people in *country* (ISO alpha-3) spell it."""
    if country in ARABIC and folded.isascii():
        yield from respell_arabic(folded)
    elif country in PERSIAN:
        yield from respell_persian(folded)


def respell_arabic(folded: str) -> Iterator[str]:
    """Yield other spellings of an Arabic name, without itself and without repeats: "Bayt Awwa" is "Beit Awwa"."""
    words = folded.split() or [""]
    first = [[other, *words[1:]] for other in _OTHERS.get(words[0], ())] if len(words) > 1 else []
    endless = [[*spelt[:-1], spelt[-1][:-1]] for spelt in (words, *first) if _ends_softly(spelt[-1])]
    found = dict.fromkeys(" ".join(spelt) for spelt in (*first, *endless))
    found.pop(folded, None)
    yield from found


def respell_persian(folded: str) -> Iterator[str]:
    """Yield other spellings of a Persian name: "mazar e sharif" is "mazar i sharif" and "mazar sharif"."""
    words = folded.split()
    if len(words) == 3 and words[1] in _JOINTS:
        first, _, last = words
        others = (f"{first} {last}", *(f"{first} {joint} {last}" for joint in sorted(_JOINTS)))
        yield from (other for other in others if other != folded)


def _ends_softly(word: str) -> bool:
    """Return whether the last h of a word may be left out: "Nasiriyah", "Nasiriya"."""
    return len(word) >= _SHORTEST and word.endswith("ah")
