"""Where a sentence leads over to what it tells only in passing: "the base, where in July", "who took part in"."""

from __future__ import annotations

from incidents.coder.reading import Reading
from incidents.coder.text.cues import CueMention
from incidents.coder.text.lexicon import keyed

_THAT = "that "


def find_asides(reading: Reading) -> list[CueMention]:
    """The words that lead over to an aside, in the order of the text; some do only after a comma."""
    parted = (cue for cue in keyed(reading.cues, "discourse.aside_after_comma") if not cue.is_joined)
    return sorted((*keyed(reading.cues, "discourse.aside"), *parted), key=lambda cue: cue.start)


def is_in_aside(reading: Reading, start: int, end: int) -> bool:
    """True when ", where" or the like leads over to an aside from *start* to *end*, in characters of the article."""
    return any(start <= cue.start < end for cue in find_asides(reading))


def says_more_of_act(reading: Reading, lead: CueMention) -> bool:
    """True for the "that killed" of "an attack that killed five in March": it goes on to tell of the act before it."""
    before = [act for act in reading.triggers if act.end <= lead.start]
    return lead.quote.lower().startswith(_THAT) and bool(before) and not before[-1].is_verb
