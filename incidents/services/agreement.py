"""Agreement: how far coders agree, field by field and on which events there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.codebook.policies import MEASURES_FILE, Measures
from incidents.errors import BadCodebook, BadSource, CheckFailed, NotFound
from incidents.review.agreement import (
    FIELDS,
    Agreement,
    AlignedArticle,
    Figure,
    Orders,
    align_codings,
    measure_events,
    measure_field,
    measure_how_many,
    measure_relevance,
)
from incidents.services.context import Context
from incidents.services.evaluation import open_coding
from incidents.services.review import Adjudication

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport:
    """How far the *coders* of so many *articles* agree on events, and on the values of each field."""

    coders: tuple[str, ...]
    articles: int
    events: tuple[Agreement, ...]
    fields: tuple[Agreement, ...]

    def write(self) -> Document:
        """Return the figures as JSON types."""
        return {
            "coders": list(self.coders),
            "articles": self.articles,
            "events": {each.field: _write(each) for each in self.events},
            "fields": {each.field: _write(each) for each in self.fields},
        }

    def check(self) -> None:
        """Raise CheckFailed if a threshold of the codebook is not reached."""
        unmet = [each for each in (*self.events, *self.fields) if each.is_met is False]
        if unmet:
            told = "; ".join(f"{each.field} is not shown to reach {each.at_least:g} ({each.reading})" for each in unmet)
            raise CheckFailed(
                told, mend=f"the thresholds are in schema/{MEASURES_FILE}; see who differs: incidents adjudicate"
            )


@dataclass(frozen=True, slots=True)
class AgreementService:
    """Measure how far coders agree. ``project.agreement``; thresholds and measures are the codebook's."""

    context: Context

    def compare_files(self, one: Path, other: Path) -> AgreementReport:
        """Compare the codings in two files of JSON Lines. Raises BadSource if no article is in both."""
        return compare_files(one, other, codebook=self.context.codebook)

    def compare_coders(self) -> AgreementReport:
        """Compare the codings of articles that two people coded. Raises NotFound if there are none."""
        return compare_coded(Adjudication(self.context).aligned(), codebook=self.context.codebook)


def compare_files(one: Path, other: Path, *, codebook: Codebook) -> AgreementReport:
    """Compare the codings in two files. Raises BadSource if no article is in both."""
    codings = [open_coding(path, countries=codebook.countries) for path in (one, other)]
    names = (one.stem, other.stem) if one.stem != other.stem else (str(one), str(other))
    articles = align_codings(*codings, names=names)
    if not articles:
        raise BadSource(
            f"no article is in {one} and in {other}",
            mend="give two codings of the same articles: incidents evaluate --help",
        )
    return measure(articles, codebook=codebook)


def compare_coded(articles: Sequence[AlignedArticle], *, codebook: Codebook) -> AgreementReport:
    """Compare the codings of articles that several people coded. Raises NotFound if there are none."""
    if not articles:
        raise NotFound("no article is coded by two", mend="draw some: incidents assign amal bilal --double 0.1")
    return measure(articles, codebook=codebook)


def measure(articles: Sequence[AlignedArticle], *, codebook: Codebook) -> AgreementReport:
    """Measure agreement on *articles*, on events and field by field."""
    measures = codebook.measures
    orders = _read_orders(codebook, measures)
    return AgreementReport(
        coders=tuple(dict.fromkeys(coder for article in articles for coder in article.coders)),
        articles=len(articles),
        events=(
            measure_events(articles, measures),
            measure_relevance(articles, measures),
            measure_how_many(articles, measures),
        ),
        fields=tuple(measure_field(articles, field, measures, orders) for field in measures.fields),
    )


def _read_orders(codebook: Codebook, measures: Measures) -> Orders:
    """Return the numbers that order codes, by field. Raises BadCodebook for a field that cannot be compared."""
    vocabularies = {field.name: field.vocabulary for field in codebook.fields}
    orders: dict[str, dict[str, float]] = {}
    for field in measures.fields:
        if field.name not in FIELDS:
            raise BadCodebook(f"schema/{MEASURES_FILE}: fields[{field.name}].name: must be one of {', '.join(FIELDS)}")
        named = vocabularies.get(field.name)
        if field.by is not None:
            terms = () if named is None else codebook.vocabulary(named)
            numbered = [each for each in terms if field.by in each.attributes]
            orders[field.name] = {each.code: float(each.attributes[field.by]) for each in numbered}
            if not orders[field.name]:
                raise BadCodebook(f"schema/{MEASURES_FILE}: fields[{field.name}].by: no term has a number {field.by!r}")
    return orders


def _write(agreement: Agreement) -> Document:
    most = agreement.prevalent
    return {
        "metric": agreement.metric,
        "units": agreement.units,
        "raw": _figure(agreement.raw),
        "alpha": _figure(agreement.alpha),
        "ac1": _figure(agreement.ac1),
        "prevalent": sorted(map(str, most)) if isinstance(most, frozenset) else most,
        "prevalence": agreement.share,
        "at_least": agreement.at_least,
        "is_met": agreement.is_met,
        "reading": agreement.reading,
    }


def _figure(figure: Figure) -> Document:
    low, high = (None, None) if figure.interval is None else figure.interval
    return {"value": figure.value, "low": low, "high": high}
