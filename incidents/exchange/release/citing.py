"""How a release is cited: a line for people, ``CITATION.cff`` for programs, DataCite's metadata for registries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from incidents.exchange.release.facts import Facts

_SHOWN = 16  # digits of the hash; the whole stands in SHA256SUMS


def cite(facts: Facts, digest: str) -> str:
    """The citation in one line; *digest* is the SHA-256 of the release's list of sums, which stands for the whole."""
    query = f" Query: {facts.query}." if facts.query else ""
    makers = "; ".join(facts.authors)
    return (
        f"{makers} ({facts.day.year}). {facts.title}, release {facts.name} [Data set]. State of {facts.as_of},"
        f" codebook {facts.codebook_version}, redaction {facts.redaction}.{query} SHA-256 {digest[:_SHOWN]}."
    )


def write_cff(facts: Facts) -> str:
    """``CITATION.cff``, format version 1.2.0. A JSON string is a YAML string: nothing can break out of it."""
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
    """The attributes of DataCite's schema 4.5 that are known before a DOI is given."""
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
