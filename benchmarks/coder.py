"""How quick the machine coder is, what memory it takes, and what its cues cost beside a bare string matcher.

usage: python -m benchmarks.coder [TEXTS.jsonl] [--articles N]

TEXTS holds one article a line with ``text``, ``date`` and ``title`` or ``heading``. Prints, after start-up, on one
core, by processor time: articles of 500 words a second, and how many of them have an event; the peak memory of the
process by then; and how many times as long the cues take as the bare ``ahocorasick_rs`` takes for the same terms in
the same whole articles: first for what the bare matcher gives, which cue stands where, then with a mention made of
every cue of every list, of which the coder asks for about half. The bare matcher reads small letters without word
boundaries, gaps and capitals; the cues are read from words that are parted already. Does not look at what is coded:
``incidents evaluate`` does.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from incidents.codebook.loader import Codebook, load
from incidents.coder.pipeline import suggest
from incidents.coder.text.cues import GAP, expand
from incidents.coder.text.lexicon import LISTS, TERMS, find_cues, registry_of
from incidents.coder.text.sentences import split_sentences
from incidents.coder.text.words import Word, split_words
from incidents.domain.articles import Article
from incidents.geo.gazetteer import open_gazetteer

TEXTS = Path(__file__).resolve().parents[2] / "shared" / "texts" / "wikinews.jsonl"
WORDS, REPEATS, BATCH = 500, 15, 20


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
    bare, found, made = map(sum, zip(*map(matching, batches(articles)), strict=True))
    print(f"bare matcher: {1000 * bare:.1f} ms; cues found: {1000 * found:.1f} ms, {found / bare:.2f} times;", end=" ")
    print(f"a mention made of each: {1000 * made:.1f} ms, {made / bare:.2f} times")


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


def batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """*articles* by some at a time: their words are at hand for the processor, as those of an article just parted."""
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))


def matching(articles: Sequence[Article]) -> tuple[float, ...]:
    """Seconds that the bare matcher takes over *articles*, that finding all cues takes, and making mentions of all."""
    codebook, matcher = load(), bare_matcher()
    parted = [(article.text, list(words_of(article.text))) for article in articles]

    def match() -> None:
        for article in articles:
            matcher.find_matches_as_indexes(article.text.lower(), overlapping=True)

    def find() -> None:
        for text, sentences in parted:
            find_cues(text, sentences, codebook=codebook)

    def make() -> None:
        for text, sentences in parted:
            for found in find_cues(text, sentences, codebook=codebook):
                for name in found:
                    found[name]

    return best_of(match), best_of(find), best_of(make)


@lru_cache(maxsize=1)
def bare_matcher() -> ahocorasick_rs.AhoCorasick:
    """One of the same terms."""
    return ahocorasick_rs.AhoCorasick(sorted(set(terms(load()))))


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


def best_of(work: Callable[[], None]) -> float:
    """The least processor time of some runs, one after the other, so that its own tables are at hand."""
    return min(seconds(work) for _ in range(REPEATS))


def seconds(work: Callable[[], None]) -> float:
    """The processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
