"""How well names in news are placed: GeoVirus' gold spans, and how fast whole articles are read.

usage: python benchmarks/toponyms.py [GEO_FOLDER] [--misses]

Reads ``GeoVirus.jsonl`` from GEO_FOLDER, by default ``../shared/geo`` beside the repository. A name is right when its
point is within 161 km (100 miles) of the gold point, as in the toponym resolution literature.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.codebook.loader import load
from incidents.coder.mentions.places.choice import choose
from incidents.coder.mentions.places.finding import find_places
from incidents.coder.mentions.places.names import Name, name_at
from incidents.coder.mentions.places.words import PlaceWords
from incidents.coder.text.sentences import Sentence, split_sentences
from incidents.geo.distance import distance
from incidents.geo.gazetteer import Gazetteer, open_gazetteer

SHARED = Path(__file__).resolve().parents[2] / "shared" / "geo"
NEAR_KM = 161.0

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What reading the articles gave.

    *right*: share of gold names put within 161 km; *recall*, *precision*: of the names found unaided, those that are
    gold; *documents_a_second*: articles read for places, of the processor's time. *misses* count what went wrong.
    """

    right: float
    recall: float
    precision: float
    documents_a_second: float
    misses: Counter[str]


def main(folder: Path, *, shows_misses: bool) -> None:
    """Print accuracy on gold spans, recall and precision of found spans, and speed."""
    read = measure(folder)
    print(f"gold spans within {NEAR_KM:.0f} km: {read.right:.1%}")
    print(f"spans found: recall {read.recall:.1%}, precision {read.precision:.1%}")
    print(f"speed: {read.documents_a_second:.0f} documents a second")
    if shows_misses:
        print(*(f"  {count} {what}" for what, count in read.misses.most_common(120)), sep="\n")


def measure(folder: Path) -> Read:
    """All that is measured on the articles in *folder*."""
    lines = (folder / "GeoVirus.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    codebook = load()
    words = PlaceWords.of(codebook.cues("places"), countries=codebook.countries)
    gazetteer = open_gazetteer()
    misses: Counter[str] = Counter()
    right = total = 0
    for article in articles:
        for gold, km, meant in resolve(article, gazetteer, words):
            total += 1
            right += km <= NEAR_KM
            if km > NEAR_KM:
                misses[f"{gold['text']} -> {meant}, {km:.0f} km"] += 1
    recall, precision, speed = measure_finding(articles, gazetteer, words)
    return Read(right=right / total, recall=recall, precision=precision, documents_a_second=speed, misses=misses)


def resolve(article: Gold, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[tuple[Gold, float, str]]:
    """Each gold toponym with how far off its point is, and what it was taken for."""
    sentences = split_sentences(article["text"])
    golds = [(gold, sentence) for gold in in_order(article) if (sentence := sentence_at(sentences, gold["start"]))]
    names: list[Name] = []
    for gold, sentence in golds:
        before = names[-1] if names else None
        names.append(name_at(sentence, gold["start"], gold["end"], words=words, before=before))
    for (gold, _), choice in zip(golds, choose(names, gazetteer=gazetteer, words=words), strict=True):
        place = choice.place
        if place is None:
            yield gold, float("inf"), "nothing"
        else:
            km = distance((place.latitude, place.longitude), (gold["lat"], gold["lon"]))
            yield gold, km, f"{place.name}, {place.admin1}, {place.country} ({place.kind})"


def in_order(article: Gold) -> list[Gold]:
    """The gold toponyms by where they stand."""
    return sorted(article["toponyms"], key=lambda gold: (gold["start"], gold["end"]))


def sentence_at(sentences: tuple[Sentence, ...], offset: int) -> Sentence | None:
    """The sentence that holds *offset*."""
    return next((sentence for sentence in sentences if sentence.start <= offset < sentence.end), None)


def measure_finding(articles: list[Gold], gazetteer: Gazetteer, words: PlaceWords) -> tuple[float, float, float]:
    """The share of gold spans that is found unaided, of found towns that are gold, and documents per second."""
    split = [(article, split_sentences(article["text"])) for article in articles]
    begun = time.process_time()
    found = [(article, find_places(sentences, gazetteer=gazetteer, words=words)) for article, sentences in split]
    seconds = time.process_time() - begun
    gold = {(number, name["start"]) for number, (article, _) in enumerate(found) for name in article["toponyms"]}
    ours = {
        (number, mention.start)
        for number, (_, mentions) in enumerate(found)
        for mention in mentions
        if mention.kind != "demonym"
    }
    return len(gold & ours) / len(gold), len(gold & ours) / len(ours), len(articles) / seconds


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    main(folders[0] if folders else SHARED, shows_misses="--misses" in sys.argv)
