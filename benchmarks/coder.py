"""How quick the machine coder is, what memory it takes, and what its cues cost beside a bare string matcher.

usage: python -m benchmarks.coder [TEXTS.jsonl] [--articles N]

TEXTS holds one article a line with ``text``, ``date`` and ``title`` or ``heading``. Prints, after start-up, on one
core, by processor time: articles of 500 words a second, and how many of them have an event; the peak memory of the
process by then; and how many times as long the cues take as the bare ``ahocorasick_rs`` takes for the same terms in
the same whole articles. The bare matcher reads small letters without word boundaries, gaps and capitals and gives
only places; the cues are read from words that are parted already. Does not look at what is coded: ``incidents
evaluate`` does.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import ahocorasick_rs

from incidents.codebook.loader import Codebook, load
from incidents.coder.pipeline import suggest
from incidents.coder.text.cues import GAP, expand
from incidents.coder.text.lexicon import LISTS, TERMS, find_cues, registry_of
from incidents.coder.text.sentences import split_sentences
from incidents.coder.text.words import Word, split_words
from incidents.domain.article import Article
from incidents.geo.gazetteer import open_gazetteer

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "texts" / "wikinews.jsonl"
WORDS, REPEATS = 500, 15


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="?", default=TEXTS)
    parser.add_argument("--articles", type=int, default=80)
    arguments = parser.parse_args()
    articles = read_articles(arguments.texts)[: arguments.articles]
    speed, coded = articles_a_second(articles)
    print(f"articles of {WORDS} words a second: {speed:.1f}; {coded} of {len(articles)} articles have an event")
    print(f"peak memory: {peak_megabytes():.0f} MB")
    ours, theirs = matching(articles)
    print(f"cues: {1000 * ours:.1f} ms, bare matcher {1000 * theirs:.1f} ms, {ours / theirs:.1f} times")


def read_articles(texts: Path) -> list[Article]:
    """The articles of a file, in its order."""
    rows = map(json.loads, texts.read_text(encoding="utf-8").splitlines())
    return [
        Article(
            id=str(at),
            text=row["text"],
            title=row.get("title") or row.get("heading"),
            published_on=date.fromisoformat(row["date"]),
            language="en",
        )
        for at, row in enumerate(rows)
    ]


def articles_a_second(articles: Sequence[Article]) -> tuple[float, int]:
    """Articles of ``WORDS`` words a second of processor time, the first coded before, too; and how many have events."""
    codebook, gazetteer = load(), open_gazetteer()
    suggest(articles[0], codebook=codebook, gazetteer=gazetteer)
    start = time.process_time()
    coded = sum(bool(suggest(article, codebook=codebook, gazetteer=gazetteer).events) for article in articles)
    spent = time.process_time() - start
    return sum(len(article.text.split()) for article in articles) / WORDS / spent, coded


def peak_megabytes() -> float:
    """The most memory that this process has held (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def matching(articles: Sequence[Article]) -> tuple[float, float]:
    """Seconds that the cues and the bare matcher take over *articles*, sentences and words already parted."""
    codebook = load()
    matcher = ahocorasick_rs.AhoCorasick(sorted(set(terms(codebook))))
    parted = [(article.text, list(words_of(article.text))) for article in articles]

    def find_ours() -> None:
        for text, sentences in parted:
            find_cues(text, sentences, codebook=codebook)

    def find_theirs() -> None:
        for article in articles:
            matcher.find_matches_as_indexes(article.text.lower(), overlapping=True)

    return best_of(find_ours, find_theirs)


def words_of(text: str) -> Iterator[tuple[Word, ...]]:
    """The words of each sentence of *text*."""
    return (split_words(text, each.start, each.end) for each in split_sentences(text))


def terms(codebook: Codebook) -> Iterator[str]:
    """Every cue as plain small letters, without its gaps and endings."""
    for cue in cues(codebook):
        for phrase in expand(cue):
            yield " ".join(piece.rstrip("*") for piece in phrase if piece != GAP).lower()


def cues(codebook: Codebook) -> Iterator[str]:
    """Every cue that the coder's lexicon is made of."""
    for name in LISTS:
        yield from flat(codebook.cues(name).values())
    for name in TERMS:
        yield from flat(term.cues for term in codebook.vocabulary(name))
    for country in codebook.countries:
        yield from (country.name, *country.aliases, *country.demonyms)
    for actor in registry_of():
        yield from (name.replace("(", " ").replace(")", " ") for name in actor.names)


def flat(lists: Iterable[Iterable[str]]) -> Iterator[str]:
    """All of *lists* in turn."""
    return (each for listed in lists for each in listed)


def best_of(one: Callable[[], None], other: Callable[[], None]) -> tuple[float, float]:
    """The least processor time of some runs of each, in turns, after one that is thrown away."""
    spent = [(seconds(one), seconds(other)) for _ in range(REPEATS + 1)][1:]
    return min(first for first, _ in spent), min(second for _, second in spent)


def seconds(work: Callable[[], None]) -> float:
    """The processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
