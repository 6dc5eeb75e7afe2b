"""The lines that a site puts around an article: pointers to other stories, buttons, captions, notices.

Which lines those are is data: ``schema/cues/furniture.toml``. A line is kept whenever the list does not say otherwise.
Does not recognise titles and dates; ``masthead`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from incidents.resources import SCHEMA

_LONGEST = 30
_CREDIT = re.compile(r"[^.!?\u2026\s]['\"\u2019\u201d)]?\s*\[([^\[\]]{2,120})\]$")
# "[Jane Doe - Example Agency]", "[Jane Doe/The Courier]": names on both sides of a dash or a stroke.
_WORD = r"(?:[A-Z][\w.'\u2019-]*|of|the|and|via)"
_NAME = rf"{_WORD}(?:\s+{_WORD})*"
_SIGNED = re.compile(rf"{_NAME}(?:\s*/\s*|\s+[-\u2013\u2014]\s+){_NAME}")
_COPYRIGHT = re.compile(r"(?:copyright\s*)?(?:\u00a9|\(c\)\s*\d{4})|copyright\s+\d{4}", re.IGNORECASE)
_EDGES = " \t\xa0:|*>-.\u2022\u00b7\u00bb\u00ab\u203a\u2039\u2192\u2013\u2014\u2026"


def without_furniture(text: str) -> str:
    """*text* without the lines of the list; several blank lines become one."""
    kept = [line.rstrip() for line in text.split("\n") if not is_furniture(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def is_furniture(line: str) -> bool:
    """True when *line* is no text of the article: a pointer, a button, a caption."""
    line = line.strip()
    if not line:
        return False
    return _is_whole(line) or is_caption(line) or (len(line.split()) <= _LONGEST and _points_elsewhere(line))


def is_caption(line: str) -> bool:
    """True when *line* ends in a photo's credit, such as ``... in Cairo [Jane Doe - Example Agency]``."""
    found = _CREDIT.search(line.strip())
    if found is None or len(re.findall(r"\w+", found[1])) < 2:
        return False
    return _SIGNED.fullmatch(found[1]) is not None or _pattern("credits").search(found[1]) is not None


def _is_whole(line: str) -> bool:
    return _pattern("lines").fullmatch(line.strip(_EDGES)) is not None


def _points_elsewhere(line: str) -> bool:
    line = line.lstrip(_EDGES)
    if _COPYRIGHT.match(line):
        return True
    return _pattern("labels").match(line) is not None or _pattern("openings").match(line) is not None


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """The entries under *key* as one pattern; a label is followed by a colon, a credit stands as words of its own."""
    import tomllib  # noqa: PLC0415 - for articles only

    with (SCHEMA / "cues" / "furniture.toml").open("rb") as stream:
        entries = tomllib.load(stream)[key]
    either = _either(entries)
    forms = {"labels": rf"{either}\s*:\s*\S", "openings": rf"{either}(?!\w)", "credits": rf"(?<!\w){either}(?!\w)"}
    return re.compile(forms.get(key, either))


def _either(entries: Iterable[str]) -> str:
    """Longest first, so that a shorter entry does not hide a longer one."""
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return f"(?:{'|'.join(_one(entry) for entry in longest_first)})"


def _one(entry: str) -> str:
    words = r"\s+".join(re.escape(word) for word in entry.split())
    words = words.replace("'", "['\u2019]").replace(r"\-", "[-\u2013\u2014]")
    return words if entry != entry.lower() else f"(?i:{words})"
