"""Fits the weights of the coder's judgements on articles coded by hand, and says what they are worth.

usage: python data/weights/fit.py relevance|combat SET [SET ...]

A SET is a folder with ``articles/ID.txt`` and ``gold.jsonl``: one JSON object per article with ``id`` and ``events``,
each with ``main``, ``sub_event_type`` and other readings in ``alt_types``; where only the first question was judged,
with ``relevant`` in place of events. Writes ``relevance.csv`` or ``combat.csv`` beside itself, always the same bytes
for the same input. Plain logistic regression with a ridge, by Newton's method; an article is never fitted and tested on
at once.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from incidents.codebook.loader import Codebook, load
from incidents.codebook.weights import BIAS, COLUMNS
from incidents.coder.events.accounts import Account
from incidents.coder.events.division import divide
from incidents.coder.events.kinds import kinds_of
from incidents.coder.fields.combat import describe_sides
from incidents.coder.fields.perpetrators import find_perpetrator
from incidents.coder.fields.signs import weigh_acts
from incidents.coder.reading import Reading, read
from incidents.coder.relevance.judging import describe_article
from incidents.coder.relevance.wording import SAID
from incidents.domain.articles import Article
from incidents.geo.gazetteer import open_gazetteer
from incidents.intake.source import read_source

HERE = Path(__file__).resolve().parent
FIGHTING, VIOLENCE = "Armed clash", "Attack"
FOLDS, STEPS, SEEDS = 10, 12, 1
RIDGE = {"relevance": 0.8, "combat": 1.0}
EMPTY = frozenset((HERE / "empty.txt").read_text(encoding="utf-8").split("\n", 1)[1].split())
LEAST = {"relevance": 12, "combat": 4}  # a feature of fewer cases is not fitted

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question asked of one article, with the right *answer*."""

    features: Mapping[str, float]
    answer: bool


def main(question: str, sets: Sequence[Path]) -> None:
    """Fit and write the weights of *question*."""
    cases = [case for folder in sets for case in QUESTIONS[question](folder)]
    counts = Counter(name for case in cases for name, value in case.features.items() if value)
    names = sorted(name for name, count in counts.items() if count >= LEAST[question] and tells(name))
    rows = np.array([[case.features.get(name, 0.0) for name in names] for case in cases])
    answers = np.array([float(case.answer) for case in cases])
    right = cross_validate(rows, answers, RIDGE[question])
    weights = fit(rows, answers, RIDGE[question])
    lines = [f"{name},{weight:.3f}" for name, weight in zip([*names, BIAS], weights, strict=True)]
    (HERE / f"{question}.csv").write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    sys.stdout.write(f"{question}: {len(cases)} cases, {right:.3f} right in {FOLDS}-fold cross-validation\n")


def tells(feature: str) -> bool:
    """Whether a feature is worth fitting: not words that every article has, which tell how it is written."""
    said = feature.removeprefix(SAID)
    return said == feature or not EMPTY.issuperset(said.split())


def read_set(folder: Path) -> Iterator[tuple[Mapping[str, Any], Article, tuple[Reading, ...]]]:
    """What was judged of each article of *folder*, the article, and what is read in it."""
    codebook, gazetteer = load(), open_gazetteer()
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = read_source(str(folder / "articles" / f"{gold['id']}.txt"))
        yield gold, article, read(article, codebook=codebook, gazetteer=gazetteer)


def read_relevance(folder: Path) -> Iterator[Case]:
    """Whether each article is about a security incident of now."""
    kinds = kinds_of(load())
    for gold, _, readings in read_set(folder):
        yield Case(describe_article(readings, kinds=kinds), bool(gold.get("relevant", gold.get("events"))))


def read_combat(folder: Path) -> Iterator[Case]:
    """Whether the main event of each article is fighting, where that is the question."""
    codebook = load()
    kinds = kinds_of(codebook)
    for gold, article, readings in read_set(folder):
        accounts = divide(readings, published_on=article.published_on, kinds=kinds)
        is_fighting = _is_fighting(gold["events"])
        if accounts and is_fighting is not None:
            yield Case(_sides(accounts[0], codebook), is_fighting)


QUESTIONS = {"relevance": read_relevance, "combat": read_combat}


def _is_fighting(events: Sequence[Mapping[str, Any]]) -> bool | None:
    """Whether the main event is fighting; None when it is no question of fighting or violence against civilians."""
    main = next((event for event in events if event.get("main", True)), None)
    if main is None:
        return None
    read_as = {main["sub_event_type"], *(pair[1] for pair in main.get("alt_types") or [])} & {FIGHTING, VIOLENCE}
    return read_as == {FIGHTING} if len(read_as) == 1 and main["sub_event_type"] in read_as else None


def _sides(account: Account, codebook: Codebook) -> Mapping[str, float]:
    found = find_perpetrator(account).perpetrator
    doer = None if found is None else found.party
    return describe_sides(account, weigh_acts(account), doer=doer, target_types=codebook.vocabulary("target_types"))


def fit(rows: Vector, answers: Vector, ridge: float) -> Vector:
    """The weights of the columns of *rows*, and last the bias, which no ridge holds down."""
    known = np.c_[rows, np.ones(len(rows))]
    hold = np.eye(known.shape[1]) * ridge
    hold[-1, -1] = 1e-3
    weights = np.zeros(known.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-known @ weights))
        slope = known.T @ (likely - answers) + hold @ weights
        curve = (known * (likely * (1 - likely))[:, None]).T @ known + hold
        weights -= np.linalg.solve(curve, slope)
    return weights


def cross_validate(rows: Vector, answers: Vector, ridge: float) -> float:
    """The share of right answers on cases that the weights were not fitted on, over some ways of dealing them out."""
    shares = []
    for seed in range(SEEDS):
        fold = np.random.default_rng(seed).permutation(len(rows)) % FOLDS
        for held in range(FOLDS):
            weights = fit(rows[fold != held], answers[fold != held], ridge)
            told = np.c_[rows[fold == held], np.ones(int((fold == held).sum()))] @ weights > 0
            shares += list(told == (answers[fold == held] > 0))
    return float(np.mean(shares))


if __name__ == "__main__":
    main(sys.argv[1], [Path(argument) for argument in sys.argv[2:]])
