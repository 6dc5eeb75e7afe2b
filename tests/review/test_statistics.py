"""Statistics against published examples, to the digits that are printed there, and against what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.review.statistics import Share, Value, ac1, alpha, bootstrap, mcnemar, prevalent, raw_agreement, wilson

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
    found = (raw_agreement(SIX), alpha(SIX), ac1(SIX))
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
    assert (raw_agreement(units), alpha(units), ac1(units)) == pytest.approx((0.89, 0.7972585, 0.8493305), abs=5e-8)


def test_ac1_takes_four_coders_and_missing_values() -> None:
    """cac.raw4raters of irrCAC: the data of Krippendorff's example C."""
    found = (raw_agreement(FOUR), alpha(FOUR), ac1(FOUR))
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
    assert (raw_agreement(units), alpha(units), ac1(units)) == (1, 1, 1)


def test_where_only_one_value_is_given_alpha_is_not_defined() -> None:
    units: Units = [["a", "a"], ["a", "a"]]
    assert (raw_agreement(units), alpha(units), ac1(units)) == (1, None, 1)


@pytest.mark.parametrize("units", [[], [[]], [["a"]]])
def test_without_two_judgements_of_one_unit_nothing_is_defined(units: Units) -> None:
    assert (raw_agreement(units), alpha(units), ac1(units)) == (None, None, None)


def test_a_value_that_only_one_coder_gave_does_not_count_for_alpha() -> None:
    assert alpha([*NOMINAL, ["e"]]) == alpha(NOMINAL)


def test_the_prevalent_value_and_its_share() -> None:
    assert prevalent(BINARY) == (0, 0.7)
    assert prevalent([]) is None


def test_wilson_gives_the_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 15 of 148.
    assert wilson(81, 263) == (0.255, 0.366)
    assert wilson(15, 148) == (0.062, 0.160)


def test_nothing_right_and_all_right_still_have_an_interval() -> None:
    assert wilson(0, 20) == (0.0, 0.161)  # Newcombe's third example
    assert wilson(20, 20) == (0.839, 1.0)


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_a_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    share = Share(*counts)
    assert share.interval is not None
    assert share.rate is not None
    assert 0 <= share.interval.low <= share.rate <= share.interval.high <= 1


def test_no_cases_have_no_share() -> None:
    assert (Share(0, 0).rate, Share(0, 0).interval) == (None, None)


@pytest.mark.parametrize(("better", "worse", "chance"), [(0, 0, 1.0), (5, 5, 1.0), (1, 9, 0.0215), (6, 0, 0.0312)])
def test_mcnemar_is_twice_the_tail_of_a_fair_coin(better: int, worse: int, chance: float) -> None:
    assert mcnemar(better, worse) == mcnemar(worse, better) == chance


def test_mcnemar_stands_thousands_of_cases() -> None:
    assert 0.31 < mcnemar(5000, 4900) < 0.33


def test_the_bootstrap_comes_out_the_same_each_time() -> None:
    samples = [0, 1, 1, 0, 1, 1, 1, 0]
    assert bootstrap(samples, _mean) == bootstrap(samples, _mean)


def test_the_bootstrap_of_equal_samples_is_a_point() -> None:
    assert bootstrap([3, 3, 3], _mean) == (3.0, 3.0)


def _mean(samples: object) -> float:
    assert isinstance(samples, list)
    return float(sum(samples)) / len(samples)
