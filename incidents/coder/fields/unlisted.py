"""Towns that an event's own sentences name and no gazetteer knows: better no point than that of another town."""

from __future__ import annotations

from collections.abc import Sequence

from incidents.coder.events.passages import Passage
from incidents.coder.mentions.places.finding import PlaceMention
from incidents.coder.text.lexicon import keyed
from incidents.coder.text.words import Word

_WIDE = frozenset({"adm1", "country"})


def without_towns(others: Sequence[PlaceMention], told: Sequence[Passage]) -> Sequence[PlaceMention]:
    """*others*, places of the rest of the article, but for towns where *told* names one that is not known.

    "In the town of Blosk" happened in no town that is named elsewhere, though perhaps in the same province.
    """
    if any(_names_unlisted(passage) for passage in told):
        return [mention for mention in others if mention.place.precision in _WIDE]
    return others


def _names_unlisted(passage: Passage) -> bool:
    reading = passage.reading
    before = {cue.last + 1 for cue in keyed(reading.cues, "grammar.settlement_of")}
    named = (
        word for at, word in enumerate(reading.words) if at in before and passage.start <= word.start < passage.end
    )
    return any(word.is_capital and not _is_known(word, reading.places) for word in named)


def _is_known(word: Word, places: Sequence[PlaceMention]) -> bool:
    return any(place.start <= word.start < place.end for place in places)
