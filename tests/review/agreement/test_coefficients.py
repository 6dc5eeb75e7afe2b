"""Against worked examples that were published, to the digits that are printed there.

Looked up on 27 November 2026: the figures of irrCAC 1.0 by K. L. Gwet in the overview that its repository prints, those
of FOUR and THREE in the tests of the package krippendorff (fast-krippendorff). The first two of Krippendorff's
examples and Gwet's paradox could only be recalled: their arithmetic is written out beside them.
"""

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


# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A to C.
BINARY = units_of("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = units_of("a a b b d c c c e d d a", "b a b b b c c c e d d d")
FOUR = units_of(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)

# The three observers and fifteen units of his Content Analysis, by which many programs are tested.
THREE = units_of(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


def distribution(counts: str) -> Units:
    """The codes that each unit was given, from how many coders gave it each, a digit for each code."""
    return [[code for code, count in enumerate(map(int, row)) for _ in range(count)] for row in counts.split()]


# distrib.6raters of irrCAC: of six psychiatrists, how many gave each of fifteen patients each of five diagnoses.
SIX = distribution(
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031",
)


@pytest.mark.parametrize(
    ("units", "metric", "published"),
    [
        (BINARY, "nominal", 1 - 19 * 4 / (14 * 6)),  # 0.095
        (NOMINAL, "nominal", 1 - 23 * 6 / (24**2 - (4**2 + 6**2 + 6**2 + 6**2 + 2**2))),  # 0.692
        (FOUR, "nominal", 0.743),
        (FOUR, "ordinal", 0.815),
        (FOUR, "interval", 0.849),
        (FOUR, "ratio", 0.797),
    ],
)
def test_alpha_is_that_of_krippendorffs_examples(units: Units, metric: str, published: float) -> None:
    assert alpha(units, metric) == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.691358), ("interval", 0.810845)])
def test_alpha_is_that_of_his_three_observers(metric: str, published: float) -> None:
    assert alpha(THREE, metric) == pytest.approx(published, abs=5e-7)


def test_all_three_are_those_of_the_six_psychiatrists() -> None:
    found = (raw(SIX), alpha(SIX), ac1(SIX))
    assert found == pytest.approx((0.5511111, 0.4204384, 0.4448007), abs=5e-8)


def table(*rows: tuple[int, ...]) -> Units:
    """Two coders' judgements from a table of how often the first gave the row's code and the second the column's."""
    return [[one, other] for one, row in enumerate(rows) for other, count in enumerate(row) for _ in range(count)]


def test_ac1_is_that_of_gwets_paradox_where_kappa_is_below_zero() -> None:
    """K. L. Gwet, Kappa statistic is not satisfactory (2002), table 1; the case that AC1 was made for."""
    agreed, share = 118 / 125, (118 + 5 + 118 + 2) / 250
    by_chance = 2 * share * (1 - share)
    assert (agreed - by_chance) / (1 - by_chance) == pytest.approx(0.9408, abs=0.00005)
    assert ac1(table((118, 5), (2, 0))) == pytest.approx(0.9408, abs=0.00005)


def test_alpha_misleads_there() -> None:
    found = alpha(table((118, 5), (2, 0)))
    assert found is not None
    assert found < 0


def test_ac1_is_that_of_the_three_abstractors_data() -> None:
    """cont3x3abstractors of irrCAC."""
    units = table((13, 0, 0), (0, 20, 7), (0, 4, 56))
    assert (raw(units), alpha(units), ac1(units)) == pytest.approx((0.89, 0.7972585, 0.8493305), abs=5e-8)


def test_ac1_takes_four_coders_and_missing_values() -> None:
    """cac.raw4raters of irrCAC: the data of Krippendorff's example C."""
    found = (raw(FOUR), alpha(FOUR), ac1(FOUR))
    assert found == pytest.approx((0.8181818, 0.74342, 0.77544), abs=5e-6)


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
