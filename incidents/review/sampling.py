"""Stratified sampling by a seed: who codes which articles, and which articles two people code.

The same articles, people and seed give the same draw on every machine; an article that is added later does not change
the order of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be drawn, by a *key* that is the same in every database, and its *stratum*."""

    key: str
    stratum: str


@dataclass(frozen=True, slots=True)
class Draw:
    """The *coders* of an article: one, or two who do not see each other's work."""

    candidate: Candidate
    coders: tuple[str, ...]


def order(keys: Iterable[str], *, seed: int) -> list[str]:
    """Return *keys* in an order that depends on the seed alone."""
    return sorted(keys, key=lambda key: _hash(key, seed))


def is_drawn(key: str, share: float, *, seed: int) -> bool:
    """Return whether *key* is in the sampled *share*, 0 to 1, of all possible keys."""
    return int(_hash(key, seed)[:13], 16) / 16**13 < share


def draw(
    candidates: Sequence[Candidate], weights: Mapping[str, float], *, double: float, seed: int
) -> tuple[Draw, ...]:
    """Draw a coder for each of *candidates* by *weights*, and a second one for a share of *double* in every stratum.

    The double ones are apportioned to the strata by largest remainders, so that the whole comes out at the share. With
    only one person in *weights* nothing is double.
    """
    strata: dict[str, list[Candidate]] = defaultdict(list)
    by_key = {candidate.key: candidate for candidate in candidates}
    for key in order(by_key, seed=seed):
        strata[by_key[key].stratum].append(by_key[key])
    doubles = _apportion({name: len(group) for name, group in sorted(strata.items())}, double)
    load = dict.fromkeys(weights, 0)
    drawn = []
    for name, group in sorted(strata.items()):
        for number, candidate in enumerate(group):
            first = _next_coder(load, weights)
            others = {coder: weight for coder, weight in weights.items() if coder != first}
            second = (_next_coder(load, others),) if number < doubles[name] and others else ()
            drawn.append(Draw(candidate, (first, *second)))
    return tuple(drawn)


def _next_coder(load: dict[str, int], weights: Mapping[str, float]) -> str:
    """Return the coder who is furthest behind their share, and count the article for them."""
    coder = min(sorted(weights), key=lambda name: (load[name] + 1) / weights[name])
    load[coder] += 1
    return coder


def _apportion(sizes: Mapping[str, int], share: float) -> dict[str, int]:
    """Return how many of each stratum make up *share* of all, by largest remainders."""
    whole = round(share * sum(sizes.values()))
    exact = {name: share * size for name, size in sizes.items()}
    found = {name: int(number) for name, number in exact.items()}
    by_remainder = sorted(exact, key=lambda name: (found[name] - exact[name], name))
    for name in by_remainder[: max(0, whole - sum(found.values()))]:
        found[name] += 1
    return found


def _hash(key: str, seed: int) -> str:
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which reading events can do without

    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()
