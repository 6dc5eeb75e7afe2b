"""Rows of the coding form as text: weapons, actors, targets, casualties and claims, and the notation they share.

A field of rows is typed on one line: ``head=name (key=value, key=value); ...``. A name that holds a sign of the
notation stands in double quotes; a quote inside it is doubled. For each field, ``show_*`` writes what ``read_*`` reads
back. Readers raise ValueError for text that does not fit the notation, and UnknownTerm for a word that is no code.

=========  ============================================================================================
weapons    ``drone:3/2/1; rocket``: launched, intercepted, impacted, failed; ``?`` for an unknown number
actors     ``perpetrator=Islamic State (type=rebel_group, country=Iraq, attribution=claimed)``
targets    ``government_building=the prime minister's residence (outcome=damaged); civilians``
claims     ``claimed by Al-Shabaab (video); denied by Hamas``; also ``(mode=..., source=...)``
others     ``abducted=5; injured security_forces=7``: casualties by group or of another harm
=========  ============================================================================================

A count of people:

===================  =====================================================================
``7``                seven, reported
``5/7/9``            lowest, best and highest; ``?`` for an unknown number
``5-9``              between five and nine, no best figure
``5+``, ``~30``      at least five, the best figure too; about thirty, from words such as "dozens"; also in words
``none``             the report says that nobody was
``unknown``          the report says that the number is not known
nothing              the report does not mention it
``5/7/9 (status)``   any of these with another status than follows from it
===================  =====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from incidents.codebook.loader import Codebook
from incidents.domain.casualties import WORDS, Casualty, Count, read_figures, read_number
from incidents.domain.documents import EVERYONE, INJURED, KILLED, NOT_MENTIONED
from incidents.domain.events import Actor, Claim, Target, Weapon
from incidents.errors import UnknownTerm

_QUOTED = r'"(?:[^"]|"")*"'
_ROW = re.compile(
    rf"(?P<head>[^=(\"]*?)\s*(?:=\s*(?P<name>{_QUOTED}|.*?))?\s*(?:\((?P<notes>\s*\w+\s*=.*)\))?", re.DOTALL
)
_CLAIM = re.compile(
    rf"(?P<status>[^(\"]*?)(?:\s+by\s+(?P<by>{_QUOTED}|.+?))?\s*(?:\((?P<notes>(?:{_QUOTED}|[^()\"])*)\))?", re.DOTALL
)
_WEAPON = re.compile(r"(?P<word>[^:]+?)\s*(?::\s*(?P<numbers>[\d?\s/]*))?")
_COUNT_WITH_STATUS = re.compile(r"(?P<figures>.*?)\s*\((?P<status>[^()]*)\)")
_NEEDS_QUOTES = re.compile(r'[";]|\(\s*\w+\s*=|^\s|\s$|^$')
_NOTE_NEEDS_QUOTES = re.compile(r'[",;()]|^\s|\s$|^$')
_WEAPON_COUNTS = ("launched", "intercepted", "impacted", "failed")


class FormContext(NamedTuple):
    """The codebook, and the day from which "yesterday" counts; without *today* such words are refused."""

    codebook: Codebook
    today: date | None = None

    def code(self, vocabulary: str, word: str) -> str:
        """Return the code that *word* means in *vocabulary*. Raises UnknownTerm with the nearest terms."""
        return self.codebook.vocabulary(vocabulary).find(word).code

    def country(self, word: str) -> str:
        """Return the ISO alpha-3 code of the country that *word* means. Raises UnknownTerm with the nearest names."""
        return self.codebook.countries.find(word).iso3


@dataclass(frozen=True, slots=True)
class Row:
    """One row as typed: *head* before the equals sign, *name* after it, *notes* in brackets."""

    head: str
    name: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


def split_rows(text: str, *, separator: str = ";") -> tuple[str, ...]:
    """Split *text* into rows, leaving out blank ones. Raises ValueError for a quote that is not closed."""
    if text.count('"') % 2:
        raise ValueError("a quotation mark is opened and not closed (inside quotes, write it twice)")
    parts = re.findall(rf'(?:{_QUOTED}|[^"{separator}])+', text)
    return tuple(part.strip() for part in parts if part.strip())


def join_rows(rows: Iterable[str]) -> str:
    """Join rows to one text, as ``split_rows`` splits it."""
    return "; ".join(rows)


def read_row(text: str, *, keys: tuple[str, ...]) -> Row:
    """Parse one row, whose notes may have *keys*. Raises ValueError."""
    found = _ROW.fullmatch(text.strip())
    if found is None:
        pattern = f"head=name ({', '.join(f'{key}=...' for key in keys)})"
        raise ValueError(f"{text!r} is not written as {pattern}")
    return Row(found["head"].strip(), _unquote(found["name"]), _read_notes(found["notes"] or "", keys=keys))


def show_row(row: Row) -> str:
    """Write *row* so that ``read_row`` reads it back."""
    name = "" if row.name is None else f"={_quote(row.name, _NEEDS_QUOTES)}"
    notes = ", ".join(f"{key}={_quote(value, _NOTE_NEEDS_QUOTES)}" for key, value in row.notes.items())
    return f"{row.head}{name}" + (f" ({notes})" if notes else "")


def _read_notes(text: str, *, keys: tuple[str, ...]) -> dict[str, str]:
    notes = {}
    for note in split_rows(text, separator=","):
        key, equals, value = note.partition("=")
        name = _unquote(value)
        if not equals or name is None:
            raise ValueError(f"{note!r} is not written as key=value")
        notes[key.strip().lower()] = name
    unknown = sorted(set(notes) - set(keys))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(keys) or 'what may stand here: nothing may'}")
    return notes


def _quote(text: str, signs: re.Pattern[str]) -> str:
    return '"' + text.replace('"', '""') + '"' if signs.search(text) else text


def _unquote(text: str | None) -> str | None:
    text = (text or "").strip()
    inner = text[1:-1].replace('""', '"') if re.fullmatch(_QUOTED, text) else text
    return inner or None


def read_weapons(text: str, context: FormContext) -> tuple[Weapon, ...]:
    """Parse weapons. Raises ValueError or UnknownTerm."""
    return tuple(_read_weapon(row, context) for row in split_rows(text))


def show_weapons(weapons: tuple[Weapon, ...]) -> str:
    """Write weapons as they are typed."""
    return join_rows(_show_weapon(weapon) for weapon in weapons)


def _read_weapon(text: str, context: FormContext) -> Weapon:
    found = _WEAPON.fullmatch(text)
    numbers = (found["numbers"] or "").split("/") if found is not None else []
    if found is None or len(numbers) > len(_WEAPON_COUNTS):
        raise ValueError(f"{text!r} is not written as weapon:launched/intercepted/impacted, such as drone:3/2/1")
    stripped = (number.strip() for number in numbers)
    counts = [None if number in {"", "?"} else read_number(number) for number in stripped]
    return Weapon(context.code("weapons", found["word"]), **dict(zip(_WEAPON_COUNTS, counts, strict=False)))


def _show_weapon(weapon: Weapon) -> str:
    numbers = [getattr(weapon, name) for name in _WEAPON_COUNTS]
    while numbers and numbers[-1] is None:
        numbers.pop()
    shown = "/".join("?" if number is None else str(number) for number in numbers)
    return f"{weapon.weapon}:{shown}" if shown else weapon.weapon


def read_actors(text: str, context: FormContext) -> tuple[Actor, ...]:
    """Parse actors, each with its role. Raises ValueError or UnknownTerm."""
    rows = [read_row(row, keys=("type", "country", "attribution")) for row in split_rows(text)]
    return tuple(_read_actor(row, context) for row in rows)


def show_actors(actors: tuple[Actor, ...]) -> str:
    """Write actors as they are typed."""
    rows = (
        Row(each.role, each.name, _notes(type=each.type, country=each.country, attribution=each.attribution))
        for each in actors
    )
    return join_rows(map(show_row, rows))


def _read_actor(row: Row, context: FormContext) -> Actor:
    if row.name is None:
        raise ValueError(f"{row.head!r} needs a role and a name, such as perpetrator=Islamic State")
    return Actor(
        name=row.name,
        role=context.code("actor_roles", row.head),
        type=_read_code(row, "type", "actor_types", context),
        country=context.country(row.notes["country"]) if "country" in row.notes else None,
        attribution=_read_code(row, "attribution", "attributions", context),
    )


def read_targets(text: str, context: FormContext) -> tuple[Target, ...]:
    """Parse targets, each with its type. Raises ValueError or UnknownTerm."""
    return tuple(_read_target(read_row(row, keys=("outcome",)), context) for row in split_rows(text))


def show_targets(targets: tuple[Target, ...]) -> str:
    """Write targets as they are typed."""
    return join_rows(show_row(Row(each.type, each.name, _notes(outcome=each.outcome))) for each in targets)


def _read_target(row: Row, context: FormContext) -> Target:
    outcome = _read_code(row, "outcome", "target_outcomes", context)
    return Target(context.code("target_types", row.head), row.name, outcome)


def _read_code(row: Row, key: str, vocabulary: str, context: FormContext) -> str | None:
    return context.code(vocabulary, row.notes[key]) if key in row.notes else None


def _notes(**values: str | None) -> dict[str, str]:
    return {key: value for key, value in values.items() if value is not None}


def read_count(text: str, context: FormContext) -> Count:
    """Parse a count of people. Raises ValueError or UnknownTerm."""
    text = " ".join(text.split())
    found = _COUNT_WITH_STATUS.fullmatch(text)
    if found is None:
        return read_figures(text)
    count = read_figures(found["figures"])
    return Count(count.low, count.best, count.high, context.code("casualty_status", found["status"]))


def show_count(count: Count, context: FormContext) -> str:
    """Write *count* in the shortest form that ``read_count`` reads back; one too large to be typed is still shown."""
    spellings = tuple(_spell_count(count))
    return next((text for text in spellings if _reads_as(text, count, context)), spellings[-1])


def _spell_count(count: Count) -> Iterator[str]:
    yield from WORDS
    low, best, high = ("?" if number is None else str(number) for number in (count.low, count.best, count.high))
    for about in ("", "~"):
        yield from (f"{about}{low}", f"{about}{low}-{high}", f"{about}{low}+", f"{about}{low}/{best}/{high}")
    yield f"{low}/{best}/{high} ({count.status})"


def _reads_as(text: str, count: Count, context: FormContext) -> bool:
    try:
        return read_count(text, context) == count
    except ValueError:
        return False


def read_casualties(text: str, context: FormContext) -> tuple[Casualty, ...]:
    """Parse casualties other than the totals of killed and injured. Raises ValueError or UnknownTerm."""
    return tuple(_read_casualty(read_row(row, keys=()), context) for row in split_rows(text))


def show_casualties(casualties: tuple[Casualty, ...], context: FormContext) -> str:
    """Write *casualties*, without the totals of killed and injured."""
    rows = (
        Row(each.harm if each.group == EVERYONE else f"{each.harm} {each.group}", show_count(each.count, context))
        for each in casualties
        if not _is_total(each)
    )
    return join_rows(map(show_row, rows))


def _read_casualty(row: Row, context: FormContext) -> Casualty:
    harm, _, group = row.head.partition(" ")
    casualty = Casualty(
        context.code("harms", harm),
        read_count(row.name or "", context),
        context.code("casualty_groups", group) if group else EVERYONE,
    )
    if _is_total(casualty):
        raise ValueError(f"the total has a field of its own: {casualty.harm}")
    return casualty


def _is_total(row: Casualty) -> bool:
    return row.harm in {KILLED, INJURED} and row.group == EVERYONE


def read_claims(text: str, context: FormContext) -> tuple[Claim, ...]:
    """Parse claims of responsibility. Raises ValueError or UnknownTerm.

    "stated none" means that the report says that nobody claimed it; no text, or "not mentioned", that the report does
    not speak of it.
    """
    claims = (_read_claim(row, context) for row in split_rows(text))
    return tuple(claim for claim in claims if claim.status != NOT_MENTIONED)


def show_claims(claims: tuple[Claim, ...]) -> str:
    """Write claims as they are typed."""
    return join_rows(_show_claim(claim) for claim in claims)


def _read_claim(text: str, context: FormContext) -> Claim:
    found = _CLAIM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not written as 'status by NAME (mode)', such as claimed by Al-Shabaab (video)")
    by, notes = _unquote(found["by"]), (found["notes"] or "").strip()
    if "=" not in notes and by is not None and _is_part_of_name(notes, context):
        by, notes = f"{by} ({notes})", ""
    given = _read_notes(notes, keys=("mode", "source")) if "=" in notes else {"mode": notes} if notes else {}
    return Claim(
        context.code("claim_statuses", found["status"]),
        by,
        context.code("claim_modes", given["mode"]) if "mode" in given else None,
        given.get("source"),
    )


def _is_part_of_name(notes: str, context: FormContext) -> bool:
    """Return True for the brackets of "Kurdistan Workers' Party (PKK)": neither a mode nor a misspelt one."""
    try:
        context.code("claim_modes", notes)
    except UnknownTerm as unknown:
        return notes != "" and not unknown.near
    return False


def _show_claim(claim: Claim) -> str:
    by = "" if claim.by is None else f" by {_quote(claim.by, _NOTE_NEEDS_QUOTES)}"
    pairs = (("mode", claim.mode), ("source", claim.source))
    notes = ", ".join(f"{key}={_quote(value, _NOTE_NEEDS_QUOTES)}" for key, value in pairs if value)
    inside = claim.mode if claim.source is None else notes
    return f"{claim.status}{by}" + (f" ({inside})" if inside else "")
