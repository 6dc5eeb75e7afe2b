"""Fit the weights of the coder's clues on articles coded by hand, and write them beside this file.

usage: python data/weights/fit_actors.py GOLD.jsonl ARTICLES_FOLDER [GOLD.jsonl ARTICLES_FOLDER ...]

What was learned before stays: the weights in the files are where the fit begins, and leaving them costs as a weight
does. A clue that is new begins at naught, one that does not occur in these articles keeps its weight.

GOLD holds coded articles as ``incidents evaluate`` reads them, ARTICLES_FOLDER their texts as ID.txt. Every matched
event gives one choice of a perpetrator (all suspects, or nobody) and one yes or no for each statement on
responsibility. Weights are those of a conditional logistic regression held small by a penalty; clues that hardly occur
get none. Prints by cross-validation, whole articles left out, how often the choices are right.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from incidents.codebook.loader import load
from incidents.codebook.weights import BIAS, COLUMNS, load_weights
from incidents.coder.events.accounts import Account
from incidents.coder.events.division import divide
from incidents.coder.events.kinds import kinds_of
from incidents.coder.fields.assembly import assemble
from incidents.coder.fields.clues import gather_suspects
from incidents.coder.fields.credence import SURE, clues_of
from incidents.coder.fields.doubts import gather_doubts
from incidents.coder.fields.naming import name_actor
from incidents.coder.fields.occasion import is_of_another
from incidents.coder.fields.perpetrators import find_perpetrator, find_unnamed
from incidents.coder.fields.responsibility import all_statements
from incidents.coder.reading import read
from incidents.coder.relevance.judging import why_irrelevant
from incidents.domain.events import PERPETRATOR, Actor, Claim, Event
from incidents.geo.gazetteer import open_gazetteer
from incidents.review.answer_keys import Answer, read_coding
from incidents.review.event_matching import judge, match
from incidents.services.articles import read_article

Clues = Mapping[str, float]
Array = np.ndarray[Any, np.dtype[np.float64]]
Positions = np.ndarray[Any, np.dtype[np.int_]]
FOLDER = Path(__file__).resolve().parent
PENALTY, RAREST, FOLDS, STEPS = 5.0, 4, 10, 400
CROWDED = frozenset({"Protests", "Riots"})
"""Events in which the crowd is the actor, whoever else acts."""
NAMED_COUNT = 3.0
"""How much an event counts that somebody is named for. Those who coded for practice named fewer than users do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The clues of each of several *options* of one *article*, and which of them are right; *counts* in fitting."""

    article: str
    options: tuple[Clues, ...]
    right: tuple[bool, ...]
    counts: float = 1.0


def main(arguments: Sequence[str]) -> None:
    """Fit both lists on the given codings and write them."""
    told = [
        found
        for gold, folder in zip(arguments[::2], arguments[1::2], strict=True)
        for found in matched(Path(gold), Path(folder))
    ]
    for name, choices in (
        ("perpetrators", [choose(*each) for each in told if each[2].event_type not in CROWDED]),
        ("statements", [choice for each in told for choice in believe(*each)]),
    ):
        before = {name: weight for name, weight in load_weights(name).by_feature.items() if name != BIAS}
        kept = sum(_is_made_right(choice, before) for choice in choices) / len(choices)
        left_out = cross_validate(choices, before)
        sys.stdout.write(
            f"{name}: {len(choices)} choices, right before {kept:.1%}, on articles left out {left_out:.1%}\n"
        )
        write(name, fit(choices, before))


def matched(gold: Path, folder: Path) -> Iterator[tuple[str, Answer, Event, Account, str | None]]:
    """Each coded event that the coder finds: the article, its answer, the suggestion, its account, the headline."""
    codebook, gazetteer = load(), open_gazetteer()
    kinds = kinds_of(codebook)
    lines = gold.read_text(encoding="utf-8").splitlines()
    for name, answers in read_coding(lines, name=gold.name, countries=codebook.countries).items():
        article = read_article(str(folder / f"{name}.txt"), published_on=None, publisher=None, title=None)
        readings = read(article, codebook=codebook, gazetteer=gazetteer)
        if not answers or why_irrelevant(readings, kinds=kinds, codebook=codebook) is not None:
            continue
        day, places = article.published_on, [mention for reading in readings for mention in reading.places]
        accounts = divide(readings, published_on=day, kinds=kinds)
        events = [
            assemble(each, places, codebook=codebook, published_on=day, headline=article.title) for each in accounts
        ]
        for first, second in match(answers, events).items():
            yield name, answers[first], events[second], accounts[second], article.title


def choose(article: str, answer: Answer, event: Event, account: Account, headline: str | None) -> Choice:
    """Who did it: nobody who is named, or one of the suspects."""
    suspects = gather_suspects(account, headline=headline)
    country, codebook = event.place.country, load()
    unnamed = find_unnamed(account)
    parties = [None if unnamed is None else unnamed.party, *(each.party for each in suspects)]
    actors = [
        () if each is None else (name_actor(each, PERPETRATOR, attribution="", country=country, codebook=codebook),)
        for each in parties
    ]
    right = [_is_right(answer, event, each) for each in actors]
    options = (gather_doubts(account), *(suspect.clues for suspect in suspects))
    return Choice(article, options, tuple(right), 1.0 if right[0] else NAMED_COUNT)


def _is_right(answer: Answer, event: Event, actors: tuple[Actor, ...]) -> bool:
    return bool(judge(answer, replace(event, actors=actors))["perpetrator"])


def believe(article: str, answer: Answer, event: Event, account: Account, headline: str | None) -> Iterator[Choice]:
    """Whether each statement is about the event, that is, has the status that was coded."""
    doer = find_perpetrator(account, headline=headline).perpetrator
    for claim, by, around in all_statements(account, doer=None if doer is None else doer.party):
        if claim.status not in SURE and not is_of_another(claim, around.passage, account):
            is_so = bool(judge(answer, replace(event, claims=(Claim(claim.status),)))["claim"])
            yield Choice(article, (clues_of(claim, by, around), {}), (is_so, not is_so))


def fit(choices: Sequence[Choice], before: Mapping[str, float]) -> dict[str, float]:
    """The weights near *before* that make the right options of *choices* likely, by Adam's method of descent."""
    usable = [choice for choice in choices if any(choice.right)]
    seen = Counter(clue for choice in usable for option in choice.options for clue in option)
    names = sorted({*before, *(clue for clue, times in seen.items() if times >= RAREST)})
    known = np.array([before.get(name, 0.0) for name in names])
    clues = np.array([[option.get(name, 0.0) for name in names] for each in usable for option in each.options])
    right = np.array([float(is_right) for each in usable for is_right in each.right])
    sizes = [len(each.options) for each in usable]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(sizes)), sizes)
    counts = np.array([each.counts for each in usable])[owner]
    weights, drift, spread = known.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        likely = _shares(clues @ weights, starts, owner)
        wanted = likely * right / np.add.reduceat(likely * right, starts)[owner]
        slope = clues.T @ (counts * (likely - wanted)) + PENALTY * (weights - known)
        drift, spread = 0.9 * drift + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        pace = 0.05 if step < 0.6 * STEPS else 0.01
        weights = weights - pace * (drift / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, (float(weight) for weight in weights), strict=True))


