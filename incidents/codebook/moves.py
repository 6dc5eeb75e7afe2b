"""Who may move an event from which state to which. Reads ``review.toml``; moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from incidents.codebook.model import Vocabulary
from incidents.codebook.table import Table, read_table
from incidents.errors import BadCodebook

FILE = "review.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move *to* a state *from* others, which only those named in *by* may make; everybody when it is empty.

    With *needs_other_eyes* the rule of four eyes counts for it, with *needs_reason* it must be said why.
    """

    name: str
    label: str
    definition: str
    sources: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    needs_other_eyes: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Every move, by name. With *four_eyes* nobody may review what they coded themselves; *file* says so."""

    file: str
    four_eyes: bool
    all: tuple[Move, ...]

    def get(self, name: str) -> Move:
        """The move of that name; BadCodebook when the file has none."""
        found = next((move for move in self.all if move.name == name), None)
        if found is None:
            raise BadCodebook(f"{self.file}: moves: there is no move {name!r}")
        return found


def read_moves(table: Table) -> Moves:
    """The moves of the file; BadCodebook at the first fault."""
    table.text("definition")
    moves = Moves(
        file=table.file,
        four_eyes=table.flag("four_eyes", default=False),
        all=tuple(_read_move(row) for row in table.tables("moves", named_by="name")),
    )
    table.close()
    return moves


def read_own_moves(path: Path) -> Moves:
    """The moves in a file of the project's own. Raises BadCodebook."""
    return read_moves(read_table(str(path.parent), path.name))


def check_moves(moves: Moves, statuses: Vocabulary) -> None:
    """Refuse a move from or to a state that does not exist."""
    for move in moves.all:
        for code in (*move.sources, move.to):
            if statuses.get(code) is None:
                raise BadCodebook(f"{moves.file}: moves[{move.name}]: {code!r} is not a code of event_statuses")


def _read_move(row: Table) -> Move:
    move = Move(
        name=row.text("name"),
        label=row.text("label"),
        definition=row.text("definition"),
        sources=row.texts("from"),
        to=row.text("to"),
        by=row.texts("by"),
        needs_other_eyes=row.flag("needs_other_eyes", default=False),
        needs_reason=row.flag("needs_reason", default=False),
    )
    row.close()
    return move
