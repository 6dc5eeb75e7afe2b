"""What the words of a coder say of a place beside its name: "near X", "X (Y) village, Z district", "X - Y road".

Takes the words apart; looks nothing up, and leaves generic nouns to ``names``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NEAR = re.compile(
    r"^(?:near|outside|around|close to|not far from|(?:the )?(?:outskirts|vicinity|surroundings|area|suburbs) of"
    r"|(?:\d+ ?km )?(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of)\s+",
    re.IGNORECASE,
)
# What lies at or beside the place whose name it bears, and what may lie far from it.
_BESIDE = re.compile(
    r"\s+(?:area|outskirts|surroundings|vicinity|environs|countryside|oil ?field|airport|air ?base|military base|base"
    r"|camp|refugee camp|idp camp|prison|checkpoint|crossing|bridge|junction|mine)$",
    re.IGNORECASE,
)
_BEYOND = re.compile(
    r"\s+(?:mountains?|hills?|valley|river|stream|forest|lake|pass|dam|road|highway|top|axis|plain|desert|border)$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:fob|camp|base|mount|mt\.?|jabal|jebel|selo|derevnya|khutor|gorod|qaryat|qalay|kampung|desa|barangay|sitio"
    r"|ejido|rancho|colonia)\s+(?=\w)",
    re.IGNORECASE,
)
_WAY = r"road|highway|route|axis|border"
_ENDS = (
    re.compile(rf"^(?:the )?(?:{_WAY}|area)?\s*(?:between|from)\s+(.+?)\s+(?:and|to)\s+(.+)$", re.IGNORECASE),
    re.compile(rf"^(.+?)\s*[-\u2013\u2014/]\s*(.+?)\s+(?:{_WAY})$", re.IGNORECASE),
    re.compile(r"^(\w[\w' -]+?)\s+(?:and|&|/|[-\u2013\u2014])\s+(\w[\w' -]+?)(?:\s+(?:villages|towns|districts))?$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """*names* may each be the place's, the most literal first; *parents* hold it; *ends* are what it lies between.

    *is_near*: the words put it beside the place that they name, not in it; *is_beyond*: it may lie far from it, as a
    river from the town of its name.
    """

    names: tuple[str, ...]
    parents: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    is_near: bool = False
    is_beyond: bool = False


def read_wording(words: str) -> Wording:
    """What *words* say; they are one name at least."""
    words = " ".join(words.split())
    head, *parents = [part.strip() for part in _BRACKETS.sub("", words).split(",") if part.strip()] or [words]
    bracketed = [inner.strip() for inner in _BRACKETS.findall(words)]
    is_near = _NEAR.match(head) is not None or any(inner.lower() == "near" for inner in bracketed)
    bare = _NEAR.sub("", head)
    short = _TITLED.sub("", _BEYOND.sub("", _BESIDE.sub("", bare)))
    names = (bare, *(inner for inner in bracketed if inner.lower() != "near" and len(inner) > 2))
    return Wording(
        names=tuple(dict.fromkeys((*names, short) if short else names)),
        parents=tuple(parents),
        ends=_ends(bare),
        is_near=is_near or _BESIDE.search(bare) is not None,
        is_beyond=_BEYOND.search(bare) is not None,
    )


def _ends(words: str) -> tuple[str, ...]:
    found = next((match for pattern in _ENDS if (match := pattern.match(words)) is not None), None)
    return () if found is None else (found[1], found[2])
