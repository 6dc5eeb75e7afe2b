"""Place names made comparable: case, accents, apostrophes, hyphens and generic words folded away.

Does not look anything up and does not transliterate: an Arabic name stays Arabic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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


def fold(name: str) -> str:
    """*name* in lower case without accents or apostrophes, other punctuation as single spaces; "St." is "Saint"."""
    folded = _fold_plain(name) if name.isascii() else _fold_any(name)
    if " " not in folded:
        return folded
    folded = _HEARD.sub("al", folded)
    return _SHORT.sub(lambda found: _LONG[found.group()], folded) if "t " in folded else folded


def _fold_plain(name: str) -> str:
    """The quick way for most names; a quarter of a million are folded when the index is built."""
    return name.lower() if name.isalpha() else " ".join(name.translate(_ASCII).split())


def _fold_any(name: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", name))
    folded = _APOSTROPHES.sub("", bare).casefold()
    if not folded.isascii():
        folded = folded.translate(_PLAIN)
    return _GAPS.sub(" ", folded).strip()


def without_generic(folded: str) -> str:
    """A folded name without "city of", "district", "village" and their like."""
    return _AFTER.sub("", _BEFORE.sub("", folded)) or folded


def without_article(folded: str) -> str:
    """A folded name without the Arabic article before it: "al fallujah" is "fallujah"."""
    return _ARTICLE.sub("", folded)


def kind_named(folded: str) -> str | None:
    """The kind of unit that the last word of a folded name says it is, None when it says nothing."""
    found = _AFTER.search(folded) if " " in folded else None
    return None if found is None else _KINDS.get(found[1])


def variants(name: str) -> tuple[str, ...]:
    """The folded forms under which *name* may be listed, the most literal first, without repeats."""
    folded = fold(name)
    plain = _VAGUE.sub("", without_generic(folded))
    forms = (folded, plain, without_article(folded), without_article(plain))
    return tuple(dict.fromkeys(form for form in forms if form))


def spell_unit(folded: str) -> tuple[str, ...]:
    """How the unit of a folded name may be written: a bare name with any noun of units, one with a noun without it.

    "aleppo" is "aleppo governorate", too, and that "aleppo" or "governorate of aleppo", but no "aleppo province".
    """
    for pattern in (_UNIT_AFTER, _UNIT_BEFORE):
        found = pattern.search(folded)
        if found is not None:
            return _spell(pattern.sub("", folded), (found[1],))
    return _spell(folded, tuple(f"{kind}{noun}" for kind in ("", "autonomous ") for noun in _KINDS))


def _spell(bare: str, nouns: Iterable[str]) -> tuple[str, ...]:
    return (bare, *(spelling for noun in nouns for spelling in (f"{bare} {noun}", f"{noun} of {bare}")))
