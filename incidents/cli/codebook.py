"""``incidents codebook``: the codebook on the terminal, whole or one entry of it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Annotated

import typer

from incidents.cli import codebook_queries
from incidents.cli.help import Commands, Context, GroupPage
from incidents.cli.options import Session
from incidents.cli.project import open_project
from incidents.cli.terminal import put, width
from incidents.codebook.fields import Field
from incidents.codebook.loader import Codebook
from incidents.codebook.vocabularies import Term, Vocabulary
from incidents.errors import UnknownTerm

EXAMPLES = """\
incidents codebook
incidents codebook weapons
incidents codebook "one-way attack drone"
incidents codebook killed.best
incidents codebook questions --open"""
HELP = """Print the codebook: what each code means.

A word that is no command is a term, a country or a field to be shown; no word at all gives an overview."""
SHOW_EXAMPLES = """\
incidents codebook show
incidents codebook show drone"""


class _Codebook(GroupPage):
    """A group whose first word, when it is no command, is a term to be shown."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Let ``codebook drone`` be ``codebook show drone``, and ``codebook`` alone the overview."""
        words = [arg for arg in args if not arg.startswith("-")]
        asks_help = not words and set(args) & {"-h", "--help"}
        is_command = bool(words) and words[0] in self.commands
        return super().parse_args(ctx, args if is_command or asks_help else ["show", *args])


app = Commands()
codebook_app = Commands(cls=_Codebook, help=HELP, examples=EXAMPLES)
app.add_typer(codebook_app, name="codebook")


@codebook_app.command("show", examples=SHOW_EXAMPLES)
def show_codebook(
    context: typer.Context,
    session: Session,
    term: Annotated[
        str | None, typer.Argument(metavar="TERM", help="A vocabulary, a term, a country or a field; else an overview.")
    ] = None,
) -> None:
    """Print the codebook: what each code means, what it includes and what it does not."""
    codebook = open_project(context, session).codebook
    for line in _overview(codebook) if term is None else _entry(codebook, term):
        put(line)


for name, function, examples in codebook_queries.COMMANDS:
    codebook_app.command(name, examples=examples)(function)


def _overview(codebook: Codebook) -> Iterator[str]:
    yield f"{codebook.name} {codebook.version} ({codebook.licence})"
    yield from _wrapped(codebook.description, indent=0)
    for vocabulary in map(codebook.vocabulary, codebook.vocabulary_names):
        yield ""
        yield f"{vocabulary.name}: {vocabulary.label} ({len(vocabulary.terms)})"
        yield from _wrapped("; ".join(vocabulary.codes))
    yield ""
    yield f"fields: {len(codebook.fields)} | countries: {len(codebook.countries)}"
    yield f"export profiles: {', '.join(codebook.profile_names)}"
    yield "One entry: incidents codebook TERM"


def _entry(codebook: Codebook, word: str) -> Iterator[str]:
    if word in codebook.vocabulary_names:
        return _vocabulary(codebook.vocabulary(word))
    fields = [field for field in codebook.fields if field.name == word]
    if fields:
        return _field(fields[0])
    return _terms(codebook, word)


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    yield f"{vocabulary.name}: {vocabulary.label}"
    yield from _wrapped(vocabulary.definition)
    for term in vocabulary:
        depth = len(vocabulary.ancestors(term.code))
        yield ""
        yield "  " * depth + _headline(term)
        yield from _wrapped(term.definition, indent=2 * depth + 2)


def _terms(codebook: Codebook, word: str) -> Iterator[str]:
    """The terms called *word* in any vocabulary, else the country of that name."""
    try:
        found = codebook.find_terms(word)
    except UnknownTerm as no_term:
        yield from _country(codebook, word, no_term)
        return
    for position, (vocabulary, term) in enumerate(found):
        yield from [""] * (position > 0)
        yield from _term(vocabulary, term)


def _term(vocabulary: Vocabulary, term: Term) -> Iterator[str]:
    yield f"{_headline(term)} [{vocabulary.name}]"
    yield from _wrapped(term.definition)
    below = [child.code for child in vocabulary.children(term.code)]
    facts = {
        "includes": "; ".join(term.includes),
        "excludes": "; ".join(term.excludes),
        "example": term.example,
        "above it": term.parent or "",
        "below it": "; ".join(below),
        "also called": "; ".join(term.aliases),
        "so defined since": term.changed or "",
        **{name.replace("_", " "): str(value) for name, value in term.attributes.items()},
    }
    for name, value in facts.items():
        if value:
            yield from _wrapped(f"{name}: {value}")


def _country(codebook: Codebook, word: str, no_term: UnknownTerm) -> Iterator[str]:
    try:
        country = codebook.countries.find(word)
    except UnknownTerm as no_country:
        near = [*no_term.near, *no_country.near]
        raise UnknownTerm(word, kind="term", near=near, mend="see them all: incidents codebook") from None
    yield f"{country.iso3}: {country.name} [countries]"
    yield from _wrapped(f"region: {country.region}")
    if country.aliases:
        yield from _wrapped(f"also called: {'; '.join(country.aliases)}")


def _field(field: Field) -> Iterator[str]:
    yield f"{field.name}: {field.label} [field]"
    yield from _wrapped(field.definition)
    kind = field.type if field.vocabulary is None else f"{field.type} of {field.vocabulary}"
    yield from _wrapped(f"type: {kind}{', required' if field.required else ''}")
    yield from _wrapped(f"example: {field.example}")
    yield from _wrapped(f"when unknown: {field.unknown}")


def _headline(term: Term) -> str:
    return term.code if term.code == term.label else f"{term.code}: {term.label}"


def _wrapped(text: str, *, indent: int = 2) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(text, width=width(), initial_indent=margin, subsequent_indent=margin)
