"""The commands that are asked most, answered before Typer is read, whose start takes longer than their work.

Takes a command line that it understands whole: ``query``, ``stats`` and ``export`` with options that are spelled out.
Everything else, a wrong word or a cry for help above all, is left to the command line proper, which says so. A test
holds the options here to those there.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from incidents.cli.answering import answer_export, answer_query, choose_form, read_form, split
from incidents.cli.ending import ENDINGS, heed_termination, tell_ending
from incidents.cli.progress import show_build
from incidents.exchange.profiles import NATIVE
from incidents.services.exports import Layout
from incidents.services.filters import EventFilters
from incidents.services.project import Project

Given = Mapping[str, Any]
FLAG, MANY = "flag", "many"
Option = tuple[str, object]
"""What an option is called in the program, and what it takes: FLAG nothing, MANY a text each time, else a type."""


def answer(words: Sequence[str]) -> int | None:
    """Do what *words*, without the program's name, ask for; the exit code. None when it was not understood."""
    if not words or words[0] not in COMMANDS:
        return None
    own, act = COMMANDS[words[0]]
    given = _read(words[1:], SHARED | own)
    if given is None:
        return None
    try:
        act(given)
        sys.stdout.flush()
    except ENDINGS as error:
        return tell_ending(error)
    return 0


def _read(words: Sequence[str], options: Mapping[str, Option]) -> dict[str, Any] | None:
    """What is given by each option's name; None unless all is as it should be."""
    given: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        spelled, has_value, value = word.partition("=") if word.startswith("--") else (word, "", "")
        option = options.get(spelled)
        if option is None or (option[1] is FLAG and has_value):
            return None
        try:
            _take(given, option, value if has_value or option[1] is FLAG else next(rest))
        except (StopIteration, ValueError):
            return None
    return given


def _take(given: dict[str, Any], option: Option, value: str) -> None:
    name, kind = option
    if kind is FLAG:
        given[name] = True
    elif kind is MANY:
        given[name] = (*given.get(name, ()), value)
    elif kind is int:
        given[name] = int(value)
    else:
        given[name] = float(value) if kind is float else value


def _query(given: Given) -> None:
    form = choose_form({name: given.get(f"as_{name}", False) for name in ("csv", "json", "geojson")})
    question = _ask(given, sort=split(given.get("sort")), limit=given.get("limit"))
    answer_query(_open(given), question, form=form, columns=split(given.get("columns")))


def _stats(given: Given) -> None:
    from incidents.cli.counting import answer_stats, read_groups  # noqa: PLC0415 - a query need not wait for it

    form = choose_form({name: given.get(f"as_{name}", False) for name in ("csv", "json")})
    answer_stats(_open(given), _ask(given), read_groups(given.get("by", "country")), form=form)


def _export(given: Given) -> None:
    heed_termination()
    output = given.get("output")
    form = read_form(given.get("form"), output)
    layout = Layout(form=form, profile=given.get("profile", NATIVE), has_tags=given.get("hxl", False))
    answer_export(_open(given), _ask(given), layout, output)


def _open(given: Given) -> Project:
    desk = Project.open(given.get("database"), progress=show_build)
    return desk if given.get("as_of") is None else desk.at(given["as_of"])


def _ask(given: Given, **more: Any) -> EventFilters:  # noqa: ANN401 - the fields of a question
    return EventFilters(**{name: value for name, value in given.items() if name in _FILTERS}, **more)


# What the fields of a question take; each is an option of the same name.
_FILTERS: Mapping[str, object] = {
    **dict.fromkeys(("country", "region", "type", "weapon", "status", "id"), MANY),
    **dict.fromkeys(("scheme", "admin1", "near", "bbox", "within_polygon", "since", "until"), str),
    **dict.fromkeys(("actor", "claimed_by", "text"), str),
    **dict.fromkeys(("moved", "shareable"), FLAG),
    "within": float,
    "min_killed": int,
}
SHARED: dict[str, Option] = {
    **{f"--{name.replace('_', '-')}": (name, kind) for name, kind in _FILTERS.items()},
    "--database": ("database", str),
    "--as-of": ("as_of", str),
}
"""The options of each of the commands, by their spelling: the filters, the database and its moment."""
_CSV, _JSON = ("as_csv", FLAG), ("as_json", FLAG)
_QUERY: dict[str, Option] = {
    "--columns": ("columns", str),
    "--sort": ("sort", str),
    "--limit": ("limit", int),
    "--csv": _CSV,
    "--json": _JSON,
    "--geojson": ("as_geojson", FLAG),
}
_STATS: dict[str, Option] = {"--by": ("by", str), "--csv": _CSV, "--json": _JSON}
_EXPORT: dict[str, Option] = {
    "--profile": ("profile", str),
    "--format": ("form", str),
    "-o": ("output", str),
    "--output": ("output", str),
    "--hxl": ("hxl", FLAG),
}
COMMANDS: Mapping[str, tuple[dict[str, Option], Callable[[Given], None]]] = {
    "query": (_QUERY, _query),
    "stats": (_STATS, _stats),
    "export": (_EXPORT, _export),
}
"""Each command that is understood: its own options, and what is done with what is given."""
