from __future__ import annotations

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import pytest
import typer

from incidents.cli.options import expand_groups

WIDTH = typer.Option("--width")


@dataclass(frozen=True)
class Size:
    width: Annotated[int, WIDTH] = 3
    height: int = 4


def test_the_fields_of_a_dataclass_become_parameters() -> None:
    assert list(signature(expand_groups(measure)).parameters) == ["name", "width", "height", "unit"]


def test_the_annotations_are_those_of_the_fields() -> None:
    assert signature(expand_groups(measure)).parameters["width"].annotation == Annotated[int, WIDTH]


def test_the_command_is_handed_the_dataclass(capsys: pytest.CaptureFixture[str]) -> None:
    expand_groups(measure)(name="door", width=9, height=2, unit="m")
    assert capsys.readouterr().out == "door 9 x 2 m\n"


def measure(name: str, size: Size, unit: str = "cm") -> None:
    typer.echo(f"{name} {size.width} x {size.height} {unit}")
