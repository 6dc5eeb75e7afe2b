"""Options declared once, as a dataclass, and shared by several commands.

A command that takes a parameter of such a dataclass is given its fields as options of its own; Typer, which reads
signatures, sees nothing unusual. Knows no option by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """*command* with the fields of each dataclass among its parameters as parameters of their own."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}

    @wraps(command)
    def gathered(**given: Any) -> None:  # noqa: ANN401 - the values of any options
        for name, group in groups.items():
            given[name] = group(**{field.name: given.pop(field.name) for field in fields(group)})
        command(**given)

    parameters = [each for own in signature(command).parameters.values() for each in _parameters(own, hints, groups)]
    gathered.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # inspect's protocol
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
