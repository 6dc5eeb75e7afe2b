"""``datapackage.json``: what each table and column of a release is, as a Frictionless Tabular Data Package (version 1).

Types, closed lists, missing values, keys between tables, rows, sums and hashes. The files are written already.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.exchange.release.facts import Facts
from incidents.exchange.release.tables import EVENTS, Column, Table
from incidents.exchange.release.writing import Written

_TYPES = {"text": "string"}
_COUNTRIES = "countries"


def describe(facts: Facts, written: Iterable[Written], digests: Mapping[str, str], *, codebook: Codebook) -> Any:  # noqa: ANN401 - JSON
    """The package's descriptor as JSON types; *digests* are the SHA-256 of the files by name."""
    return {
        "profile": "tabular-data-package",
        "name": facts.name.lower(),  # the format knows small letters only
        "title": facts.title,
        "created": facts.as_of,
        "licenses": [] if facts.licence is None else [{"name": facts.licence}],
        "contributors": [{"title": author, "role": "author"} for author in facts.authors],
        "as_of": facts.as_of,
        "query": facts.query,
        "redaction": facts.redaction,
        "codebook_version": facts.codebook_version,
        "program": facts.program,
        "log_hash": facts.log_hash,
        "resources": [_resource(each, digests[each.file], codebook) for each in written],
    }


def _resource(written: Written, digest: str, codebook: Codebook) -> Mapping[str, Any]:
    table = written.table
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": written.file,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "hash": f"sha256:{digest}",
        "rows": written.rows,
        "sums": dict(written.sums),
        "schema": {
            "fields": [_field(column, codebook) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **_foreign_keys(table),
        },
    }


def _field(column: Column, codebook: Codebook) -> Mapping[str, Any]:
    codes = _codes(column.vocabulary, codebook)
    constraints = ({"required": True} if column.is_required else {}) | ({"enum": codes} if codes else {})
    described = {"name": column.name, "type": _TYPES.get(column.kind, column.kind), "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})


def _codes(vocabulary: str | None, codebook: Codebook) -> list[str]:
    if vocabulary is None:
        return []
    if vocabulary == _COUNTRIES:
        return sorted(country.iso3 for country in codebook.countries)
    return list(codebook.vocabulary(vocabulary).codes)


def _foreign_keys(table: Table) -> Mapping[str, Any]:
    if table.name == EVENTS:
        return {}
    reference = {"resource": EVENTS, "fields": "event_id"}
    return {"foreignKeys": [{"fields": "event_id", "reference": reference}]}
