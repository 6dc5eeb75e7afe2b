"""The layers of the house: imports point down, and each heavy library has one room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "incidents"
FLOORS = [
    {"errors", "resources"},
    {"domain"},
    {"codebook", "store", "geo"},
    {"backends", "coder", "review", "exchange", "intake"},
    {"learning"},
    {"desk"},
    {"workbench"},
    {"tui"},
    {"cli"},
]
CODER_STEPS = [
    "text",
    "mentions",
    "whole",
    "reading",
    "events",
    "relevance",
    "fields",
    "backend",
    "pipeline",
    "lead",
    "features",
    "learned",
]
ROOMS_OF = {
    **dict.fromkeys(("typer", "click"), ("cli",)),
    "textual": ("tui",),
    "rich": ("cli", "tui"),  # Textual measures columns and styles letters by it
    **dict.fromkeys(("sqlalchemy", "sqlmodel"), ("store",)),
    "sklearn": ("learning",),
    **dict.fromkeys(("geopy", "numpy", "shapely"), ("geo",)),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "incidents")


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_imports_point_down(path: Path) -> None:
    room = room_of(path)
    if room.startswith("__"):
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "incidents" and len(parts) > 1 and parts[1] not in {room, "__version__"}:
            assert floor_of(parts[1]) < floor_of(room), f"{room} imports {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "coder").rglob("*.py")), ids=str)
def test_a_step_of_the_coder_knows_only_the_steps_before_it(path: Path) -> None:
    step = path.relative_to(PACKAGE / "coder").parts[0].removesuffix(".py")
    if step.startswith("__"):
        return
    for name in imported(path):
        if name.startswith("incidents.coder."):
            assert CODER_STEPS.index(name.split(".")[2]) <= CODER_STEPS.index(step), f"{step} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_heavy_libraries_stay_in_their_room(path: Path) -> None:
    for name in imported(path):
        library = name.split(".", maxsplit=1)[0]
        assert room_of(path) in ROOMS_OF.get(library, (room_of(path),)), f"{path.name} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_the_desk_reads_the_clock(path: Path) -> None:
    if path != PACKAGE / "desk" / "clock.py":
        assert not {"now", "today", "utcnow"} & calls(path)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def calls(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.func.attr for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}


def test_there_are_no_import_circles() -> None:
    graph = {module_name(path): {name for name in imported(path) if name.startswith("incidents.")} for path in MODULES}
    seen: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join([*trail, name])
        if name in seen or name not in graph:
            return
        for other in sorted(graph[name]):
            visit(other, (*trail, name))
        seen.add(name)

    for name in sorted(graph):
        visit(name, ())


def module_name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
