"""What ``schema/built/`` holds of the codebook: a page in Markdown for people, and the JSON Schema of an event."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.vocabularies import Term, Vocabulary
from incidents.domain.text import count_of

Schema = dict[str, Any]
_KIND_LABELS = {"event": "The event document", "record": "What the database adds", "derived": "What is computed"}
_PLAIN: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "integer": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "mapping": {"type": "object", "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}},
    "values": {"type": "object"},
}
_NEVER_NULL = {"texts", "rows", "group", "mapping", "values"}


def built_files(codebook: Codebook) -> dict[str, str]:
    """Return the text of each file by its name, the same for the same codebook."""
    schema = json.dumps(document_schema(codebook), indent=2, ensure_ascii=False) + "\n"
    return {"codebook.md": codebook_page(codebook), "event.schema.json": schema}


def codebook_page(codebook: Codebook) -> str:
    """Return the whole codebook as one page, which ends in one line feed."""
    vocabularies = [codebook.vocabulary(name) for name in codebook.vocabulary_names]
    lines = [*_head(codebook, vocabularies)]
    for vocabulary in vocabularies:
        lines += _vocabulary(vocabulary)
    lines += _fields(codebook.fields)
    lines += _aspects(codebook)
    lines += _countries(codebook)
    return "\n".join(lines) + "\n"


def _head(codebook: Codebook, vocabularies: Iterable[Vocabulary]) -> Iterator[str]:
    yield f"# The codebook of {codebook.name}, version {codebook.version}"
    yield ""
    yield "<!-- Generated from the TOML files of this folder's parent. Do not edit. -->"
    yield ""
    yield f"{codebook.description} Licence: {codebook.licence}."
    yield ""
    for vocabulary in vocabularies:
        yield f"- [{vocabulary.label}](#{vocabulary.name}): {count_of(len(vocabulary.terms), 'term')}"
    yield "- [Fields](#fields)"
    yield "- [Reconciliation](#reconciliation)"
    yield "- [Countries](#countries)"


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield from _heading(vocabulary.name, vocabulary.label)
    yield vocabulary.definition
    for attribute in vocabulary.attributes:
        yield ""
        yield f"*{attribute.name}*: {attribute.definition}"
    for term in vocabulary:
        yield from _term(vocabulary, term)


def _term(vocabulary: Vocabulary, term: Term) -> Iterator[str]:
    yield ""
    yield f"### {term.label}"
    yield ""
    yield f"`{term.code}`{_below(vocabulary, term)}. {term.definition}"
    yield ""
    yield from (f"- {name}: {text}" for name, text in _facts(term) if text)


def _below(vocabulary: Vocabulary, term: Term) -> str:
    if term.parent is None:
        return ""
    exceptions = "".join(f", not counted as `{code}`" for code in term.not_under)
    return f", below `{term.parent}`{exceptions}" if vocabulary.parents is None else f", a kind of `{term.parent}`"


def _facts(term: Term) -> Iterator[tuple[str, str]]:
    yield "includes", "; ".join(term.includes)
    yield "excludes", "; ".join(term.excludes)
    yield "example", term.example
    yield "also called", ", ".join(term.aliases)
    yield "so defined since", term.changed or ""
    for name, value in term.attributes.items():
        yield name, f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    yield from _heading("fields", "Fields")
    yield "A dot leads into a group or into the rows of a list."
    for kind, label in _KIND_LABELS.items():
        yield ""
        yield f"### {label}"
        yield ""
        yield "| field | type | meaning | example | when unknown |"
        yield "|---|---|---|---|---|"
        for field in fields:
            if field.kind == kind:
                yield _row(f"`{field.name}`", _type(field), field.definition, str(field.example), field.unknown)


def _type(field: Field) -> str:
    kind = field.type if field.vocabulary is None else f"code of [{field.vocabulary}](#{field.vocabulary})"
    return kind if field.unit is None else f"{kind}, {field.unit}"


def _aspects(codebook: Codebook) -> Iterator[str]:
    yield from _heading("reconciliation", "Reconciliation")
    yield "By which [rule](#rules) an event follows from several reports, unless a person decides otherwise."
    yield ""
    yield "| aspect | what it is | fields | rule | others that may be chosen |"
    yield "|---|---|---|---|---|"
    for each in codebook.aspects:
        others = ", ".join(f"`{rule}`" for rule in each.rules if rule != each.rule)
        keys = ", ".join(f"`{key}`" for key in each.keys)
        yield _row(f"`{each.name}`", each.definition, keys, f"`{each.rule}`", others)


def _countries(codebook: Codebook) -> Iterator[str]:
    yield from _heading("countries", "Countries")
    yield "| code | name | region | also called |"
    yield "|---|---|---|---|"
    for country in codebook.countries:
        region = codebook.vocabulary("regions").get(country.region)
        label = country.region if region is None else region.label
        yield _row(f"`{country.iso3}`", country.name, label, ", ".join(country.aliases))


def _heading(anchor: str, label: str) -> Iterator[str]:
    yield ""
    yield f'<a id="{anchor}"></a>'
    yield ""
    yield f"## {label}"
    yield ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def document_schema(codebook: Codebook) -> Schema:
    """Return the JSON Schema (2020-12) of an event, alone or as the database shows it; unknown keys are faults.

    What must agree between fields is not in it: see the rules of ``review``.
    """
    fields = [field for field in codebook.fields if field.kind in {"event", "record"}]
    required = {field.name for field in fields if field.required and (field.parent or field.kind == "event")}
    vocabularies = sorted({field.vocabulary for field in fields if field.vocabulary is not None})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Event",
        "description": f"An event under the codebook {codebook.name} {codebook.version}.",
        **_object("", fields, required),
        "$defs": {name: {"enum": _codes(codebook, name)} for name in vocabularies},
    }


def _object(name: str, fields: Iterable[Field], required: Collection[str]) -> Schema:
    members = [field for field in fields if field.parent == name]
    return {
        "type": "object",
        "properties": {member.key: _property(member, fields, required) for member in members},
        "required": [member.key for member in members if member.name in required],
        "additionalProperties": False,
    }


def _property(field: Field, fields: Iterable[Field], required: Collection[str]) -> Schema:
    if field.type == "code":
        schema: Schema = {"$ref": f"#/$defs/{field.vocabulary}"}
    elif field.type in _PLAIN:
        schema = _PLAIN[field.type]
    else:
        below = _object(field.name, fields, required)
        schema = below if field.type == "group" else {"type": "array", "items": below}
    if not field.required and field.type not in _NEVER_NULL:
        schema = {"anyOf": [schema, {"type": "null"}]}
    return {"title": field.label, "description": field.definition, **schema}


def _codes(codebook: Codebook, vocabulary: str) -> list[str]:
    if vocabulary == "countries":
        return [country.iso3 for country in codebook.countries]
    return list(codebook.vocabulary(vocabulary).codes)