def _shares(scores: Array, starts: Positions, owner: Positions) -> Array:
    """The probability of each option within its choice."""
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    return np.asarray(powers / np.add.reduceat(powers, starts)[owner])


def cross_validate(choices: Sequence[Choice], before: Mapping[str, float]) -> float:
    """The share of *choices* made right by weights near *before* that were fitted without their article."""
    articles = {name: at % FOLDS for at, name in enumerate(sorted({choice.article for choice in choices}))}
    right = 0
    for fold in range(FOLDS):
        weights = fit([choice for choice in choices if articles[choice.article] != fold], before)
        right += sum(_is_made_right(each, weights) for each in choices if articles[each.article] == fold)
    return right / len(choices)


def _is_made_right(choice: Choice, weights: Mapping[str, float]) -> bool:
    scores = [sum(weights.get(clue, 0.0) * value for clue, value in option.items()) for option in choice.options]
    return choice.right[int(np.argmax(scores))]


def write(name: str, weights: Mapping[str, float]) -> None:
    """NAME.csv, the clues in alphabetical order."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
        rows: Iterable[tuple[str, str]] = [
            (clue, f"{weight:.3f}") for clue, weight in sorted({**weights, BIAS: 0.0}.items())
        ]
        csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main(sys.argv[1:])
