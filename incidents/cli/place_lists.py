"""``incidents places match``: a list of names put on the map, as CSV or JSON Lines."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from incidents.cli.options import Session
from incidents.cli.place_lines import place_json
from incidents.cli.project import open_project
from incidents.cli.terminal import put_json, say
from incidents.errors import BadSource
from incidents.exchange.files import open_output
from incidents.exchange.guard import guard
from incidents.services.places import Match, Places

EXAMPLES = """\
incidents places match villages.csv > placed.csv
incidents places match names.txt --country Mali --json"""
_PLACE = ("name", "country", "admin1", "latitude", "longitude", "precision", "layer", "match", "score")
_HEADS = ("line", "asked", *_PLACE, "accepted")


def match(
    context: typer.Context,
    session: Session,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="One name a line, or a table with a column called name; - for stdin.")
    ],
    *,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="The country of names that tell none.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines instead of CSV.")] = False,
) -> None:
    """Put each name of a list on the map: the best place, and whether it may be taken without looking.

    A table may have columns called country, admin1 and admin2. "accepted" is yes for the place itself with nothing as
    likely elsewhere; all else is a suggestion to check. A name that is not found keeps its line, with nothing in it.
    """
    names, source = _read(file), "stdin" if str(file) == "-" else str(file)
    found = Places(open_project(context, session)).match(names, source=source, country=country)
    if as_json:
        for each in found:
            put_json(_document(each))
    else:
        _write_table(found)
    placed, sure = sum(each.hit is not None for each in found), sum(each.is_settled for each in found)
    say(f"placed {placed:,} of {len(found):,} names; {sure:,} of them may be taken without looking")


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BadSource(f"{file} cannot be read: {error.strerror}", mend="name a file, or - for stdin") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadSource(f"{file}, line {line}: the text is not UTF-8", mend="save it in UTF-8") from error


def _document(found: Match) -> dict[str, Any]:
    place = dict.fromkeys(_PLACE) if found.hit is None else place_json(found.hit.place)
    return {"line": found.wanted.line, "asked": found.wanted.name, **place, "accepted": found.is_settled}


def _write_table(found: tuple[Match, ...]) -> None:
    with open_output(None) as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(_HEADS)
        for each in found:
            document = _document(each) | {"accepted": "yes" if each.is_settled else "no"}
            table.writerow(guard("" if document[head] is None else str(document[head])) for head in _HEADS)
