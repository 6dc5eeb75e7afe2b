"""The places that an article names, each with its words, its point and how the words put it.

Words that only look like a place's name are left out (``belief``). A country or a nationality has no point. Does not
say where an event happened (``fields.spot``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from incidents.coder.mentions.places.bearing import bearing_before, moved
from incidents.coder.mentions.places.belief import is_believed, serious_names
from incidents.coder.mentions.places.choice import Choice, choose
from incidents.coder.mentions.places.names import Name, find_names
from incidents.coder.mentions.places.use import PART, SPEAKER
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import HEADING, Sentence
from incidents.domain.locations import Place
from incidents.geo.candidate import POINTS_WITHIN_A_TOWN, Candidate
from incidents.geo.gazetteer import Gazetteer

COUNTRY, DEMONYM = "country", "demonym"
_SURE = 1.4
_CAPITAL = re.compile(r"(?:['\u2019]s)?\s+capital(?:\s+city)?\b(?!,?\s+(?:of\s+)?[A-Z])")
_CAPITAL_OF = re.compile(r"\bthe\s+capital(?:\s+city)?\s+of\s+(?:the\s+)?\Z")


class PlaceMention(NamedTuple):
    """*quote* is ``text[start:end]`` of the article and names *place*.

    *kind* is the gazetteer's (town, district, adm1, ...), country, or demonym for a nationality. *score* is 0 to 1.
    *within* is the town of a district or landmark. *is_near*: only near it. *is_inside*: "in", "at" or the like stands
    before it; *is_away*: the words put something else there than an event ("told reporters in"). *is_dateline*: it is
    where the report was written. *sentence* is the index of its sentence.
    """

    start: int
    end: int
    quote: str
    place: Place
    kind: str
    score: float
    sentence: int
    within: str | None = None
    is_near: bool = False
    is_inside: bool = False
    is_away: bool = False
    is_dateline: bool = False


def find_places(
    sentences: Sequence[Sentence], *, gazetteer: Gazetteer, words: PlaceWords, title: str | None = None
) -> tuple[PlaceMention, ...]:
    """The places that *sentences*, all of one article, name; in the order of the text.

    What its *title* names helps to choose which places are meant, and stands before the text: at offsets below 0.
    """

    def is_listed(folded: str) -> bool:
        return folded in words.countries or folded in words.demonyms or gazetteer.is_listed(folded)

    headed = (*_titled(title), *sentences)
    names = [name for sentence in headed for name in find_names(sentence, is_listed=is_listed, words=words)]
    serious = serious_names(names, sentences, words)
    parts = frozenset(name.folded for name in names if name.use == PART)
    choices = choose(serious, gazetteer=gazetteer, words=words)
    found = [mention for choice in choices for mention in _mentions(choice, parts, words)]
    capitals = [mention for choice in choices if (mention := _capital(choice, gazetteer, words)) is not None]
    return tuple(sorted((*found, *capitals), key=lambda mention: (mention.start, mention.end)))


def _titled(title: str | None) -> tuple[Sentence, ...]:
    """The title as a sentence before the text: its offsets are below 0."""
    return (Sentence(0, -len(title), 0, title, -1, HEADING),) if title else ()


def _mentions(choice: Choice, parts: frozenset[str], words: PlaceWords) -> Iterator[PlaceMention]:
    name, place = choice.name, choice.place
    if name.folded in words.demonyms and name.folded not in words.countries:
        for country in words.demonyms[name.folded]:
            yield _country_mention(name, country, DEMONYM, 1.0 / len(words.demonyms[name.folded]))
    elif place is not None and place.kind == COUNTRY and place.country is not None:
        is_actor = name.use in {PART, SPEAKER} and not name.is_inside  # "US troops", "Ukraine says"
        yield _country_mention(name, place.country, DEMONYM if is_actor else COUNTRY, 0.95)
    elif place is not None and is_believed(choice, place, parts):
        yield _mention(choice, place)


def _capital(choice: Choice, gazetteer: Gazetteer, words: PlaceWords) -> PlaceMention | None:
    """The capital, where the words only call it so: "the Iraqi capital" and no name, "the capital of Iraq"."""
    name = choice.name
    if "capital" not in name.sentence.text:
        return None
    countries = words.demonyms.get(name.folded, ()) or tuple(filter(None, [words.countries.get(name.folded)]))
    if len(countries) != 1:
        return None
    after, before = _CAPITAL.match(name.after), _CAPITAL_OF.search(name.before)
    city = None if after is None and before is None else gazetteer.capital(countries[0])
    if city is None:
        return None
    start = name.start if before is None else name.start - len(before.group())
    wider = name._replace(start=start, end=name.end + (0 if after is None else after.end()))
    return _mention(Choice(wider, city, _SURE), city)


def _country_mention(name: Name, country: str, kind: str, score: float) -> PlaceMention:
    place = Place(country=country, reported=name.quote, precision="country")
    return _put(name, place, kind, score, None)


def _mention(choice: Choice, found: Candidate) -> PlaceMention:
    name = choice.name
    is_part = found.kind in POINTS_WITHIN_A_TOWN and found.within is not None
    is_near = name.is_near and found.precision == "exact"
    latitude, longitude = _point(name, found)
    place = Place(
        country=found.country,
        admin1=found.admin1,
        name=found.within if is_part else found.name,
        reported=name.quote,
        latitude=latitude,
        longitude=longitude,
        precision="near" if is_near else found.precision,
        layer=found.layer,
        match=found.match,
    )
    return _put(name, place, found.kind, min(0.97, choice.score / 1.6), found.within)


def _point(name: Name, found: Candidate) -> tuple[float, float]:
    """The point of *found*, or the one that lies from there as the words before the name say: "50 km west of X"."""
    bearing = bearing_before(name.before) if name.is_near else None
    here = (found.latitude, found.longitude)
    return here if bearing is None else moved(*here, bearing)


def _put(name: Name, place: Place, kind: str, score: float, within: str | None) -> PlaceMention:
    return PlaceMention(
        start=name.start,
        end=name.end,
        quote=name.quote,
        place=place,
        kind=kind,
        score=round(score, 3),
        sentence=name.sentence.index,
        within=within,
        is_near=name.is_near,
        is_inside=name.is_inside,
        is_away=name.is_away,
        is_dateline=name.is_dateline,
    )
