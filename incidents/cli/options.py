"""Options that several commands share, declared once as dataclasses.

A command that takes a parameter of such a dataclass is given its fields as options of its own (``expand_groups``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from inspect import Signature as FunctionSignature
from typing import Annotated, Any, get_type_hints

import typer


@dataclass(frozen=True)
class Session:
    """Which database; also before the command's name."""

    database: Annotated[
        str | None,
        typer.Option(
            "--database",
            metavar="PATH|URL",
            help="The database; else INCIDENTS_DATABASE, else incidents.db in this folder.",
        ),
    ] = None


@dataclass(frozen=True)
class Signature:
    """Who writes; also before the command's name."""

    by: Annotated[
        str | None,
        typer.Option("--by", metavar="NAME", help="Who is coding; else INCIDENTS_CODER, else your login name."),
    ] = None


@dataclass(frozen=True)
class Past:
    """As of when."""

    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="WHEN",
            help="What the database said then: a day, whole (UTC), an instant, r17 or a release.",
        ),
    ] = None


@dataclass(frozen=True)
class General:
    """The options before the command's name, for the command to find."""

    session: Session
    signature: Signature


@dataclass(frozen=True)
class Facts:
    """What the user knows about an article better than the file does."""

    published_on: Annotated[
        str | None,
        typer.Option("--published-on", metavar="DATE", help="Publication date, YYYY-MM-DD; overrides the article's."),
    ] = None
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="The outlet; overrides the article's.")
    ] = None
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="The headline; overrides the article's.")
    ] = None


@dataclass(frozen=True)
class Batch:
    """How the work on many articles is shared and kept."""

    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="N", min=1, help="How many processes share the work.")
    ] = 1
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write JSON Lines to a new FILE, line by line."),
    ] = None
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with FILE: leave out the articles that it has already.")
    ] = False


@dataclass(frozen=True)
class Shared:
    """How coding is shared with others."""

    assigned: Annotated[
        bool, typer.Option("--assigned", help="Code the articles of the database that are assigned to you.")
    ] = False
    blind: Annotated[
        bool, typer.Option("--blind", help="Code apart from what others made of it; nothing becomes an event yet.")
    ] = False
    turn: Annotated[
        int, typer.Option("--turn", metavar="N", min=1, help="With --blind: your first, second ... coding of it.")
    ] = 1


@dataclass(frozen=True)
class Lots:
    """How articles are drawn and for whom."""

    double: Annotated[
        float, typer.Option("--double", metavar="SHARE", help="The share, 0 to 1, that two code apart from each other.")
    ] = 0.0
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same draw.")] = 1
    stratum: Annotated[
        str, typer.Option("--stratum", metavar="NAME", help="Draw within each: outlet, language, month, origin.")
    ] = "none"
    share: Annotated[
        float, typer.Option("--share", metavar="SHARE", help="Assign only this share of what waits, 0 to 1.")
    ] = 1.0
    hours: Annotated[float, typer.Option("--hours", metavar="N", help="How long it holds; 48.")] = 48.0
    state: Annotated[
        list[str] | None, typer.Option("--state", metavar="STATE", help="Articles in this state; else selected.")
    ] = None


@dataclass(frozen=True)
class Proposer:
    """Who suggests: the rules, which send nothing anywhere, or a language model."""

    backend: Annotated[
        str,
        typer.Option("--backend", metavar="NAME", help="rules (the default), or llm, which sends the articles out."),
    ] = "rules"
    llm_url: Annotated[
        str | None,
        typer.Option(
            "--llm-url", metavar="URL", help="The server of llm, OpenAI-compatible; else INCIDENTS_LLM_URL. No default."
        ),
    ] = None
    llm_model: Annotated[
        str | None, typer.Option("--llm-model", metavar="NAME", help="The model of llm; else INCIDENTS_LLM_MODEL.")
    ] = None
    model: Annotated[
        str | None,
        typer.Option(
            "--model", metavar="FILE|on", help="Use what was learned by coder train; on: the file beside the database."
        ),
    ] = None
    llm_timeout: Annotated[
        float, typer.Option("--llm-timeout", metavar="SECONDS", min=1, help="The longest wait for an article; 120.")
    ] = 120.0


