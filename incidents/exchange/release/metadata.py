"""What a release says of itself: its facts, its citation, and the descriptions that programs read.

``CITATION.cff`` is for programs that cite, DataCite's metadata for registries, ``datapackage.json`` (a Frictionless
Tabular Data Package, version 1) for readers of the tables: types, closed lists, missing values, keys between tables,
rows, sums and hashes. Writes no file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from incidents.codebook.loader import Codebook
from incidents.exchange.release.tables import EVENTS, Column, Table, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one release.

    *as_of* is the instant whose state of the database it shows (ISO 8601, UTC); *query* the filters in the user's
    words; *log_hash* the last link of the log's chain at that instant, where there is one.
    """

    name: str
    title: str
    authors: tuple[str, ...]
    licence: str | None
    as_of: str
    query: str
    redaction: str
    codebook_version: str
    program: str
    log_hash: str | None = None

    @property
    def day(self) -> date:
        """The day of the release."""
        return date.fromisoformat(self.as_of[:10])


_SHOWN = 16  # digits of the hash; the whole stands in SHA256SUMS


def cite(facts: Facts, digest: str) -> str:
    """Return the citation in one line.

    *digest* is the SHA-256 of the release's list of sums, which stands for the whole.
    """
    query = f" Query: {facts.query}." if facts.query else ""
    makers = "; ".join(facts.authors)
    return (
        f"{makers} ({facts.day.year}). {facts.title}, release {facts.name} [Data set]. State of {facts.as_of},"
        f" codebook {facts.codebook_version}, redaction {facts.redaction}.{query} SHA-256 {digest[:_SHOWN]}."
    )


def write_cff(facts: Facts) -> str:
    """Return ``CITATION.cff``, format version 1.2.0. A JSON string is a YAML string: nothing can break out of it."""
    return "".join(f"{line}\n" for line in _cff(facts))


def _cff(facts: Facts) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "message: If you use these data, please cite them as below."
    yield "type: dataset"
    yield f"title: {_quote(facts.title)}"
    yield f"version: {_quote(facts.name)}"
    yield f"date-released: {facts.day}"
    yield "authors:"
    yield from (f"  - name: {_quote(author)}" for author in facts.authors)
    if facts.licence is not None:
        yield f"license: {_quote(facts.licence)}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write_datacite(facts: Facts) -> Any:  # noqa: ANN401 - JSON
    """Return the attributes of DataCite's schema 4.5 that are known before a DOI is given."""
    rights = [] if facts.licence is None else [{"rights": facts.licence, "rightsIdentifier": facts.licence}]
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "titles": [{"title": facts.title}],
        "creators": [{"name": author, "nameType": "Organizational"} for author in facts.authors],
        "publisher": {"name": facts.authors[0]},
        "publicationYear": str(facts.day.year),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Event data"},
        "version": facts.name,
        "dates": [{"date": str(facts.day), "dateType": "Issued"}],
        "rightsList": rights,
        "descriptions": [
            {"description": f"State of {facts.as_of}. {facts.query}".strip(), "descriptionType": "Abstract"}
        ],
    }


_TYPES = {"text": "string"}
_COUNTRIES = "countries"


def describe(facts: Facts, written: Iterable[Written], digests: Mapping[str, str], *, codebook: Codebook) -> Any:  # noqa: ANN401 - JSON
    """Return the package's descriptor as JSON types; *digests* are the SHA-256 of the files by name."""
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
