"""Against worked examples that were published, to the digits that are printed there."""

from __future__ import annotations

import pytest

from incidents.review.agreement.coefficients import ac1, alpha, prevalent, raw
from incidents.review.agreement.distances import Value

Units = list[list[Value]]


def units_of(*coders: str) -> Units:
    """A unit for each column; a full stop stands for no value."""
    rows = [coder.split() for coder in coders]
    return [[_value(word) for word in column if word != "."] for column in zip(*rows, strict=True)]


def _value(word: str) -> Value:
    return int(word) if word.isdecimal() else word


# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A to D.
BINARY = units_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = units_of("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = units_of(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


@pytest.mark.parametrize(
    ("units", "metric", "published"),
    [
        (BINARY, "nominal", 0.095),
        (NOMINAL, "nominal", 0.692),
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(units: Units, metric: str, published: float) -> None:
    assert alpha(units, metric) == pytest.approx(published, abs=0.0005)


def table(*rows: tuple[int, ...]) -> Units:
    """Two coders' judgements from a table of how often the first gave the row's code and the second the column's."""
    return [[one, other] for one, row in enumerate(rows) for other, count in enumerate(row) for _ in range(count)]


def test_ac1_is_that_of_gwets_paradox_where_kappa_is_below_zero() -> None:
    """K. L. Gwet, Kappa statistic is not satisfactory (2002), table 1; the case that AC1 was made for."""
    assert ac1(table((118, 5), (2, 0))) == pytest.approx(0.9408, abs=0.00005)


def test_alpha_misleads_there() -> None:
    found = alpha(table((118, 5), (2, 0)))
    assert found is not None
    assert found < 0


def test_ac1_is_that_of_the_three_abstractors_data() -> None:
    """cont3x3abstractors of K. L. Gwet's R package irrCAC; its manual prints the coefficients."""
    units = table((13, 0, 0), (0, 20, 7), (0, 4, 56))
    assert ac1(units) == pytest.approx(0.8493305, abs=5e-7)
    assert raw(units) == pytest.approx(0.89, abs=5e-7)


def test_ac1_takes_four_coders_and_missing_values() -> None:
    """cac.raw4raters of the same package: the data of Krippendorff's example C."""
    assert ac1(FOUR) == pytest.approx(0.77544, abs=5e-6)
    assert raw(FOUR) == pytest.approx(0.8181818, abs=5e-7)


def test_sets_that_overlap_are_nearer_than_sets_that_do_not() -> None:
    """R. Passonneau (2006): one set in the other weighs 2/3, some members in common 1/3, of what both share of all."""
    near: Units = [[frozenset("ab"), frozenset("a")], [frozenset("c"), frozenset("c")]]
    far: Units = [[frozenset("ab"), frozenset("d")], [frozenset("c"), frozenset("c")]]
    for units, within in ((near, 1 - 2 / 3 * 1 / 2), (far, 1.0)):
        assert alpha(units, "set") == pytest.approx(1 - 3 * 2 * within / expected(units), abs=1e-9)


def expected(units: Units) -> float:
    """All differences between two of the four sets, in both orders, written out."""
    one, other, third, _ = (value for unit in units for value in unit)
    pairs = [(one, other, 1), (one, third, 2), (other, third, 2)]
    return 2 * sum(times * masi(mine, theirs) for mine, theirs, times in pairs)


def masi(one: Value, other: Value) -> float:
    assert isinstance(one, frozenset)
    assert isinstance(other, frozenset)
    shared = len(one & other)
    return 1 - (2 / 3) * shared / len(one | other) if shared else 1.0


def test_agreement_is_perfect_where_nobody_differs() -> None:
    units: Units = [["a", "a"], ["b", "b"]]
    assert (raw(units), alpha(units), ac1(units)) == (1, 1, 1)


def test_where_only_one_value_is_given_alpha_is_not_defined() -> None:
    units: Units = [["a", "a"], ["a", "a"]]
    assert (raw(units), alpha(units), ac1(units)) == (1, None, 1)


@pytest.mark.parametrize("units", [[], [[]], [["a"]]])
def test_without_two_judgements_of_one_unit_nothing_is_defined(units: Units) -> None:
    assert (raw(units), alpha(units), ac1(units)) == (None, None, None)


def test_a_value_that_only_one_coder_gave_does_not_count_for_alpha() -> None:
    assert alpha([*NOMINAL, ["e"]]) == alpha(NOMINAL)


def test_the_prevalent_value_and_its_share() -> None:
    assert prevalent(BINARY) == (0, 0.7)
    assert prevalent([]) is None