@dataclass(frozen=True)
class Filters:
    """Which events; names and codes are both understood. All must hold; one given twice means either."""

    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="COUNTRY", help="A country's name or ISO code; none: events without one."),
    ] = None
    region: Annotated[
        list[str] | None, typer.Option("--region", metavar="REGION", help="A region of the codebook, or of --scheme.")
    ] = None
    scheme: Annotated[
        str | None, typer.Option("--scheme", metavar="NAME", help="Whose regions: codebook (the default) or m49.")
    ] = None
    admin1: Annotated[
        str | None,
        typer.Option(
            "--admin1", metavar="NAME", help="A first-level unit, with or without its Province; none: events without."
        ),
    ] = None
    near: Annotated[
        str | None, typer.Option("--near", metavar="PLACE", help="Around a place: its name, or LAT,LON.")
    ] = None
    within: Annotated[
        float | None, typer.Option("--within", metavar="KM", help="How far around it, in kilometres; else 50.")
    ] = None
    bbox: Annotated[
        str | None, typer.Option("--bbox", metavar="S,W,N,E", help="In a box of degrees; W above E crosses 180.")
    ] = None
    within_polygon: Annotated[
        str | None, typer.Option("--within-polygon", metavar="FILE", help="In an area: the polygons of a GeoJSON file.")
    ] = None
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="On or after: 2021-11-07, 2021-11, 2021, 2021-W44, yesterday."),
    ] = None
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="On or before; a less precise date matches as an interval."),
    ] = None
    type: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="An event type or sub-event type.")
    ] = None
    weapon: Annotated[
        list[str] | None,
        typer.Option("--weapon", metavar="WEAPON", help="A weapon, and every kind of it: explosive finds drones."),
    ] = None
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Someone who took part, by name or alias.")
    ] = None
    claimed_by: Annotated[
        str | None, typer.Option("--claimed-by", metavar="NAME", help="Someone who claimed responsibility.")
    ] = None
    min_killed: Annotated[
        int | None, typer.Option("--min-killed", metavar="N", help="At least so many killed, by the best figure.")
    ] = None
    text: Annotated[
        str | None,
        typer.Option(
            "--text",
            metavar="WORDS",
            help="Words side by side in the summary, a name or the articles; drone finds drones.",
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="STATUS", help="draft, reviewed, published, withdrawn; else all but withdrawn."
        ),
    ] = None
    id: Annotated[
        list[str] | None,
        typer.Option("--id", metavar="EVENT", help="An identifier; a merged one leads to its successor."),
    ] = None
    moved: Annotated[
        bool, typer.Option("--moved", help="Events whose reports have moved away from what a person decided.")
    ] = False
    shareable: Annotated[
        bool, typer.Option("--shareable", help="Without rows of datasets that may not be passed on.")
    ] = False


def expand_groups(command: Callable[..., None]) -> Callable[..., None]:
    """Return *command* with each parameter that is a dataclass replaced by the dataclass's fields."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}

    @wraps(command)
    def gathered(**given: Any) -> None:  # noqa: ANN401 - the values of any options
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    parameters = [each for own in signature(command).parameters.values() for each in _parameters(own, hints, groups)]
    gathered.__signature__ = FunctionSignature(parameters)  # type: ignore[attr-defined]  # inspect's protocol
    return gathered


def _parameters(own: Parameter, hints: dict[str, Any], groups: dict[str, type]) -> Iterator[Parameter]:
    if own.name not in groups:
        yield own.replace(annotation=hints[own.name], kind=Parameter.KEYWORD_ONLY)
        return
    group = groups[own.name]
    group_hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=_default(field), annotation=group_hints[field.name])


def _default(field: Field[Any]) -> Any:  # noqa: ANN401 - whatever the dataclass says
    return Parameter.empty if field.default is MISSING else field.default
