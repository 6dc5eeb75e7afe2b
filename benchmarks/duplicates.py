"""How well near-duplicate articles and events coded twice are found: precision and recall on pairs made for it.

``python -m benchmarks.duplicates`` reads the hand-coded news in ``../shared/gold``. Pairs that are one: an article and
the same one cut short, thinned out or reworded, and what the coder makes of both. Pairs that are two: different
articles, and their events; and, harder, the same event moved to another week or another town, or with another kind and
toll.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

from incidents.codebook.loader import load
from incidents.coder.pipeline import suggest
from incidents.domain.articles import Article
from incidents.domain.casualties import Casualty, exactly
from incidents.domain.dates import When
from incidents.domain.documents import INJURED, KILLED
from incidents.domain.events import Event
from incidents.geo.gazetteer import open_gazetteer
from incidents.intake.source import read_source
from incidents.review.duplicates import LIKELY, Fingerprint, overlap, rate, take_fingerprint
from incidents.services.duplicates import SAME_WORDS

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "articles"
THRESHOLDS = (0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8)
_OTHER_WORDS = {
    "said": "stated",
    "killed": "slain",
    "wounded": "hurt",
    "injured": "hurt",
    "attack": "assault",
    "attacked": "assaulted",
    "according": "as",
    "people": "persons",
    "the": "that",
    "in": "within",
    "on": "this",
    "a": "one",
    "was": "got",
    "were": "got",
    "has": "had",
    "after": "following",
    "near": "close to",
    "at least": "no fewer than",
}


def cut(text: str, share: float) -> str:
    """The first sentences of *text*, at least two."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentences[: max(2, round(len(sentences) * share))])


def thin_out(text: str) -> str:
    """*text* without every third sentence; the first stays."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentence for number, sentence in enumerate(sentences) if number % 3 != 1)


def reword(text: str) -> str:
    """*text* with frequent words replaced."""
    return " ".join(_OTHER_WORDS.get(word, word) for word in text.split(" "))


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "first 60 %": lambda text: cut(text, 0.6),
    "first 30 %": lambda text: cut(text, 0.3),
    "every third sentence out": thin_out,
    "reworded": reword,
    "reworded, first half": lambda text: reword(cut(text, 0.5)),
}


def main() -> None:
    """Print both tables."""
    articles = [read_source(str(path)) for path in sorted(GOLD.glob("*.txt"))]
    measure_articles(articles)
    measure_events(articles)


def measure_articles(articles: list[Article]) -> None:
    """Fingerprints: recall by kind of variant, precision over all pairs of different articles."""
    prints = {article.id: taken for article in articles if (taken := take_fingerprint(article.text)) is not None}
    print(f"articles: {len(prints)}; threshold in use {SAME_WORDS}")
    apart = [compare_prints(one, other) for one, other in combinations(prints.values(), 2)]
    same = {
        name: [
            compare_prints(prints[article.id], taken)
            for article in articles
            if (taken := take_fingerprint(vary(article.text))) is not None and article.id in prints
        ]
        for name, vary in VARIANTS.items()
    }
    for threshold in (0.2, *THRESHOLDS):
        report(threshold, [score for scores in same.values() for score in scores], apart)
    for name, scores in same.items():
        print(f"  recall at {SAME_WORDS}, {name}: {share(scores, SAME_WORDS):.3f} of {len(scores)}")


def compare_prints(one: Fingerprint, other: Fingerprint) -> float:
    """The overlap, 0 where the two have no band in common and would not be compared."""
    return overlap(one, other) if set(one.bands()) & set(other.bands()) else 0.0


def measure_events(articles: list[Article]) -> None:
    """Likeness: recall over what the coder makes of an article and its variants, precision over what is two."""
    codebook, gazetteer = load(), open_gazetteer()

    def code(article: Article) -> Event | None:
        events = suggest(article, codebook=codebook, gazetteer=gazetteer).events
        return next((event for event in events if event.main), None)

    suggested = {article.id: code(article) for article in articles}
    coded = {name: event for name, event in suggested.items() if event is not None and event.when is not None}
    same = [
        rate(coded[article.id], event)
        for article in articles
        if article.id in coded
        for vary in VARIANTS.values()
        if (event := code(replace(article, text=vary(article.text)))) is not None
    ]
    apart = [rate(one, other) for one, other in combinations(coded.values(), 2)]
    hard = [rate(event, other) for event in coded.values() for other in others_like(event)]
    print(f"events: {len(coded)} main ones; {len(same)} pairs are one, {len(apart)} of two articles, {len(hard)} hard")
    for threshold in THRESHOLDS:
        report(threshold, same, apart + hard)
    wrong = sum(score >= LIKELY for score in hard)
    print(f"  threshold in use {LIKELY}; hard pairs taken for one: {wrong} of {len(hard)}")


def others_like(event: Event) -> Iterator[Event]:
    """Events that share much with *event* and are others: a week later, a town further, of another kind."""
    if event.when is not None:
        week = timedelta(days=7)
        yield replace(event, when=When(event.when.start + week, event.when.end + week, event.when.precision))
    if event.place.point is not None and abs(event.place.point[0]) < 80:
        latitude, longitude = event.place.point
        yield replace(event, place=replace(event.place, name="Elsewhere", latitude=latitude + 0.6, longitude=longitude))
    toll = (Casualty(KILLED, exactly(1)), Casualty(INJURED, exactly(40)))
    protest = replace(event, event_type="Protests", sub_event_type="Peaceful protest", casualties=toll)
    yield replace(protest, weapons=(), targets=(), actors=())


def report(threshold: float, same: list[float], apart: list[float]) -> None:
    """One line: precision and recall at *threshold*."""
    found, wrong = sum(score >= threshold for score in same), sum(score >= threshold for score in apart)
    precision = found / (found + wrong) if found + wrong else 1.0
    recall = found / len(same)
    print(f"  {threshold:.2f}: precision {precision:.3f}, recall {recall:.3f} ({wrong} of {len(apart)} wrong)")


def share(scores: list[float], threshold: float) -> float:
    """How many of *scores* reach *threshold*."""
    return sum(score >= threshold for score in scores) / len(scores)


if __name__ == "__main__":
    main()
