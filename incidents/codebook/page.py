"""The whole codebook as one page of Markdown, for people.

Only lays out what the codebook says; export layouts have their own page (``exchange.dictionary``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incidents.codebook.loader import Codebook
from incidents.codebook.model import Field, Term, Vocabulary
from incidents.domain.text import count_of

_KINDS = {"event": "The event document", "record": "What the database adds", "derived": "What is computed"}


def codebook_page(codebook: Codebook) -> str:
    """The page, ending in one line feed."""
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
    apart = "".join(f", not counted as `{code}`" for code in term.not_under)
    return f", below `{term.parent}`{apart}" if vocabulary.parents is None else f", a kind of `{term.parent}`"


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
    for kind, label in _KINDS.items():
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
