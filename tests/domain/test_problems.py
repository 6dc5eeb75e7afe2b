"""A problem names what is wrong and where."""

from __future__ import annotations

from incidents.domain.problems import Problem


def test_a_problem_names_line_field_and_value() -> None:
    problem = Problem(field="killed", message="not a number", value="many", line=3)
    assert str(problem) == "line 3, killed: not a number (got 'many')"
