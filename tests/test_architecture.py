"""The layers of the house: imports point down, and each heavy library has one room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "incidents"
FLOORS = [
    {"errors", "resources"},
    {"domain"},
    {"codebook", "store", "geo"},
    {"review", "exchange", "intake"},
    {"coder"},  # learning is measured as codings are
    {"services"},
    {"tui"},
    {"cli"},
]
CODER_STEPS = [
    "text",
    "mentions",
    "whole",
    "reading",
    "digests",
    "events",
    "relevance",
    "fields",
    "backend",
    "pipeline",
    "lead",
    "features",
    "learned",
    "training",
    "backends",
]
ROOMS_OF = {
    **dict.fromkeys(("typer", "click"), ("cli",)),
    "textual": ("tui",),
    "rich": ("cli", "tui"),  # Textual measures columns and styles letters by it
    **dict.fromkeys(("sqlalchemy", "sqlmodel"), ("store",)),
    "sklearn": ("coder",),
    **dict.fromkeys(("geopy", "numpy", "shapely"), ("geo",)),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "incidents")


def imports(folder: Path = PACKAGE) -> Iterator[tuple[Path, str]]:
    return ((path, name) for path in MODULES if path.is_relative_to(folder) for name in imported(path))


def test_imports_point_down() -> None:
    for path, name in imports():
        room, parts = room_of(path), name.split(".")
        if not room.startswith("__") and parts[0] == "incidents" and parts[1:2] not in ([], [room], ["__version__"]):
            assert floor_of(parts[1]) < floor_of(room), f"{path} imports {name}"


def test_a_step_of_the_coder_knows_only_the_steps_before_it() -> None:
    for path, name in imports(PACKAGE / "coder"):
        step = path.relative_to(PACKAGE / "coder").parts[0].removesuffix(".py")
        if not step.startswith("__") and name.startswith("incidents.coder."):
            assert CODER_STEPS.index(name.split(".")[2]) <= CODER_STEPS.index(step), f"{path} imports {name}"


def test_heavy_libraries_stay_in_their_room() -> None:
    for path, name in imports():
        rooms = ROOMS_OF.get(name.split(".", maxsplit=1)[0])
        assert rooms is None or room_of(path) in rooms, f"{path} imports {name}"


def test_only_migrations_and_the_shape_of_tables_take_sqlalchemy() -> None:
    taken = {path for path, name in imports(PACKAGE / "store") if name.partition(".")[0] in {"sqlalchemy", "sqlmodel"}}
    others = {path.stem for path in taken if not path.is_relative_to(PACKAGE / "store" / "tables")}
    assert others == {"copying", "engine"}


def test_only_one_module_reads_the_clock() -> None:
    read = {path for path in MODULES if {"now", "today", "utcnow"} & calls(path)}
    assert read == {PACKAGE / "services" / "clock.py"}


def test_modules_stay_small() -> None:
    assert [path for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 600] == []


def test_functions_stay_small() -> None:
    functions = [(path, node) for path in MODULES for node in nodes_of(path) if isinstance(node, ast.FunctionDef)]
    assert [f"{path}: {node.name}" for path, node in functions if (node.end_lineno or 0) - node.lineno >= 50] == []


def calls(path: Path) -> set[str]:
    nodes = nodes_of(path)
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
