"""Evaluation: a coding compared with an answer key, and two codings with each other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidents.codebook.countries import Countries
from incidents.domain.suggestions import Suggestion
from incidents.errors import BadSource, BadUsage, CheckFailed, UnknownTerm
from incidents.intake.files import list_sources
from incidents.review.answer_keys import Coding, read_coding, read_paths
from incidents.review.evaluation import (
    Calibration,
    Difference,
    Document,
    Miss,
    Scores,
    calibrate,
    compare_codings,
    find_misses,
    rates,
    score,
    write_comparison,
    write_misses,
    write_scores,
)
from incidents.review.event_matching import match_codings
from incidents.services.articles import write_suggestion
from incidents.services.context import Context

_GOLD, _ARTICLES = "gold.jsonl", "articles"


@dataclass(frozen=True, slots=True)
class EvaluationService:
    """Compare a coding with an answer key. ``project.evaluation``."""

    context: Context

    def compare(self, gold: Path, suggested: Path, other: Path | None = None) -> Evaluation:
        """Compare the coding in the file *suggested* with the answer key *gold*, and with a second one, *other*.

        Each is a file of JSON Lines, or a folder with ``gold.jsonl``. Raises BadSource.
        """
        countries = self.context.codebook.countries
        second = None if other is None else open_coding(other, countries=countries)
        return evaluate(open_coding(gold, countries=countries), open_coding(suggested, countries=countries), second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One coding compared with the answer key; *differences* to a second coding, None without one."""

    scores: Scores
    calibration: Calibration
    misses: tuple[Miss, ...]
    differences: tuple[Difference, ...] | None = None

    def write(self, *, has_misses: bool) -> Document:
        """Return the evaluation as JSON types."""
        document = write_scores(self.scores, self.calibration)
        if has_misses:
            document["misses"] = write_misses(self.misses)
        if self.differences is not None:
            document["comparison"] = write_comparison(self.differences)
        return document


def evaluate(gold: Coding, suggested: Coding, other: Coding | None = None) -> Evaluation:
    """Compare *suggested* with *gold*, and with *other* if there is one."""
    matched = match_codings(gold, suggested)
    return Evaluation(
        scores=score(matched),
        calibration=calibrate(matched),
        misses=tuple(find_misses(matched)),
        differences=None if other is None else compare_codings(matched, match_codings(gold, other)),
    )


def open_coding(path: Path, *, countries: Countries) -> Coding:
    """Read the coding in a file, or in the gold.jsonl of a folder. Raises BadSource."""
    return read_coding(_lines(path), name=str(_file(path)), countries=countries)


def gather_coding(suggestions: Iterable[Suggestion], *, countries: Countries) -> Coding:
    """Return suggestions of the coder as a coding."""
    lines = [json.dumps(write_suggestion(suggestion)) for suggestion in suggestions]
    return read_coding(lines, name="the coder's output", countries=countries) if lines else {}


def find_articles(path: Path, coding: Coding) -> list[str]:
    """Return the file of each article of *coding*, which was read from *path*: beside it, or where its line says.

    Raises BadSource if one of them is missing.
    """
    beside = _file(path).parent / _ARTICLES
    found = dict(read_paths(_lines(path)))
    found |= {Path(name).stem: name for name in list_sources([str(beside)]) if beside.is_dir()}
    missing = [article for article in coding if article not in found]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise BadSource(
            f"there is no article {missing[0]!r}{more} in {beside}",
            mend="put the articles there, or give the suggestions as well: incidents evaluate GOLD SUGGESTED",
        )
    return [found[article] for article in coding]


def read_gates(words: Sequence[str]) -> dict[str, float]:
    """Read FIELD=SHARE pairs as thresholds. Raises BadUsage."""
    return dict(_read_gate(word) for word in words)


def check_gates(scores: Scores, gates: dict[str, float]) -> None:
    """Raise CheckFailed if a measure is below its threshold, UnknownTerm for an unknown measure."""
    reached = rates(scores)
    unknown = [name for name in gates if name not in reached]
    if unknown:
        raise UnknownTerm(unknown[0], kind="measure", mend=f"one of: {', '.join(reached)}")
    below = [f"{name} {reached[name]} is below {gates[name]}" for name in gates if (reached[name] or 0.0) < gates[name]]
    if below:
        raise CheckFailed("; ".join(below), mend="see where: add --misses")


def _read_gate(word: str) -> tuple[str, float]:
    name, mark, share = word.partition("=")
    try:
        value = float(share)
    except ValueError:
        value = -1.0
    if not mark or not 0 <= value <= 1:
        raise BadUsage(f"{word!r} is not FIELD=SHARE", mend="type it like date=0.9, a share from 0 to 1")
    return name.strip(), value


def _file(path: Path) -> Path:
    return path / _GOLD if path.is_dir() else path


def _lines(path: Path) -> list[str]:
    file = _file(path)
    try:
        return file.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        mend = "give a folder with gold.jsonl and articles/, or a file of JSON Lines"
        raise BadSource(f"{file} cannot be read: {error.strerror}", mend=mend) from None
    except UnicodeDecodeError:
        raise BadSource(f"{file} is no text", mend="give a file of JSON Lines in UTF-8") from None
