"""Fits the weights of the coder's judgements on articles coded by hand, and says what they are worth.

usage: python data/weights/fit.py SET [SET ...]

A SET is a folder with ``articles/ID.txt`` and ``gold.jsonl``: one JSON object per article with ``id``, ``relevant`` and
``events``, each with ``main``, ``sub_event_type`` and other readings in ``alt_types``. Writes ``relevance.csv`` and
``combat.csv`` beside itself, always the same bytes for the same input. Plain logistic regression with a ridge, by
Newton's method; an article is never fitted and tested on at once.
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
from incidents.coder.reading import read
from incidents.coder.relevance.opening import describe_opening
from incidents.geo.gazetteer import open_gazetteer
from incidents.intake.source import read_source

HERE = Path(__file__).resolve().parent
FIGHTING, VIOLENCE = "Armed clash", "Attack"
FOLDS, STEPS, SEEDS = 10, 60, 3
RIDGE = {"relevance": 3.0, "combat": 1.0}
LEAST = 4  # a feature of fewer cases is not fitted

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question asked of one article, with the right *answer*."""

    question: str
    features: Mapping[str, float]
    answer: bool


def main(sets: Sequence[Path]) -> None:
    """Fit and write each question's weights."""
    cases = [case for folder in sets for case in read_cases(folder)]
    for question, ridge in RIDGE.items():
        asked = [case for case in cases if case.question == question]
        counts = Counter(name for case in asked for name, value in case.features.items() if value)
        names = sorted(name for name, count in counts.items() if count >= LEAST)
        rows = np.array([[case.features.get(name, 0.0) for name in names] for case in asked])
        answers = np.array([float(case.answer) for case in asked])
        right = cross_validate(rows, answers, ridge)
        weights = fit(rows, answers, ridge)
        lines = [f"{name},{weight:.3f}" for name, weight in zip([*names, BIAS], weights, strict=True)]
        (HERE / f"{question}.csv").write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
        sys.stdout.write(f"{question}: {len(asked)} cases, {right:.3f} right in {FOLDS}-fold cross-validation\n")


def read_cases(folder: Path) -> Iterator[Case]:
    """The questions that the articles of *folder* answer."""
    codebook, gazetteer = load(), open_gazetteer()
    kinds = kinds_of(codebook)
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = read_source(str(folder / "articles" / f"{gold['id']}.txt"))
        readings = read(article, codebook=codebook, gazetteer=gazetteer)
        yield Case("relevance", describe_opening(readings, kinds=kinds), bool(gold["events"]))
        accounts = divide(readings, published_on=article.published_on, kinds=kinds)
        is_fighting = _is_fighting(gold["events"])
        if accounts and is_fighting is not None:
            yield Case("combat", _sides(accounts[0], codebook), is_fighting)


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
    main([Path(argument) for argument in sys.argv[1:]])
